#pragma once
// The figures of all compared pictures: a row for each, the best of each column in the accent. The
// mouse on a heading tells what the column means. A click or Return puts a picture on the left
// side, a right click or Shift+Return on the right. Part of the Compare view; UI thread.

#include <QAbstractTableModel>
#include <QTableView>

#include "ui/compare/comparison.h"
#include "ui/compare/figures.h"

namespace maulstick::ui {

class FiguresModel : public QAbstractTableModel {
  Q_OBJECT

 public:
  static constexpr int BestRole = Qt::UserRole + 1;

  // Both must outlive this.
  FiguresModel(const Comparison& comparison, const std::vector<FigureColumn>& columns,
               QObject* parent = nullptr);

  [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
  [[nodiscard]] int columnCount(const QModelIndex& parent = {}) const override;
  [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;
  [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation,
                                    int role) const override;

 private:
  void refresh();
  [[nodiscard]] QVariant nameData(int row, int role) const;
  [[nodiscard]] QVariant figureData(int row, std::size_t column, int role) const;
  [[nodiscard]] QString marks(int row) const;

  const Comparison& comparison_;
  const std::vector<FigureColumn>& columns_;
  std::vector<std::vector<bool>> best_;  // by column
};

class FiguresTable : public QTableView {
  Q_OBJECT

 public:
  FiguresTable(Comparison& comparison, const std::vector<FigureColumn>& columns,
               QWidget* parent = nullptr);

  [[nodiscard]] QSize sizeHint() const override;
  [[nodiscard]] QSize minimumSizeHint() const override;

 protected:
  void resizeEvent(QResizeEvent* event) override;
  void keyPressEvent(QKeyEvent* event) override;
  void keyReleaseEvent(QKeyEvent* event) override;

 private:
  void arrange();
  [[nodiscard]] int widthOf(int column) const;

  Comparison& comparison_;
  FiguresModel model_;
};

}  // namespace maulstick::ui
