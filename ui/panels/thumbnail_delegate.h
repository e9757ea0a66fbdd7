#pragma once
// Draws a picture of the history: rounded, with a ring when it is the one on the canvas, another one
// where the keyboard is, and a star.

#include <QStyledItemDelegate>

namespace maulstick::ui {

class ThumbnailDelegate : public QStyledItemDelegate {
  Q_OBJECT

 public:
  static constexpr int cell = 92;  // of one thumbnail with its margin

  using QStyledItemDelegate::QStyledItemDelegate;

  [[nodiscard]] QSize sizeHint(const QStyleOptionViewItem& option,
                               const QModelIndex& index) const override;
  void paint(QPainter* painter, const QStyleOptionViewItem& option,
             const QModelIndex& index) const override;
};

}  // namespace maulstick::ui
