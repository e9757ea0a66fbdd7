#pragma once
// A choice among few, side by side: "Reference | Relative". Arrow keys move within it.

#include <QStringList>
#include <QWidget>

class QButtonGroup;

namespace maulstick::ui {

class SegmentedControl : public QWidget {
  Q_OBJECT

 public:
  explicit SegmentedControl(const QStringList& segments, QWidget* parent = nullptr);

  [[nodiscard]] int current() const;
  void setCurrent(int index);
  void setSegmentToolTip(int index, const QString& text);

 Q_SIGNALS:
  void currentChanged(int index);

 protected:
  void paintEvent(QPaintEvent* event) override;

 private:
  QButtonGroup* group_;
};

}  // namespace maulstick::ui
