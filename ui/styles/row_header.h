#pragma once
// The words beside the rows of the matrix: a title, and below it, stepping back, what the row is
// made of. Used by the matrix.

#include <QHeaderView>

namespace maulstick::ui {

class RowHeader : public QHeaderView {
  Q_OBJECT

 public:
  explicit RowHeader(QWidget* parent = nullptr);

  [[nodiscard]] QSize sizeHint() const override;

 protected:
  void paintEvent(QPaintEvent* event) override;
  void paintSection(QPainter* painter, const QRect& place, int row) const override;
};

// The words above the columns, in the middle of each.
class ColumnHeader : public QHeaderView {
  Q_OBJECT

 public:
  explicit ColumnHeader(QWidget* parent = nullptr);

 protected:
  void paintEvent(QPaintEvent* event) override;
  void paintSection(QPainter* painter, const QRect& place, int column) const override;
};

}  // namespace maulstick::ui
