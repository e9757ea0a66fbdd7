#include "ui/models/model_manager.h"

#include <QApplication>
#include <QDropEvent>
#include <QListView>
#include <QMimeData>
#include <QPushButton>
#include <QTest>
#include <QUrl>

#include "ui/models/add_model_page.h"
#include "ui/models/background.h"
#include "ui/models/check_line.h"
#include "ui/models/model_details.h"
#include "ui/models/room.h"
#include "ui/settings/paths.h"
#include "ui/support/registry.h"

namespace maulstick::ui {
namespace {

using testing::Room;

QPushButton* button(const QWidget& page, const char* words) {
  for (QPushButton* one : page.findChildren<QPushButton*>()) {
    if (one->text() == QLatin1String(words)) return one;
  }
  return nullptr;
}

QString addingSays(Room& room) {
  return room.manager.adding().result().text();
}

void drop(QWidget& target, const QString& path) {
  QMimeData data;
  data.setUrls({QUrl::fromLocalFile(path)});
  QDragEnterEvent enter(QPoint(5, 5), Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
  QApplication::sendEvent(&target, &enter);
  QVERIFY(enter.isAccepted());
  QDropEvent event(QPointF(5, 5), Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
  QApplication::sendEvent(&target, &event);
}

}  // namespace

class ModelManagerTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void showsTheModelThatPaints();
  void addsAFolder();
  void addsADroppedFolder();
  void saysWhyAFolderIsNotAdded_data();
  void saysWhyAFolderIsNotAdded();
  void cancelsAnAddition();
  void uses();
  void verifies();
  void verifyFindsDamage();
  void verifyCanBeCancelled();
  void removesByKey();
  void closesByEscape();
  void keysComeBackFromTheAddingPage();
  void tabReachesTheCommandsButton();
};

void ModelManagerTest::showsTheModelThatPaints() {
  Room room;
  room.manager.openAt(room.path("easel"));
  QTRY_VERIFY_WITH_TIMEOUT(room.manager.details().stateText().startsWith(QStringLiteral("Ready")),
                           30'000);
  QVERIFY(!button(room.manager.details(), "Paints now")->isEnabled());
  QVERIFY(!button(room.manager.details(), "Remove from the list")->isVisible());
  QVERIFY(button(room.manager.details(), "Verify")->isEnabled());
}

void ModelManagerTest::addsAFolder() {
  Room room;
  room.manager.openAdding();
  QVERIFY(room.manager.adding().isVisible());
  room.manager.addFolder(room.path("sd"));
  QTRY_COMPARE(room.models.rowCount(), 2);
  QTRY_VERIFY(room.manager.details().isVisible());
  QVERIFY2(room.manager.details().stateText().contains(QStringLiteral("files are as they were")),
           qPrintable(room.manager.details().stateText()));
  QCOMPARE(room.settings.modelFolders(), QStringList{room.path("sd")});
  QVERIFY(button(room.manager.details(), "Remove from the list")->isVisible());
}

void ModelManagerTest::addsADroppedFolder() {
  Room room;
  room.manager.openAt(room.path("easel"));
  drop(room.manager, room.path("sd"));
  QTRY_COMPARE(room.models.rowCount(), 2);
}

void ModelManagerTest::saysWhyAFolderIsNotAdded_data() {
  QTest::addColumn<QString>("harm");
  QTest::addColumn<QString>("words");
  QTest::newRow("missing") << QStringLiteral("remove") << QStringLiteral("unet.pt is missing");
  QTest::newRow("cut") << QStringLiteral("cut") << QStringLiteral("unet.pt is damaged: it has 2");
  QTest::newRow("changed") << QStringLiteral("change")
                           << QStringLiteral("unet.pt is damaged: its content");
  QTest::newRow("no manifest") << QStringLiteral("bare")
                               << QStringLiteral("manifest.json is missing");
}

void ModelManagerTest::saysWhyAFolderIsNotAdded() {
  QFETCH(const QString, harm);
  QFETCH(const QString, words);
  Room room;
  const auto file = room.folder / "sd/unet.pt";
  const auto size = std::filesystem::file_size(file);
  if (harm == u"remove") std::filesystem::remove(file);
  if (harm == u"cut") std::filesystem::resize_file(file, 2);
  if (harm == u"change") testing::write(file, std::string(size, 'x'));
  if (harm == u"bare") std::filesystem::remove(room.folder / "sd/manifest.json");
  room.manager.openAdding();
  room.manager.addFolder(room.path("sd"));
  QTRY_VERIFY2(addingSays(room).contains(words), qPrintable(addingSays(room)));
  QVERIFY(addingSays(room).contains(room.path("sd")));
  QVERIFY(room.manager.adding().isVisible());
  QCOMPARE(room.models.rowCount(), 1);
}

void ModelManagerTest::cancelsAnAddition() {
  Room room;
  testing::growFile(room.folder / "sd", "unet.pt", std::uint64_t{16} << 30U);
  room.manager.openAdding();
  room.manager.addFolder(room.path("sd"));
  QTRY_VERIFY(addingSays(room).contains(QStringLiteral("Reading")));
  QTest::mouseClick(button(room.manager.adding(), "Cancel"), Qt::LeftButton);
  QCOMPARE(addingSays(room), QString());
  QVERIFY(backgroundPool().waitForDone(2000));
  QTest::qWait(10);
  QCOMPARE(room.models.rowCount(), 1);
}

void ModelManagerTest::uses() {
  Room room;
  room.models.add(lookAtModel(room.path("sd")));
  room.manager.openAt(room.path("sd"));
  QTest::mouseClick(button(room.manager.details(), "Paint with it"), Qt::LeftButton);
  QTRY_COMPARE(room.models.used(), room.path("sd"));
  QVERIFY(!button(room.manager.details(), "Paints now")->isEnabled());
}

void ModelManagerTest::verifies() {
  EngineOptions asked;
  Room room({.devices = {testing::fakeCpu()}, .verify = [&asked](const auto& options, const auto&) {
               asked = options;
               return std::vector<Verification>{{"unet", 1e-6, 1e-3}};
             }});
  room.choice.usePlace(QStringLiteral("cpu"), Precision::bfloat16);
  room.models.add(lookAtModel(room.path("sd")));
  room.manager.openAt(room.path("sd"));
  QTest::mouseClick(button(room.manager.details(), "Verify"), Qt::LeftButton);
  QTRY_VERIFY(room.manager.details().stateText().contains(QStringLiteral("compute here what")));
  QCOMPARE(fromPath(asked.model), room.path("sd"));
  QVERIFY(asked.precision == Precision::bfloat16);
  // What was found is still there when one comes back to it.
  room.manager.openAt(room.path("easel"));
  QTRY_VERIFY_WITH_TIMEOUT(room.manager.details().stateText().startsWith(QStringLiteral("Ready")),
                           30'000);
  room.manager.openAt(room.path("sd"));
  QVERIFY(room.manager.details().stateText().contains(QStringLiteral("compute here what")));
}

void ModelManagerTest::verifyFindsDamage() {
  Room room;
  const auto file = room.folder / "easel/clip_image.pt";
  testing::write(file, std::string(std::filesystem::file_size(file), 'x'));
  room.manager.openAt(room.path("easel"));
  QTRY_VERIFY_WITH_TIMEOUT(room.manager.details().stateText().startsWith(QStringLiteral("Ready")),
                           30'000);
  QTest::mouseClick(button(room.manager.details(), "Verify"), Qt::LeftButton);
  QTRY_VERIFY(
      room.manager.details().stateText().startsWith(QStringLiteral("clip_image.pt is damaged")));
  QVERIFY(room.models.entries()[0].state == ModelState::damaged);
}

void ModelManagerTest::verifyCanBeCancelled() {
  Room room;
  testing::growFile(room.folder / "easel", "unet.pt", std::uint64_t{16} << 30U);
  room.manager.openAt(room.path("easel"));
  QTRY_VERIFY_WITH_TIMEOUT(room.manager.details().stateText().startsWith(QStringLiteral("Ready")),
                           30'000);
  QTest::mouseClick(button(room.manager.details(), "Verify"), Qt::LeftButton);
  QTRY_VERIFY(room.manager.details().stateText().startsWith(QStringLiteral("Reading")));
  QVERIFY(!button(room.manager.details(), "Verify")->isEnabled());
  QTest::mouseClick(button(room.manager.details(), "Cancel"), Qt::LeftButton);
  QVERIFY(room.manager.details().stateText().startsWith(QStringLiteral("Ready")));
  QVERIFY(button(room.manager.details(), "Verify")->isEnabled());
  QVERIFY(backgroundPool().waitForDone(2000));
}

void ModelManagerTest::removesByKey() {
  Room room;
  room.models.add(lookAtModel(room.path("sd")));
  room.manager.openAt(room.path("sd"));
  QVERIFY(QTest::qWaitForWindowActive(&room.manager));
  auto* list = room.manager.findChild<QListView*>();
  QVERIFY(list->hasFocus());
  room.models.setUsed(room.path("sd"));
  QVERIFY(!button(room.manager.details(), "Remove from the list")->isEnabled());
  QTest::keyClick(list, Qt::Key_Delete);
  QCOMPARE(room.models.rowCount(), 2);  // what paints stays
  room.models.setUsed(room.path("easel"));
  QVERIFY(button(room.manager.details(), "Remove from the list")->isEnabled());
  QTest::keyClick(list, Qt::Key_Delete);
  QCOMPARE(room.models.rowCount(), 1);
  QTest::keyClick(list, Qt::Key_Delete);  // Easel stays
  QCOMPARE(room.models.rowCount(), 1);
  QVERIFY(std::filesystem::exists(room.folder / "sd/manifest.json"));
}

void ModelManagerTest::closesByEscape() {
  Room room;
  room.manager.openAt(room.path("easel"));
  QTest::keyClick(&room.manager, Qt::Key_Escape);
  QVERIFY(!room.manager.isVisible());
}

void ModelManagerTest::keysComeBackFromTheAddingPage() {
  Room room;
  room.manager.openAdding();
  QVERIFY(room.manager.adding().isVisible());
  QTest::keyClick(room.manager.findChild<QListView*>(), Qt::Key_Down);  // Easel is alone
  QVERIFY(room.manager.details().isVisible());
}

void ModelManagerTest::tabReachesTheCommandsButton() {
  Room room;
  room.manager.openAdding();
  QVERIFY(QTest::qWaitForWindowActive(&room.manager));
  auto* list = room.manager.findChild<QListView*>();
  list->setFocus();
  QStringList met;
  do {
    QWidget* here = room.manager.focusWidget();
    met << here->accessibleName();
    QTest::keyClick(here, Qt::Key_Tab);
  } while (room.manager.focusWidget() != list && met.size() < 20);
  QVERIFY2(met.contains(QStringLiteral("Copy the command")), qPrintable(met.join(u'|')));
}

static const testing::Registered<ModelManagerTest> registered;

}  // namespace maulstick::ui

#include "model_manager_test.moc"
