#include "ui/widgets/accessible.h"

#include <QAccessibleWidget>

#include "ui/widgets/groove.h"
#include "ui/widgets/message_bar.h"
#include "ui/widgets/number_field.h"

namespace maulstick::ui {
namespace {

// A slider with its value and range. What a screen reader sets is a gesture like any other.
class AccessibleGroove : public QAccessibleWidget, public QAccessibleValueInterface {
 public:
  explicit AccessibleGroove(Groove* groove)
      : QAccessibleWidget(groove, QAccessible::Slider), groove_(groove) {}

  void* interface_cast(QAccessible::InterfaceType type) override {
    if (type == QAccessible::ValueInterface) return static_cast<QAccessibleValueInterface*>(this);
    return QAccessibleWidget::interface_cast(type);
  }
  [[nodiscard]] QString text(QAccessible::Text kind) const override {
    if (kind == QAccessible::Value) return numberText(groove_->spec(), groove_->value());
    return QAccessibleWidget::text(kind);
  }
  [[nodiscard]] QVariant currentValue() const override { return groove_->value(); }
  void setCurrentValue(const QVariant& value) override { Q_EMIT groove_->jumped(value.toDouble()); }
  [[nodiscard]] QVariant maximumValue() const override { return groove_->spec().maximum; }
  [[nodiscard]] QVariant minimumValue() const override { return groove_->spec().minimum; }
  [[nodiscard]] QVariant minimumStepSize() const override { return groove_->spec().step; }

 private:
  Groove* groove_;
};

QAccessibleInterface* makeAccessible(const QString& /*className*/, QObject* object) {
  if (auto* groove = qobject_cast<Groove*>(object)) return new AccessibleGroove(groove);
  if (auto* bar = qobject_cast<MessageBar*>(object)) {
    return new QAccessibleWidget(bar, QAccessible::AlertMessage);
  }
  return nullptr;
}

}  // namespace

void installAccessibility() {
  static const bool once = (QAccessible::installFactory(&makeAccessible), true);
  static_cast<void>(once);
}

}  // namespace maulstick::ui
