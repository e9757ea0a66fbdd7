#pragma once
// Whether the desktop wants dark windows, asked of xdg-desktop-portal: Qt's own palette does not say it
// on every desktop. Silent where there is no session bus. UI thread.

#include <QObject>
#include <QString>
#include <functional>
#include <optional>

namespace maulstick::ui {

// Nothing: the desktop does not mind.
using TakeScheme = std::function<void(const std::optional<bool>& dark)>;

// Asks at once, without waiting, and tells `take` the answer and every change, as long as `receiver`
// lives. `bus` is the name of a QDBusConnection; empty for the session's.
void followSystemScheme(QObject* receiver, const TakeScheme& take, const QString& bus = {});

}  // namespace maulstick::ui
