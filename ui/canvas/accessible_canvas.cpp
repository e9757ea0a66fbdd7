#include "ui/canvas/accessible_canvas.h"

#include <QAccessibleWidget>

#include "ui/canvas/canvas_view.h"
#include "ui/canvas/progress_strip.h"

namespace maulstick::ui {
namespace {

class AccessibleStrip : public QAccessibleWidget, public QAccessibleValueInterface {
 public:
  explicit AccessibleStrip(ProgressStrip* strip)
      : QAccessibleWidget(strip, QAccessible::ProgressBar), strip_(strip) {}

  void* interface_cast(QAccessible::InterfaceType type) override {
    if (type == QAccessible::ValueInterface) return static_cast<QAccessibleValueInterface*>(this);
    return QAccessibleWidget::interface_cast(type);
  }
  [[nodiscard]] QString text(QAccessible::Text kind) const override {
    return kind == QAccessible::Value ? strip_->leadingText() : QAccessibleWidget::text(kind);
  }
  [[nodiscard]] QVariant currentValue() const override { return strip_->done(); }
  void setCurrentValue(const QVariant& /*value*/) override {}
  [[nodiscard]] QVariant maximumValue() const override { return strip_->steps(); }
  [[nodiscard]] QVariant minimumValue() const override { return 0; }
  [[nodiscard]] QVariant minimumStepSize() const override { return 1; }

 private:
  ProgressStrip* strip_;
};

QAccessibleInterface* makeAccessible(const QString& /*className*/, QObject* object) {
  if (auto* strip = qobject_cast<ProgressStrip*>(object)) return new AccessibleStrip(strip);
  if (auto* canvas = qobject_cast<CanvasView*>(object)) {
    return new QAccessibleWidget(canvas, QAccessible::Graphic);
  }
  return nullptr;
}

}  // namespace

void installCanvasAccessibility() {
  static const bool once = (QAccessible::installFactory(&makeAccessible), true);
  static_cast<void>(once);
}

}  // namespace maulstick::ui
