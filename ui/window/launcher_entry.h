#pragma once
// How far a run is, on the program's icon in the task bar: docks that know com.canonical.Unity's
// protocol (Plasma, Dash to Dock, Unity) show it. Silent where there is no session bus. UI thread.

#include <QString>
#include <functional>

namespace maulstick::ui {

// Of a run; below 0: nothing is being painted.
using ShowProgress = std::function<void(double share)>;

// `bus` is the name of a QDBusConnection; empty for the session's.
ShowProgress launcherProgress(const QString& bus = {});

}  // namespace maulstick::ui
