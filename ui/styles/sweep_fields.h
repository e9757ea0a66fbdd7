#pragma once
// The part of the Styles view's column that says what is varied: the seeds, and up to two numbers
// with their values. What makes no sense is said under its field.

#include <QStringList>
#include <QWidget>
#include <cstdint>
#include <optional>
#include <vector>

#include "styles/sweep.h"
#include "ui/series/series_plan.h"

class QComboBox;

namespace maulstick::ui {

class ValuesField;

// As they stand in the fields, to be remembered: seeds, then name and values of each axis.
using SweepTexts = QStringList;

class SweepFields : public QWidget {
  Q_OBJECT

 public:
  explicit SweepFields(QWidget* parent = nullptr);

  [[nodiscard]] SweepTexts texts() const;
  void setTexts(const SweepTexts& texts);

  // What the fields stand for; nothing while one of them is at fault.
  struct Choice {
    std::vector<std::int64_t> seeds;
    std::vector<styles::Axis> axes;
  };
  [[nodiscard]] const std::optional<Choice>& choice() const { return choice_; }

  // Said under the seeds: together it would be too much.
  void setTooMany(const QString& words);

 Q_SIGNALS:
  void changed();

 private:
  struct AxisRow {
    QComboBox* name;
    ValuesField* values;
  };
  AxisRow makeAxis(const QString& spoken);
  void drawSeeds();
  void read();
  [[nodiscard]] bool readSeeds(Choice& choice);
  [[nodiscard]] bool readAxis(const AxisRow& row, Choice& choice);

  ValuesField* seeds_;
  std::vector<AxisRow> axes_;
  std::optional<Choice> choice_;
};

}  // namespace maulstick::ui
