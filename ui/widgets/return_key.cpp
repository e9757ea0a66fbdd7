#include "ui/widgets/return_key.h"

#include <QApplication>
#include <QDialog>
#include <QKeyEvent>
#include <QPointer>
#include <QPushButton>
#include <QRadioButton>
#include <QToolButton>

namespace maulstick::ui {
namespace {

bool isReturn(const QKeyEvent& event) {
  const bool plain = (event.modifiers() & ~Qt::KeypadModifier) == Qt::NoModifier;
  return plain && (event.key() == Qt::Key_Return || event.key() == Qt::Key_Enter);
}

// A button whose key is Return; nullptr for everything else.
QWidget* pressedByReturn(QObject* watched) {
  if (auto* tool = qobject_cast<QToolButton*>(watched)) return tool;
  auto* button = qobject_cast<QAbstractButton*>(watched);
  if (button == nullptr || qobject_cast<QDialog*>(button->window()) != nullptr) return nullptr;
  const bool is = qobject_cast<QPushButton*>(button) != nullptr ||
                  qobject_cast<QRadioButton*>(button) != nullptr;
  return is ? button : nullptr;
}

// By the space bar, not by click(): a tool button opens its menu at the press.
void press(const QPointer<QWidget>& button) {
  for (const auto type : {QEvent::KeyPress, QEvent::KeyRelease}) {
    QKeyEvent space(type, Qt::Key_Space, Qt::NoModifier, QStringLiteral(" "));
    if (button) QCoreApplication::sendEvent(button, &space);
  }
}

class ReturnKey : public QObject {
 public:
  using QObject::QObject;

  bool eventFilter(QObject* watched, QEvent* event) override {
    if (event->type() != QEvent::KeyPress) return false;
    const auto& key = *static_cast<QKeyEvent*>(event);
    if (!isReturn(key)) return false;
    QWidget* button = pressedByReturn(watched);
    if (button == nullptr) return false;
    if (!key.isAutoRepeat()) press(button);
    return true;
  }
};

}  // namespace

void installReturnKey(QApplication& application) {
  application.installEventFilter(new ReturnKey(&application));
}

}  // namespace maulstick::ui
