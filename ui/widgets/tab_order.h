#pragma once
// The way of the Tab key through widgets that are made anew while the program runs: without help they
// are the last in their window.

#include <QList>
#include <QWidget>

namespace maulstick::ui {

// Puts `widgets`, in this order, where `place`, which contains them, stands: behind what comes before
// it and before what comes after it.
void joinTabOrder(const QWidget& place, const QList<QWidget*>& widgets);

}  // namespace maulstick::ui
