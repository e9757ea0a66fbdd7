#pragma once
// A column at the side of a view: panels that scroll up and down, and below them what is always in sight.

#include <QWidget>

class QVBoxLayout;

namespace maulstick::ui {

class SideColumn : public QWidget {
  Q_OBJECT

 public:
  [[nodiscard]] QSize minimumSizeHint() const override;

 protected:
  explicit SideColumn(QWidget* parent);

  void addPanel(QWidget* panel);
  void addBelow(QWidget* widget);

 private:
  QWidget* inside_;  // what scrolls
  QVBoxLayout* panels_;
  QVBoxLayout* below_;
};

}  // namespace maulstick::ui
