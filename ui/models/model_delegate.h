#pragma once
// Draws a model in a list: its name, below it size or trouble, and a mark at the end.

#include <QStyledItemDelegate>

namespace maulstick::ui {

class ModelDelegate : public QStyledItemDelegate {
  Q_OBJECT

 public:
  using QStyledItemDelegate::QStyledItemDelegate;

  void paint(QPainter* painter, const QStyleOptionViewItem& option,
             const QModelIndex& index) const override;
  [[nodiscard]] QSize sizeHint(const QStyleOptionViewItem& option,
                               const QModelIndex& index) const override;
};

}  // namespace maulstick::ui
