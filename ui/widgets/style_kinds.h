#pragma once
// Which of Qt's widgets one is, where Qt has no class for it or asks in a roundabout way. For the files of
// the style.

#include <QAbstractItemView>
#include <QPlainTextEdit>
#include <QTextEdit>

namespace maulstick::ui::parts {

inline bool isTextField(const QWidget* widget) {
  return qobject_cast<const QPlainTextEdit*>(widget) != nullptr ||
         qobject_cast<const QTextEdit*>(widget) != nullptr;
}

// Lists with a frame, but not those that drop from a combo box: their frame is the menu's.
inline bool isFramedList(const QWidget* widget) {
  const auto* view = qobject_cast<const QAbstractItemView*>(widget);
  return view != nullptr && view->frameShape() == QFrame::StyledPanel;
}

inline bool isDropList(const QWidget* widget) {
  return widget != nullptr && widget->inherits("QComboBoxPrivateContainer");
}

inline bool isDropView(const QWidget* widget) {
  return widget != nullptr && widget->inherits("QComboBoxListView");
}

}  // namespace maulstick::ui::parts
