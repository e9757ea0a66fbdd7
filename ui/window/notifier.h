#pragma once
// Tells somebody who looks elsewhere that a picture is finished: by the desktop's notifications where
// there is D-Bus. Used by the window; UI thread.

#include <QString>
#include <functional>

namespace maulstick::ui {

using Notify = std::function<void(const QString& title, const QString& text)>;

// Each message takes the place of the one before. Does nothing where there is no desktop.
Notify desktopNotify();

}  // namespace maulstick::ui
