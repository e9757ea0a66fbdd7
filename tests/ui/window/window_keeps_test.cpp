// What the window keeps from one start to the next, and what it says where it cannot.

#include <QFileDialog>
#include <QMessageBox>
#include <QPushButton>
#include <QSplitter>
#include <QTest>
#include <QTimer>
#include <QToolButton>
#include <new>

#include "ui/canvas/canvas_view.h"
#include "ui/settings/paths.h"
#include "ui/support/registry.h"
#include "ui/widgets/message_bar.h"
#include "ui/window/quiet_test.h"
#include "ui/window/studio.h"

namespace maulstick::ui {
namespace {

using testing::Home;
using testing::QuietTest;
using testing::Studio;

class WindowKeepsTest : public QuietTest {
  Q_OBJECT

 private Q_SLOTS:
  void remembersItsColumns();
  void remembersWhatIsUnfolded();
  void showsTheCentreUnlessItIsHidden();
  void tellsOnceWhatItCannotSave();
  void asksForFilesWithoutStoppingAnything();
  void asksBeforeItReplacesAPicture();
  void remembersTheFolderOfAFile();
  void showsProgressInTheTaskBar();
  void tellsAFailureToOneWhoLooksElsewhere();
  void comesForwardWithAPicture();
};

QSplitter* columns(Studio& studio) {
  return studio.window().findChild<QSplitter*>(QStringLiteral("columns"));
}

QToolButton* foldNamed(Studio& studio, const QString& name) {
  for (auto* button : studio.view().findChildren<QToolButton*>()) {
    if (button->property("fold") == name) return button;
  }
  qFatal("no fold %s", qPrintable(name));
}

void WindowKeepsTest::remembersItsColumns() {
  const Home home;
  Studio studio;
  QList<int> sizes = columns(studio)->sizes();
  sizes[0] += 60;
  sizes[1] -= 60;
  columns(studio)->setSizes(sizes);
  const QList<int> wanted = columns(studio)->sizes();
  QVERIFY(wanted[0] >= sizes[0]);
  studio.window().close();
  studio.restart();
  QCOMPARE(columns(studio)->sizes()[0], wanted[0]);
}

void WindowKeepsTest::remembersWhatIsUnfolded() {
  const Home home;
  Studio studio;
  for (const bool open : {true, false}) {
    for (const char* name : {"sampling", "negative"}) {
      QToolButton* fold = foldNamed(studio, QLatin1String(name));
      QCOMPARE(fold->isChecked(), !open);
      fold->click();
    }
    studio.restart();
    for (const char* name : {"sampling", "negative"}) {
      QCOMPARE(foldNamed(studio, QLatin1String(name))->isChecked(), open);
    }
  }
}

void WindowKeepsTest::showsTheCentreUnlessItIsHidden() {
  const Home home;
  Studio studio;
  QVERIFY(studio.view().canvas().isOverlayShown());
  QTest::keyClick(&studio.view().canvas(), Qt::Key_O);
  QVERIFY(!studio.view().canvas().isOverlayShown());
  studio.restart();
  QVERIFY(!studio.view().canvas().isOverlayShown());
}

void WindowKeepsTest::tellsOnceWhatItCannotSave() {
  const Home home;
  Studio studio;
  const std::filesystem::path folder = AppSettings::defaultFile().parent_path();
  std::filesystem::remove_all(folder);
  testing::write(folder, "in its place");  // whoever runs this, nothing can be written below
  studio.type(QStringLiteral("A boat"));
  QTRY_VERIFY(studio.message()->text().contains(QStringLiteral("Settings cannot be saved")));
  studio.message()->clear();
  studio.type(QStringLiteral("A red boat"));
  QTest::qWait(500);  // longer than settings wait to be saved
  QCOMPARE(studio.message()->text(), QString());

  std::filesystem::remove(folder);
  studio.type(QStringLiteral("A blue boat"));
  QTRY_VERIFY(std::filesystem::exists(AppSettings::defaultFile()));
  QTest::qWait(50);  // the word of it comes from another thread
  std::filesystem::remove_all(folder);
  testing::write(folder, "again");
  studio.type(QStringLiteral("A green boat"));
  QTRY_VERIFY(studio.message()->text().contains(QStringLiteral("Settings cannot be saved")));
}

QFileDialog* dialogOf(Studio& studio) {
  return studio.window().findChild<QFileDialog*>();
}

void WindowKeepsTest::asksForFilesWithoutStoppingAnything() {
  const Home home;
  Studio studio;
  FileAsker asker;
  QString answer = QStringLiteral("none yet");
  asker.pictureToOpen(&studio.window(), [&answer](const QString& file) { answer = file; });
  QCOMPARE(answer, QStringLiteral("none yet"));  // it came back at once
  QVERIFY(dialogOf(studio)->isVisible());
  dialogOf(studio)->reject();
  QCOMPARE(answer, QString());
  QTRY_VERIFY(dialogOf(studio) == nullptr);
}

void WindowKeepsTest::asksBeforeItReplacesAPicture() {
  const Home home;
  Studio studio;
  testing::write(home / "boat.png", "a picture");
  FileAsker asker;
  QString answer;
  asker.pictureToSave(&studio.window(), QStringLiteral("x.png"),
                      [&answer](const QString& file) { answer = file; });
  QFileDialog* dialog = dialogOf(studio);
  dialog->setDirectory(fromPath(home / ""));
  dialog->selectFile(QStringLiteral("boat"));
  bool asked = false;
  QTimer look;
  connect(&look, &QTimer::timeout, dialog, [&asked, dialog] {
    const auto* box = dialog->findChild<QMessageBox*>();
    if (box == nullptr || !box->isVisible()) return;
    asked = true;
    box->button(QMessageBox::No)->click();
  });
  look.start(10);
  QMetaObject::invokeMethod(dialog, "accept");
  QVERIFY(asked);
  QVERIFY(dialog->isVisible());
  dialog->selectFile(QStringLiteral("ship"));
  QMetaObject::invokeMethod(dialog, "accept");
  QCOMPARE(answer, fromPath(home / "ship.png"));
}

void WindowKeepsTest::remembersTheFolderOfAFile() {
  const Home home;
  Studio studio;
  std::filesystem::create_directories(home / "album");
  FileSaver saver;
  AppSettings settings(saver, home / "other.json");
  FileAsker asker(settings);
  asker.pictureToSave(&studio.window(), QStringLiteral("x.png"), [](const QString&) {});
  dialogOf(studio)->setDirectory(fromPath(home / "album"));
  QMetaObject::invokeMethod(dialogOf(studio), "accept");
  QTRY_VERIFY(dialogOf(studio) == nullptr);
  asker.pictureToSave(&studio.window(), QStringLiteral("y.png"), [](const QString&) {});
  QCOMPARE(dialogOf(studio)->directory().absolutePath(), fromPath(home / "album"));
  dialogOf(studio)->reject();
}

void WindowKeepsTest::showsProgressInTheTaskBar() {
  const Home home;
  Studio studio;
  std::vector<double> shown;
  studio.window().setTaskBar([&shown](double share) { shown.push_back(share); });
  studio.press(QStringLiteral("Paint"));
  QTRY_VERIFY(!shown.empty() && shown.back() < 0);
  QVERIFY(shown.size() > 1);
  QVERIFY(shown.front() > 0 && shown.front() <= 1);
}

void WindowKeepsTest::tellsAFailureToOneWhoLooksElsewhere() {
  const Home home;
  Studio studio({.fault = [] { throw std::bad_alloc(); }});
  QWidget other;
  other.show();
  other.activateWindow();
  QTRY_VERIFY(!studio.window().isActiveWindow());
  studio.view().paint();
  QTRY_COMPARE(studio.notified, QStringList{QStringLiteral("The picture could not be painted")});
}

void WindowKeepsTest::comesForwardWithAPicture() {
  const Home home;
  Studio studio;
  studio.press(QStringLiteral("Paint"));
  QTRY_COMPARE(home.painted().size(), std::size_t{1});
  QTRY_VERIFY(!studio.isBusy());
  const QString file = studio.view().shownFile();
  studio.type(QStringLiteral("Something else"));
  studio.window().showMinimized();
  studio.window().comeForward(file);
  QVERIFY(!studio.window().isMinimized());
  QTRY_VERIFY(studio.view().shownFile() == file);
}

const testing::Registered<WindowKeepsTest> registered;

}  // namespace
}  // namespace maulstick::ui

#include "window_keeps_test.moc"
