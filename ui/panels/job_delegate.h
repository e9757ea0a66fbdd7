#pragma once
// A row of the queue: a sign of its state, the prompt, and at the end the seed, by which pictures of
// one prompt are told apart. Used by the queue panel.

#include <QStyledItemDelegate>

namespace maulstick::ui {

class JobDelegate : public QStyledItemDelegate {
  Q_OBJECT

 public:
  using QStyledItemDelegate::QStyledItemDelegate;

 protected:
  void initStyleOption(QStyleOptionViewItem* option, const QModelIndex& index) const override;
};

}  // namespace maulstick::ui
