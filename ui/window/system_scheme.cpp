#include "ui/window/system_scheme.h"

#ifdef MAULSTICK_DBUS
#include <QDBusConnection>
#include <QDBusMessage>
#include <QDBusPendingCallWatcher>
#include <QDBusPendingReply>
#include <QDBusVariant>
#endif

namespace maulstick::ui {

#ifdef MAULSTICK_DBUS

namespace {

// https://flatpak.github.io/xdg-desktop-portal/docs/doc-org.freedesktop.portal.Settings.html
const QString service = QStringLiteral("org.freedesktop.portal.Desktop");
const QString object = QStringLiteral("/org/freedesktop/portal/desktop");
const QString settings = QStringLiteral("org.freedesktop.portal.Settings");
const QString appearance = QStringLiteral("org.freedesktop.appearance");
const QString colourScheme = QStringLiteral("color-scheme");
constexpr uint dark = 1;
constexpr uint light = 2;

// Read wraps the value into a variant of its own.
uint numberIn(QVariant value) {
  while (value.userType() == qMetaTypeId<QDBusVariant>()) {
    value = value.value<QDBusVariant>().variant();
  }
  return value.toUInt();
}

class SchemeWatch : public QObject {
  Q_OBJECT

 public:
  SchemeWatch(QObject* parent, TakeScheme take, QDBusConnection bus)
      : QObject(parent), take_(std::move(take)) {
    bus.connect(service, object, settings, QStringLiteral("SettingChanged"), this,
                SLOT(onChanged(QString, QString, QDBusVariant)));
    QDBusMessage ask =
        QDBusMessage::createMethodCall(service, object, settings, QStringLiteral("Read"));
    ask << appearance << colourScheme;
    auto* answer = new QDBusPendingCallWatcher(bus.asyncCall(ask), this);
    connect(answer, &QDBusPendingCallWatcher::finished, this, [this, answer] {
      const QDBusPendingReply<QDBusVariant> reply = *answer;
      if (reply.isValid()) tell(numberIn(reply.value().variant()));
      answer->deleteLater();
    });
  }

 private Q_SLOTS:
  void onChanged(const QString& group, const QString& key, const QDBusVariant& value) {
    if (group == appearance && key == colourScheme) tell(numberIn(value.variant()));
  }

 private:
  void tell(uint scheme) {
    const bool minds = scheme == dark || scheme == light;
    take_(minds ? std::optional(scheme == dark) : std::nullopt);
  }

  TakeScheme take_;
};

}  // namespace

void followSystemScheme(QObject* receiver, const TakeScheme& take, const QString& bus) {
  const bool isSession = bus.isEmpty();
  if (isSession && qEnvironmentVariableIsEmpty("DBUS_SESSION_BUS_ADDRESS")) return;
  new SchemeWatch(receiver, take, isSession ? QDBusConnection::sessionBus() : QDBusConnection(bus));
}

#else

void followSystemScheme(QObject* /*receiver*/, const TakeScheme& /*take*/, const QString& /*bus*/) {
}

#endif

}  // namespace maulstick::ui

#ifdef MAULSTICK_DBUS
#include "system_scheme.moc"
#endif
