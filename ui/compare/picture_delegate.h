#pragma once
// Draws a compared picture in the strip: the picture, its name, a ring and a letter when it lies on
// the canvas, how far it is while it is painted, and what is wrong where there is none.

#include <QStyledItemDelegate>

#include "ui/compare/comparison.h"

namespace maulstick::ui {

class PictureDelegate : public QStyledItemDelegate {
  Q_OBJECT

 public:
  // Must outlive this.
  explicit PictureDelegate(const Comparison& comparison, QObject* parent = nullptr);

  [[nodiscard]] static QSize cellSize();

  [[nodiscard]] QSize sizeHint(const QStyleOptionViewItem& option,
                               const QModelIndex& index) const override;
  void paint(QPainter* painter, const QStyleOptionViewItem& option,
             const QModelIndex& index) const override;

 private:
  void drawPicture(QPainter& painter, const QRectF& place, const ComparedPicture& picture) const;
  void drawState(QPainter& painter, const QRectF& place, const ComparedPicture& picture) const;
  void drawSides(QPainter& painter, const QRectF& place, int row) const;

  const Comparison& comparison_;
};

}  // namespace maulstick::ui
