#pragma once
// Draws a cell of a series: the picture, rounded, with its CLIP score, a ring and a star where it
// is the best of its row; or the picture as it comes; or what is said of a cell without one. Used
// by the matrix.

#include <QCache>
#include <QPixmap>
#include <QStyledItemDelegate>

namespace maulstick::ui {

class Series;

class CellDelegate : public QStyledItemDelegate {
  Q_OBJECT

 public:
  static constexpr int margin = 5;  // around a picture, for its ring

  explicit CellDelegate(QObject* parent = nullptr);

  void paint(QPainter* painter, const QStyleOptionViewItem& option,
             const QModelIndex& index) const override;
  [[nodiscard]] QSize sizeHint(const QStyleOptionViewItem& option,
                               const QModelIndex& index) const override;

 private:
  void drawPicture(QPainter& painter, const QRectF& place, const Series& series, int number,
                   const QImage& image) const;
  void drawEmpty(QPainter& painter, const QRectF& place, const Series& series, int number) const;

  mutable QCache<QString, QPixmap> scaled_;  // to the pixels of the screen: that takes long
};

}  // namespace maulstick::ui
