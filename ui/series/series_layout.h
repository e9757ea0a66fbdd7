#pragma once
// Where the cells of a series stand: rows and columns, and the words beside and above them. Without
// an axis styles stand down and seeds across; the last axis goes across in the place of the seeds,
// and all that is left goes down. Plain values.

#include <QString>
#include <vector>

#include "ui/series/series_plan.h"

namespace maulstick::ui {

struct RowWords {
  QString title;   // "Oil painting"
  QString detail;  // "impasto, thick brush strokes", or "seed 3 · CLIP 100"
  QString name;    // all that it is: "Oil painting · seed 3 · CLIP 100"
};

class SeriesLayout {
 public:
  SeriesLayout(const SeriesPlan& plan, const styles::Sweep& sweep);

  [[nodiscard]] int rows() const { return rows_; }
  [[nodiscard]] int columns() const { return columns_; }

  [[nodiscard]] int numberAt(int row, int column) const;
  [[nodiscard]] int rowOf(int number) const;
  [[nodiscard]] int columnOf(int number) const;

  [[nodiscard]] RowWords rowWords(int row) const;
  [[nodiscard]] QString columnWords(int column) const;  // "seed 3", "CLIP 200"

 private:
  [[nodiscard]] QString axisWords(std::size_t axis, double value) const;

  const SeriesPlan& plan_;
  const styles::Sweep& sweep_;
  int seeds_;
  int rows_;
  int columns_;
};

// "CLIP 200", "Steps 30".
QString valueWords(const std::string& control, double value);

}  // namespace maulstick::ui
