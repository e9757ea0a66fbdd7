#pragma once
// Which keys the strip and the table take for themselves: those that go from row to row, and
// Return. All others mean something to the view, while a list would search by them or select.

#include <QKeyEvent>
#include <algorithm>
#include <array>

namespace maulstick::ui {

inline bool goesToAnotherRow(const QKeyEvent& event) {
  constexpr std::array keys = {Qt::Key_Left, Qt::Key_Right, Qt::Key_Up,     Qt::Key_Down,
                               Qt::Key_Home, Qt::Key_End,   Qt::Key_PageUp, Qt::Key_PageDown};
  const auto modifiers = event.modifiers() & ~Qt::KeypadModifier;
  return modifiers == Qt::NoModifier && std::ranges::find(keys, event.key()) != keys.end();
}

inline bool isReturn(const QKeyEvent& event) {
  return (event.key() == Qt::Key_Return || event.key() == Qt::Key_Enter) &&
         !(event.modifiers() & (Qt::ControlModifier | Qt::AltModifier));
}

}  // namespace maulstick::ui
