#include "ui/settings/app_settings.h"

#include <QTest>
#include <optional>

#include "support/folder.h"
#include "ui/support/registry.h"

namespace maulstick::ui {
namespace {

using nlohmann::json;
using testing::contents;
using testing::TemporaryFolder;

// A start of the program, up to its end.
class Session {
 public:
  explicit Session(const TemporaryFolder& folder) : settings_(saver_, folder / "settings.json") {}
  AppSettings* operator->() { return &settings_; }

 private:
  FileSaver saver_;
  AppSettings settings_;
};

class AppSettingsTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void beginWithDefaults();
  void comeBackAtTheNextStart();
  void areSavedByThemselves();
  void keepKeysOfOtherVersions();
  void setADamagedFileAside_data();
  void setADamagedFileAside();
  void passOverWrongValues();
  void rememberFiftyPromptsEachOnce();
};

void AppSettingsTest::beginWithDefaults() {
  const TemporaryFolder folder;
  Session session(folder);
  QCOMPARE(session->notice(), QString());
  QVERIFY(session->request() == Request());
  QVERIFY(session->theme() == ThemeChoice::system);
  QVERIFY(session->model().model.empty());
  QVERIFY(session->seedLocked());
  QCOMPARE(session->styleChips().size(), std::size_t{5});
  QVERIFY(session->layout(QStringLiteral("window")).isEmpty());
  QVERIFY(folder.names().empty());
}

void AppSettingsTest::comeBackAtTheNextStart() {
  const TemporaryFolder folder;
  Request request;
  request.prompt = "A lighthouse";
  request.guidance.scales[0] = 320;
  const QByteArray geometry("\x01\xd9\xd0\xcb\x00\xff", 6);
  const StyleChip chip = {.name = QStringLiteral("Öl"),
                          .words = QStringLiteral("oil"),
                          .negative = QStringLiteral("pixels"),
                          .on = true,
                          .controls = {{"clip", 12.5}, {"strength", 8}}};
  {
    Session session(folder);
    session->setSeriesRequest(request);
    session->setSeriesStyles({chip, chip});
    session->setSeriesText(QStringLiteral("seeds"), QStringLiteral("1-4"));
    session->setRequest(request);
    session->setModel({.model = "/models/sd", .device = "cuda", .precision = Precision::float16});
    session->setTheme(ThemeChoice::dark);
    session->setLayout(QStringLiteral("window"), geometry);
    session->setLayout(QStringLiteral("splitter"), "abc");
    session->setModelFolders({QStringLiteral("/a"), QStringLiteral("/b")});
    session->setStyleChips({chip});
    session->setSeedLocked(false);
    session->setOverlayShown(false);
    session->setLastFolder(QStringLiteral("save"), QStringLiteral("/home/Bücher"));
    session->setUnfolded(QStringLiteral("sampling"), true);
    session->setUnfolded(QStringLiteral("negative"), true);
    session->setUnfolded(QStringLiteral("negative"), false);
  }
  Session session(folder);
  QVERIFY(session->request() == request);
  QCOMPARE(session->model().device, std::string("cuda"));
  QVERIFY(session->model().precision == Precision::float16);
  QVERIFY(session->theme() == ThemeChoice::dark);
  QCOMPARE(session->layout(QStringLiteral("window")), geometry);
  QCOMPARE(session->layout(QStringLiteral("splitter")), QByteArray("abc"));
  QCOMPARE(session->modelFolders(), QStringList({QStringLiteral("/a"), QStringLiteral("/b")}));
  QVERIFY(session->styleChips() == std::vector<StyleChip>{chip});
  QVERIFY(session->seriesRequest() == request);
  QCOMPARE(session->seriesStyles().size(), std::size_t{2});
  QCOMPARE(session->seriesText(QStringLiteral("seeds")), QStringLiteral("1-4"));
  QVERIFY(!session->seedLocked());
  QVERIFY(!session->overlayShown());
  QCOMPARE(session->lastFolder(QStringLiteral("save")), QStringLiteral("/home/Bücher"));
  QVERIFY(session->lastFolder(QStringLiteral("open")).isEmpty());
  QVERIFY(session->isUnfolded(QStringLiteral("sampling")));
  QVERIFY(!session->isUnfolded(QStringLiteral("negative")));
}

void AppSettingsTest::areSavedByThemselves() {
  const TemporaryFolder folder;
  FileSaver saver;
  AppSettings settings(saver, folder / "settings.json");
  settings.setTheme(ThemeChoice::light);
  QTRY_VERIFY(contents(folder / "settings.json").find("\"light\"") != std::string::npos);
}

void AppSettingsTest::keepKeysOfOtherVersions() {
  const TemporaryFolder folder;
  testing::write(folder / "settings.json",
                 R"({"format": "maulstick-app-settings", "format_version": 1, "later": [1, 2],
                     "request": {"steps": 60, "sharpness": 3}})");
  {
    Session session(folder);
    Request request = session->request();
    QCOMPARE(request.steps, 60);
    request.steps = 70;
    session->setRequest(request);
  }
  const json written = json::parse(contents(folder / "settings.json"));
  QVERIFY(written["later"] == json({1, 2}));
  QVERIFY(written["request"]["sharpness"] == 3);
  QVERIFY(written["request"]["steps"] == 70);
}

void AppSettingsTest::setADamagedFileAside_data() {
  QTest::addColumn<QByteArray>("bytes");
  QTest::newRow("empty") << QByteArray();
  QTest::newRow("cut") << QByteArray(R"({"format": "maulstick-app-settings", "form)");
  QTest::newRow("binary") << QByteArray("\0\xff\x01", 3);
  QTest::newRow("an array") << QByteArray("[1]");
  QTest::newRow("another format") << QByteArray(R"({"format": "x", "format_version": 1})");
  QTest::newRow("no version") << QByteArray(R"({"format": "maulstick-app-settings"})");
  QTest::newRow("nested") << QByteArray(100'000, '[');
  QTest::newRow("newer") << QByteArray(
      R"({"format": "maulstick-app-settings", "format_version": 2})");
}

void AppSettingsTest::setADamagedFileAside() {
  QFETCH(const QByteArray, bytes);
  const TemporaryFolder folder;
  for (const char* kept : {"settings.json.damaged-1", "settings.json.damaged-2"}) {
    testing::write(folder / "settings.json", bytes.toStdString());
    Session session(folder);
    QVERIFY2(session->notice().contains(QString::fromLatin1(kept)), qPrintable(session->notice()));
    QVERIFY(session->request() == Request());
    QCOMPARE(contents(folder / kept), bytes.toStdString());
    session->setTheme(ThemeChoice::dark);
  }
  Session session(folder);
  QCOMPARE(session->notice(), QString());
  QVERIFY(session->theme() == ThemeChoice::dark);
}

void AppSettingsTest::passOverWrongValues() {
  const TemporaryFolder folder;
  json root = {{"format", "maulstick-app-settings"}, {"format_version", 1}};
  for (const char* key : {"request", "theme", "layouts", "recent_prompts", "model", "model_folders",
                          "style_chips", "seed_locked"}) {
    root[key] = json::array({5, nullptr, json::object(), json::array()});
  }
  testing::write(folder / "settings.json", root.dump());
  Session session(folder);
  QCOMPARE(session->notice(), QString());
  QVERIFY(session->request() == Request());
  QVERIFY(session->theme() == ThemeChoice::system);
  QVERIFY(session->recentPrompts().isEmpty());
  QVERIFY(session->modelFolders().isEmpty());
  QVERIFY(session->styleChips().empty());
  QVERIFY(session->seedLocked());
  session->setRequest(Request());
  session->setLayout(QStringLiteral("a"), "b");
  QCOMPARE(session->layout(QStringLiteral("a")), QByteArray("b"));
}

void AppSettingsTest::rememberFiftyPromptsEachOnce() {
  const TemporaryFolder folder;
  {
    Session session(folder);
    for (int i = 0; i < 60; ++i) session->addRecentPrompt(QStringLiteral("prompt %1").arg(i));
    session->addRecentPrompt(QStringLiteral("prompt 30"));
    session->addRecentPrompt(QStringLiteral(" \n"));
  }
  Session session(folder);
  const QStringList prompts = session->recentPrompts();
  QCOMPARE(prompts.size(), AppSettings::mostPrompts);
  QCOMPARE(prompts[0], QStringLiteral("prompt 30"));
  QCOMPARE(prompts[1], QStringLiteral("prompt 59"));
  QCOMPARE(prompts.count(QStringLiteral("prompt 30")), 1);
}

const testing::Registered<AppSettingsTest> registered;

}  // namespace
}  // namespace maulstick::ui

#include "app_settings_test.moc"
