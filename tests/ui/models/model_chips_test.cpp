// The chips in the top bar and what drops from them.

#include "ui/models/model_chips.h"

#include <QMenu>
#include <QTest>
#include <QToolButton>

#include "ui/models/choice_row.h"
#include "ui/models/device_popup.h"
#include "ui/models/room.h"
#include "ui/support/registry.h"

namespace maulstick::ui {
namespace {

using testing::FakeMachine;
using testing::Room;

FakeMachine withCard() {
  return {.devices = {testing::fakeCpu(), testing::fakeCard()}, .verify = {}};
}

QToolButton* chip(const Room& room, const char* name) {
  return room.chips.findChild<QToolButton*>(QLatin1String(name));
}

// Rows of the popup that is open; none if there is no popup.
QList<ChoiceRow*> openRows(const Room& room) {
  const auto* popup = room.chips.findChild<DevicePopup*>();
  return popup == nullptr || !popup->isVisible() ? QList<ChoiceRow*>()
                                                 : popup->findChildren<ChoiceRow*>();
}

}  // namespace

class ModelChipsTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void sayWhatPaints();
  void warnOfDamage();
  void offerModels();
  void tellWhatPrecisionsCost();
  void chooseADevice();
  void workByKeys();
  void closeWithoutAChoice();
};

void ModelChipsTest::sayWhatPaints() {
  Room room;
  QTRY_COMPARE(chip(room, "modelChip")->text(), QStringLiteral("Easel 128"));
  QTRY_COMPARE(chip(room, "deviceChip")->text(), QStringLiteral("CPU · float32"));
  QVERIFY(chip(room, "deviceChip")->accessibleName().contains(QStringLiteral("CPU · float32")));
  room.choice.usePlace(QStringLiteral("cpu"), Precision::bfloat16);
  QCOMPARE(chip(room, "deviceChip")->text(), QStringLiteral("CPU · bfloat16"));
}

void ModelChipsTest::warnOfDamage() {
  Room room;
  QTRY_COMPARE(chip(room, "modelChip")->text(), QStringLiteral("Easel 128"));
  QVERIFY(chip(room, "modelChip")->icon().isNull());
  std::filesystem::remove(room.folder / "easel/unet.pt");
  room.models.refresh();
  QTRY_VERIFY(!chip(room, "modelChip")->icon().isNull());
  QVERIFY(chip(room, "modelChip")->toolTip().contains(QStringLiteral("unet.pt is missing")));
}

void ModelChipsTest::offerModels() {
  Room room;
  room.models.add(lookAtModel(room.path("sd")));
  room.chips.show();
  QTRY_COMPARE(chip(room, "modelChip")->text(), QStringLiteral("Easel 128"));
  room.chips.openModels();
  auto* menu = room.chips.findChild<QMenu*>();
  QVERIFY(menu != nullptr);
  QCOMPARE(menu->actions().size(), 5);
  QVERIFY(menu->actions()[0]->isChecked());
  QVERIFY(menu->actions()[1]->text().startsWith(QStringLiteral("Stable Diffusion v1.4\t128")));
  menu->actions()[1]->trigger();
  QTRY_COMPARE(chip(room, "modelChip")->text(), QStringLiteral("Stable Diffusion v1.4"));
  menu->close();
}

void ModelChipsTest::tellWhatPrecisionsCost() {
  Room room;
  room.request.width = 512;
  room.request.height = 512;
  QTRY_VERIFY(!room.devices.list().empty());
  room.chips.show();
  room.chips.openDevices();
  QCOMPARE(openRows(room).size(), 2);
  QTRY_VERIFY(openRows(room)[0]->accessibleDescription().startsWith(QStringLiteral("plain step")));
  QVERIFY(openRows(room)[0]->accessibleDescription().contains(QStringLiteral("of 24")));
  QVERIFY(openRows(room)[0]->isChecked());
  QCOMPARE(openRows(room)[1]->accessibleName(), QStringLiteral("CPU, bfloat16"));
}

void ModelChipsTest::chooseADevice() {
  Room room(withCard());
  QTRY_COMPARE(chip(room, "deviceChip")->text(), QStringLiteral("NVIDIA H100 · float32"));
  room.chips.show();
  QTest::mouseClick(chip(room, "deviceChip"), Qt::LeftButton);
  QCOMPARE(openRows(room).size(), 5);
  QVERIFY(openRows(room)[2]->isChecked());
  QTest::mouseClick(openRows(room)[3], Qt::LeftButton);
  QCOMPARE(chip(room, "deviceChip")->text(), QStringLiteral("NVIDIA H100 · float16"));
  QCOMPARE(room.settings.model().device, std::string("cuda:0"));
  QVERIFY(room.settings.model().precision == Precision::float16);
  QTRY_VERIFY(openRows(room).isEmpty());
}

void ModelChipsTest::workByKeys() {
  Room room;
  QTRY_VERIFY(!room.devices.list().empty());
  room.chips.show();
  QVERIFY(QTest::qWaitForWindowActive(&room.chips));
  chip(room, "deviceChip")->setFocus(Qt::TabFocusReason);
  QTest::keyClick(chip(room, "deviceChip"), Qt::Key_Space);
  QTRY_VERIFY(openRows(room).size() == 2 && openRows(room)[0]->hasFocus());
  QTest::keyClick(openRows(room)[0], Qt::Key_Down);
  QTRY_VERIFY(openRows(room)[1]->hasFocus());
  QVERIFY(openRows(room)[0]->isChecked());
  QTest::keyClick(openRows(room)[1], Qt::Key_Space);
  QCOMPARE(chip(room, "deviceChip")->text(), QStringLiteral("CPU · bfloat16"));
}

void ModelChipsTest::closeWithoutAChoice() {
  Room room;
  QTRY_VERIFY(!room.devices.list().empty());
  room.chips.show();
  room.chips.openDevices();
  QTest::keyClick(openRows(room)[0], Qt::Key_Escape);
  QTRY_VERIFY(openRows(room).isEmpty());
  QCOMPARE(room.choice.options().device, std::string("auto"));
}

static const testing::Registered<ModelChipsTest> registered;

}  // namespace maulstick::ui

#include "model_chips_test.moc"
