#include "ui/window/notifier.h"

#include <QGuiApplication>
#include <memory>

#ifdef MAULSTICK_DBUS
#include <QDBusConnection>
#include <QDBusMessage>
#include <QDBusPendingCallWatcher>
#include <QDBusPendingReply>
#include <QVariantMap>
#endif

namespace maulstick::ui {

#ifdef MAULSTICK_DBUS

namespace {

constexpr int servicesOwnTime = -1;

// https://specifications.freedesktop.org/notification-spec/latest/protocol.html
QDBusMessage messageOf(const QString& title, const QString& text, uint instead) {
  const QString service = QStringLiteral("org.freedesktop.Notifications");
  QDBusMessage call = QDBusMessage::createMethodCall(
      service, QStringLiteral("/org/freedesktop/Notifications"), service, QStringLiteral("Notify"));
  call << QGuiApplication::applicationDisplayName() << instead << QGuiApplication::desktopFileName()
       << title << text.toHtmlEscaped() << QStringList() << QVariantMap() << servicesOwnTime;
  return call;
}

}  // namespace

Notify desktopNotify() {
  if (qEnvironmentVariableIsEmpty("DBUS_SESSION_BUS_ADDRESS")) return [](auto&&, auto&&) {};
  const auto last = std::make_shared<uint>(0);
  return [last](const QString& title, const QString& text) {
    const auto call = QDBusConnection::sessionBus().asyncCall(messageOf(title, text, *last));
    auto* answer = new QDBusPendingCallWatcher(call);
    QObject::connect(answer, &QDBusPendingCallWatcher::finished, answer, [last, answer] {
      const QDBusPendingReply<uint> reply = *answer;
      if (reply.isValid()) *last = reply.value();
      answer->deleteLater();
    });
  };
}

#else

Notify desktopNotify() {
  return [](auto&&, auto&&) {};
}

#endif

}  // namespace maulstick::ui
