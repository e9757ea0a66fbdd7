// What drops from the chips, and the manager's pages, in every kind of look.

#include <QMenu>
#include <QTest>

#include "ui/models/add_model_page.h"
#include "ui/models/check_line.h"
#include "ui/models/device_popup.h"
#include "ui/models/model_details.h"
#include "ui/models/room.h"
#include "ui/support/looks.h"
#include "ui/support/registry.h"

namespace maulstick::ui {
namespace {

using testing::everyLook;
using testing::Look;
using testing::Room;
using testing::someLooks;
using testing::wear;

void keep(QWidget& widget, const char* what, const Look& look) {
  QVERIFY(widget.isVisible());
  const QImage picture = widget.grab().toImage();
  QVERIFY(!picture.isNull());
  testing::keep(picture,
                QStringLiteral("models-%1-%2").arg(QLatin1String(what), QLatin1String(look.name)));
}

// What a card would cost is not known on a machine without one.
std::vector<Offer> someOffers() {
  const auto cost = [](double plain, double guided) {
    const auto bytes = [](double gigabytes) {
      return static_cast<std::uint64_t>(gigabytes * double(testing::gibibyte));
    };
    return Cost{.plain = bytes(plain), .guided = bytes(guided), .certainty = Certainty::computed};
  };
  const DeviceInfo cpu = testing::fakeCpu().info;
  const DeviceInfo card = testing::fakeCard().info;
  return {{cpu, Precision::float32, cost(5.7, 10.6)},
          {cpu, Precision::bfloat16, cost(2.9, 5.4)},
          {card, Precision::float32, cost(6.1, 11)},
          {card, Precision::float16, cost(3.3, 5.8)},
          {card, Precision::bfloat16, cost(3.3, 5.8)}};
}

}  // namespace

class LooksTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void chipsAndMenu();
  void devicePopup();
  void manager();
  void cleanupTestCase() { wear(everyLook[0]); }
};

void LooksTest::chipsAndMenu() {
  for (const Look& look : someLooks) {
    wear(look);
    Room room;
    room.models.add(lookAtModel(room.path("sd")));
    room.chips.show();
    QTRY_VERIFY(!room.devices.list().empty());
    QTest::qWait(20);
    keep(room.chips, "chips", look);
    room.chips.openModels();
    keep(*room.chips.findChild<QMenu*>(), "menu", look);
    room.chips.findChild<QMenu*>()->close();
  }
}

void LooksTest::devicePopup() {
  for (const Look& look : someLooks) {
    wear(look);
    QWidget chip;
    chip.setGeometry(600, 0, 120, 28);
    DevicePopup popup;
    popup.setOffers(someOffers(), "cpu", Precision::float32);
    popup.setCosts(someOffers(),
                   QStringLiteral("The most at any moment, for 512 × 512 pixels with Stable "
                                  "Diffusion v1.4. Measured on CPUs in float32; for other "
                                  "precisions, devices and larger pictures computed from that."));
    popup.popUpBelow(chip);
    keep(popup, "devices", look);
  }
}

void LooksTest::manager() {
  for (const Look& look : someLooks) {
    wear(look);
    Room room({.devices = {testing::fakeCpu()}, .verify = [](const auto&, const auto&) {
                 return std::vector<Verification>{{"unet", 1e-6, 1e-3}};
               }});
    room.models.add(lookAtModel(room.path("sd")));
    testing::makeTinyBundle(room.folder / "third", "Photon");
    std::filesystem::remove(room.folder / "third/unet.pt");
    room.models.add(lookAtModel(room.path("third")));
    room.manager.openAt(room.path("sd"));
    QTest::qWait(30);
    keep(room.manager, "ready", look);
    room.manager.details().verifyRequested();
    QTRY_VERIFY(room.manager.details().stateText().contains(QStringLiteral("compute")));
    keep(room.manager, "verified", look);
    room.manager.details().showProgress(43, QStringLiteral("Reading the files… 43 %"));
    keep(room.manager, "verifying", look);
    room.manager.openAt(room.path("third"));
    QTest::qWait(30);
    keep(room.manager, "damaged", look);
    room.manager.openAdding();
    keep(room.manager, "add", look);
    room.manager.addFolder(room.path("third"));
    QTRY_VERIFY(room.manager.adding().result().text().contains(QStringLiteral("missing")));
    keep(room.manager, "refused", look);
  }
}

static const testing::Registered<LooksTest> registered;

}  // namespace maulstick::ui

#include "looks_test.moc"
