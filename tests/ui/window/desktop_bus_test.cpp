// What the app says to the desktop over D-Bus and hears from it, on a bus of its own.

#include <QDBusConnection>
#include <QDBusMessage>
#include <QDBusVariant>
#include <QGuiApplication>
#include <QProcess>
#include <QStandardPaths>
#include <QTest>
#include <QVariantMap>

#include "ui/support/registry.h"
#include "ui/widgets/theme.h"
#include "ui/window/launcher_entry.h"
#include "ui/window/system_scheme.h"

namespace maulstick::ui {

// In place of a dock.
class Dock : public QObject {
  Q_OBJECT

 public:
  QStringList seen;

 public Q_SLOTS:
  void update(const QString& app, const QVariantMap& what) {
    seen << QStringLiteral("%1 %2 %3")
                .arg(app, what.value(QStringLiteral("progress")).toString(),
                     what.value(QStringLiteral("progress-visible")).toString());
  }
};

// In place of xdg-desktop-portal.
class Portal : public QObject {
  Q_OBJECT
  Q_CLASSINFO("D-Bus Interface", "org.freedesktop.portal.Settings")

 public:
  uint scheme = 1;

 public Q_SLOTS:
  QDBusVariant Read(const QString& group, const QString& key) {
    const bool known = group == u"org.freedesktop.appearance" && key == u"color-scheme";
    const QDBusVariant inner(QVariant::fromValue<uint>(known ? scheme : 77));
    return QDBusVariant(QVariant::fromValue(inner));  // as the portal does
  }

 Q_SIGNALS:
  void SettingChanged(const QString& group, const QString& key, const QDBusVariant& value);
};

class DesktopBusTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void initTestCase();
  void cleanupTestCase();
  void showsProgressInTheTaskBar();
  void followsTheDesktopsColours();
  void isSilentWithoutABus();

 private:
  QProcess daemon_;
  QDBusConnection app_ = QDBusConnection(QString());
  QDBusConnection desktop_ = QDBusConnection(QString());
};

void DesktopBusTest::initTestCase() {
  const QString program = QStandardPaths::findExecutable(QStringLiteral("dbus-daemon"));
  if (program.isEmpty()) QSKIP("dbus-daemon is not here");
  daemon_.start(program, {QStringLiteral("--session"), QStringLiteral("--nofork"),
                          QStringLiteral("--print-address")});
  QVERIFY(daemon_.waitForReadyRead(10'000));
  const QString address = QString::fromLatin1(daemon_.readLine().trimmed());
  app_ = QDBusConnection::connectToBus(address, QStringLiteral("app"));
  desktop_ = QDBusConnection::connectToBus(address, QStringLiteral("desktop"));
  QVERIFY(app_.isConnected() && desktop_.isConnected());
}

void DesktopBusTest::cleanupTestCase() {
  QDBusConnection::disconnectFromBus(QStringLiteral("app"));
  QDBusConnection::disconnectFromBus(QStringLiteral("desktop"));
  daemon_.terminate();
  daemon_.waitForFinished(5000);
}

void DesktopBusTest::showsProgressInTheTaskBar() {
  Dock dock;
  QVERIFY(desktop_.connect(QString(), QString(),
                           QStringLiteral("com.canonical.Unity.LauncherEntry"),
                           QStringLiteral("Update"), &dock, SLOT(update(QString, QVariantMap))));
  QGuiApplication::setDesktopFileName(QStringLiteral("org.maulstick.Studio"));
  const ShowProgress show = launcherProgress(QStringLiteral("app"));
  show(0.25);
  show(-1);
  const QString who = QStringLiteral("application://org.maulstick.Studio.desktop");
  QTRY_COMPARE(dock.seen,
               QStringList({who + QStringLiteral(" 0.25 true"), who + QStringLiteral(" 0 false")}));
}

void DesktopBusTest::followsTheDesktopsColours() {
  Portal portal;
  QVERIFY(desktop_.registerService(QStringLiteral("org.freedesktop.portal.Desktop")));
  QVERIFY(
      desktop_.registerObject(QStringLiteral("/org/freedesktop/portal/desktop"), &portal,
                              QDBusConnection::ExportAllSlots | QDBusConnection::ExportAllSignals));
  Theme& theme = Theme::instance();
  theme.setChoice(Theme::Choice::system);
  const bool palette = theme.isDark();
  QObject receiver;
  followSystemScheme(
      &receiver, [&theme](const std::optional<bool>& dark) { theme.noteScheme(dark); },
      QStringLiteral("app"));
  QTRY_VERIFY(theme.isDark());
  const auto change = [&portal](uint scheme) {
    Q_EMIT portal.SettingChanged(QStringLiteral("org.freedesktop.appearance"),
                                 QStringLiteral("color-scheme"),
                                 QDBusVariant(QVariant::fromValue(scheme)));
  };
  change(2);
  QTRY_VERIFY(!theme.isDark());
  change(1);
  QTRY_VERIFY(theme.isDark());
  theme.setChoice(Theme::Choice::light);  // what a person chooses counts more
  QVERIFY(!theme.isDark());
  theme.setChoice(Theme::Choice::system);
  QVERIFY(theme.isDark());
  change(0);
  QTRY_COMPARE(theme.isDark(), palette);
  theme.setChoice(Theme::Choice::dark);
}

void DesktopBusTest::isSilentWithoutABus() {
  const QByteArray before = qgetenv("DBUS_SESSION_BUS_ADDRESS");
  qunsetenv("DBUS_SESSION_BUS_ADDRESS");
  launcherProgress()(0.5);
  followSystemScheme(this, [](const std::optional<bool>&) { QFAIL("who should that be?"); });
  if (!before.isEmpty()) qputenv("DBUS_SESSION_BUS_ADDRESS", before);
}

static const testing::Registered<DesktopBusTest> registered;

}  // namespace maulstick::ui

#include "desktop_bus_test.moc"
