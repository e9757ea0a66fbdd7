// The list of models, and which of them paints.

#include "ui/models/model_list.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTest>

#include "support/folder.h"
#include "ui/models/fake_machine.h"
#include "ui/models/model_choice.h"
#include "ui/models/tiny_bundle.h"
#include "ui/settings/paths.h"
#include "ui/support/registry.h"

namespace maulstick::ui {
namespace {

namespace fs = std::filesystem;
using testing::TemporaryFolder;

// One start of the program.
struct Session {
  explicit Session(const TemporaryFolder& folder,
                   testing::FakeMachine machine = {.devices = {testing::fakeCpu()}, .verify = {}})
      : settings(saver, folder / "settings.json"),
        controller(testing::fakeMachine(std::move(machine))),
        devices(controller),
        models(settings, fromPath(folder / "easel")),
        tester(&models),
        choice(settings, models, devices) {
    QObject::connect(
        &choice, &ModelChoice::failed,
        [this](const QString& what, const QString& next) { problems.append(what + u'\n' + next); });
    QObject::connect(&choice, &ModelChoice::noticed,
                     [this](const QString& what) { notices.append(what); });
  }

  [[nodiscard]] std::string used() const { return choice.options().model.filename().string(); }
  [[nodiscard]] bool isLookedAt() const {
    return std::ranges::none_of(models.entries(), [](const ModelEntry& entry) {
      return entry.state == ModelState::unread;
    });
  }

  FileSaver saver;
  AppSettings settings;
  Controller controller;
  Devices devices;
  ModelList models;
  QAbstractItemModelTester tester;
  ModelChoice choice;
  QStringList problems;
  QStringList notices;
};

}  // namespace

class ModelListTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void init();
  void cleanup() { folder_.reset(); }
  void beginsWithEasel();
  void keepsWhatWasAdded();
  void removesAllButEasel();
  void remembersWhatWasRead();
  void looksAgain();
  void usesAFolderAtOnce();
  void refusesADamagedFolder();
  void comesBackWithTheChoice();
  void fallsBackToEasel();
  void noticesAMissingDevice();

 private:
  [[nodiscard]] QString path(const std::string& name) const { return fromPath(*folder_ / name); }
  std::optional<TemporaryFolder> folder_;
};

void ModelListTest::init() {
  folder_.emplace();
  testing::makeTinyBundle(*folder_ / "easel", "Easel");
  testing::makeTinyBundle(*folder_ / "sd", "SD v1.4");
}

void ModelListTest::beginsWithEasel() {
  Session session(*folder_);
  QTRY_VERIFY(session.isLookedAt());
  QCOMPARE(session.models.rowCount(), 1);
  const QModelIndex first = session.models.index(0);
  QCOMPARE(first.data().toString(), QStringLiteral("Easel"));
  QVERIFY(first.data(ModelList::NoteRole).toString().startsWith(QStringLiteral("128 × 128")));
}

void ModelListTest::keepsWhatWasAdded() {
  {
    Session session(*folder_);
    session.models.add(lookAtModel(path("sd")));
    session.models.add(lookAtModel(path("sd") + QStringLiteral("/")));  // the same once more
    session.models.add(lookAtModel(path("easel")));
    QCOMPARE(session.models.rowCount(), 2);
  }
  Session session(*folder_);
  QTRY_VERIFY(session.isLookedAt());
  QCOMPARE(session.models.rowCount(), 2);
  QCOMPARE(session.models.index(1).data().toString(), QStringLiteral("SD v1.4"));
  QCOMPARE(session.settings.modelFolders(), QStringList{path("sd")});
}

void ModelListTest::removesAllButEasel() {
  Session session(*folder_);
  session.models.add(lookAtModel(path("sd")));
  QVERIFY(!session.models.remove(path("easel")));
  session.models.setUsed(path("sd"));
  QVERIFY(!session.models.remove(path("sd")));  // it paints
  session.models.setUsed(path("easel"));
  QVERIFY(session.models.remove(path("sd")));
  QVERIFY(!session.models.remove(path("sd")));
  QCOMPARE(session.models.rowCount(), 1);
  QVERIFY(session.settings.modelFolders().isEmpty());
  QVERIFY(fs::exists(*folder_ / "sd/manifest.json"));
}

// A look from outside does not find a changed byte, and does not forget one either.
void ModelListTest::remembersWhatWasRead() {
  Session session(*folder_);
  QTRY_VERIFY(session.isLookedAt());
  std::string bytes = testing::contents(*folder_ / "easel/unet.pt");
  bytes[0] ^= 1;
  testing::write(*folder_ / "easel/unet.pt", bytes);
  session.models.setRead(readModel(path("easel"), {}, [](int) {}));
  QVERIFY(session.models.entries()[0].state == ModelState::damaged);
  QSignalSpy changed(&session.models, &ModelList::changed);
  session.models.refresh();
  QTRY_VERIFY(changed.count() > 0);
  QVERIFY(session.models.entries()[0].state == ModelState::damaged);
  session.choice.useFolder(path("easel"));
  QTRY_COMPARE(session.problems.size(), 1);

  bytes[0] ^= 1;
  testing::write(*folder_ / "easel/unet.pt", bytes);
  fs::last_write_time(*folder_ / "easel/unet.pt",
                      fs::file_time_type::clock::now() + std::chrono::seconds(5));
  session.models.refresh();
  QTRY_VERIFY(session.models.entries()[0].state == ModelState::ready);
}

void ModelListTest::looksAgain() {
  Session session(*folder_);
  QTRY_VERIFY(session.isLookedAt());
  fs::remove(*folder_ / "easel/unet.pt");
  session.models.refresh();
  QTRY_VERIFY(session.models.entries()[0].state == ModelState::damaged);
  QCOMPARE(session.models.index(0).data(ModelList::NoteRole).toString(), QStringLiteral("damaged"));
  QVERIFY(session.models.entries()[0].advice.contains(QStringLiteral("Export")));
}

void ModelListTest::usesAFolderAtOnce() {
  Session session(*folder_);
  QSignalSpy sizes(&session.choice, &ModelChoice::sizeRulesKnown);
  session.choice.start();
  QCOMPARE(session.used(), std::string("easel"));
  QTRY_COMPARE(sizes.count(), 1);
  session.choice.useFolder(path("sd") + QStringLiteral("/"));
  QTRY_COMPARE(session.used(), std::string("sd"));
  QCOMPARE(sizes.count(), 2);
  QCOMPARE(session.models.rowCount(), 2);
  QVERIFY(session.models.index(1).data(ModelList::UsedRole).toBool());
  QVERIFY(!session.models.index(0).data(ModelList::UsedRole).toBool());
  QVERIFY(session.problems.isEmpty());
}

void ModelListTest::refusesADamagedFolder() {
  fs::remove(*folder_ / "sd/vae_decoder.pt");
  Session session(*folder_);
  session.choice.start();
  session.choice.useFolder(path("sd"));
  QTRY_COMPARE(session.problems.size(), 1);
  QVERIFY2(session.problems[0].contains(QStringLiteral("SD v1.4 cannot paint: vae_decoder.pt is")),
           qPrintable(session.problems[0]));
  QVERIFY(session.problems[0].contains(QStringLiteral("Export the model again")));
  QCOMPARE(session.used(), std::string("easel"));
  QCOMPARE(session.models.rowCount(), 1);
}

void ModelListTest::comesBackWithTheChoice() {
  const testing::FakeMachine machine = {.devices = {testing::fakeCpu(), testing::fakeCard()},
                                        .verify = {}};
  {
    Session session(*folder_, machine);
    session.choice.start();
    session.choice.useFolder(path("sd"));
    QTRY_COMPARE(session.used(), std::string("sd"));
    session.choice.usePlace(QStringLiteral("cuda:0"), Precision::float16);
    QCOMPARE(session.used(), std::string("sd"));
  }
  Session session(*folder_, machine);
  session.choice.start();
  QTRY_VERIFY(!session.devices.list().empty());
  QCOMPARE(session.used(), std::string("sd"));
  QCOMPARE(session.choice.options().device, std::string("cuda:0"));
  QVERIFY(session.choice.options().precision == Precision::float16);
  QVERIFY(session.notices.isEmpty());
}

void ModelListTest::fallsBackToEasel() {
  {
    Session session(*folder_);
    session.choice.start();
    session.choice.useFolder(path("sd"));
    QTRY_COMPARE(session.used(), std::string("sd"));
  }
  fs::rename(*folder_ / "sd", *folder_ / "elsewhere");
  Session session(*folder_);
  session.choice.start();
  QTRY_COMPARE(session.used(), std::string("easel"));
  QCOMPARE(session.problems.size(), 1);
  QVERIFY2(session.problems[0].contains(path("sd")), qPrintable(session.problems[0]));
  QCOMPARE(session.models.rowCount(), 2);  // its disk may come back
}

void ModelListTest::noticesAMissingDevice() {
  Session session(*folder_);
  session.choice.start();
  session.choice.usePlace(QStringLiteral("cuda:1"), Precision::float16);
  QTRY_COMPARE(session.notices.size(), 1);
  QVERIFY2(session.notices[0].contains(QStringLiteral("cuda:1 is not there: CPU paints")),
           qPrintable(session.notices[0]));
  QCOMPARE(session.choice.options().device, std::string("auto"));
  QVERIFY(session.choice.options().precision == Precision::float32);
}

static const testing::Registered<ModelListTest> registered;

}  // namespace maulstick::ui

#include "model_list_test.moc"
