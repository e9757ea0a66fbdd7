#include "ui/window/launcher_entry.h"

#ifdef MAULSTICK_DBUS
#include <QDBusConnection>
#include <QDBusMessage>
#include <QGuiApplication>
#include <QVariantMap>
#endif

namespace maulstick::ui {

#ifdef MAULSTICK_DBUS

// https://wiki.ubuntu.com/Unity/LauncherAPI#Low_level_DBus_API:_com.canonical.Unity.LauncherEntry
ShowProgress launcherProgress(const QString& bus) {
  const bool isSession = bus.isEmpty();
  if (isSession && qEnvironmentVariableIsEmpty("DBUS_SESSION_BUS_ADDRESS")) return [](double) {};
  return [bus, isSession](double share) {
    QDBusMessage update = QDBusMessage::createSignal(
        QStringLiteral("/org/maulstick/Studio"),
        QStringLiteral("com.canonical.Unity.LauncherEntry"), QStringLiteral("Update"));
    update << QStringLiteral("application://%1.desktop").arg(QGuiApplication::desktopFileName())
           << QVariantMap{{QStringLiteral("progress"), share < 0 ? 0.0 : share},
                          {QStringLiteral("progress-visible"), share >= 0}};
    (isSession ? QDBusConnection::sessionBus() : QDBusConnection(bus)).send(update);
  };
}

#else

ShowProgress launcherProgress(const QString& /*bus*/) {
  return [](double) {};
}

#endif

}  // namespace maulstick::ui
