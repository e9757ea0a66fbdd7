// The Compare view as a person uses it, with a painter that only pretends.

#include "ui/compare/compare_view.h"

#include <QPushButton>
#include <QSignalSpy>
#include <QTest>
#include <QToolButton>

#include "support/folder.h"
#include "ui/compare/compare_canvas.h"
#include "ui/compare/compare_panel.h"
#include "ui/compare/figures_table.h"
#include "ui/compare/picture_strip.h"
#include "ui/compare/set_chooser.h"
#include "ui/compare/some_pictures.h"
#include "ui/painting/fake_painter.h"
#include "ui/settings/paths.h"
#include "ui/support/looks.h"
#include "ui/support/registry.h"
#include "ui/widgets/chip.h"
#include "ui/widgets/message_bar.h"

namespace maulstick::ui {
namespace {

using testing::Script;
using testing::somePicture;
using testing::someRows;
using testing::Stage;

struct Room {
  explicit Room(Script script = {}) : stage(std::make_shared<Stage>()) {
    stage->script = std::move(script);
    stage->measures = {.centre_x = 0.8, .centre_y = 0.1, .high_share = 0.4, .power = {}};
    view.resize(1200, 800);
    view.show();
    view.setFileQuestion(
        [this](const QString&, const CompareView::FileAnswer& then) { then(answer); });
  }

  [[nodiscard]] Job job() const {
    Job job;
    job.request.seed = -1;  // is drawn
    job.folder = folder.path();
    return job;
  }
  [[nodiscard]] QPushButton* button(const QString& text) {
    for (auto* one : view.findChildren<QPushButton*>()) {
      if (one->text() == text) return one;
    }
    qFatal("no button %s", qPrintable(text));
  }
  template <typename Widget>
  [[nodiscard]] Widget* part() {
    return view.findChild<Widget*>();
  }

  testing::TemporaryFolder folder;
  std::shared_ptr<Stage> stage;
  QString answer;
  Controller controller{fakePainterFactory(stage)};
  CompareView view{controller, someRows(), [this] { return job(); }};
  QSignalSpy ended{&view, &CompareView::ended};
};

std::vector<ComparedPicture> four() {
  std::vector<ComparedPicture> pictures = {somePicture(QStringLiteral("one"), Qt::red),
                                           somePicture(QStringLiteral("two"), Qt::green),
                                           somePicture(QStringLiteral("three"), Qt::blue),
                                           somePicture(QStringLiteral("four"), Qt::yellow)};
  return pictures;
}

class CompareViewTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void beginsWithAnInvitation();
  void ablatesInOneClick();
  void paintsTheChosenSetsOnly();
  void offersStopWhileItPaints();
  void tellsWhatFailed();
  void tellsOneCauseOnce();
  void asksTheGateFirst();
  void takesKeysOfTheCanvasFromTheStripAndTheTable();
  void saysThatItWaits();
  void choosesFromTheStripByMouseAndKeys();
  void choosesByDigitsFromTheCanvas();
  void isUsedByTheKeyboardAlone();
  void savesAllThreeKindsOfFiles();
  void measuresWhatAFileDoesNotTell();
  void keepsAnAblationFromBeingReplaced();
  void endsInMidRun();
  void looksRight();
};

void CompareViewTest::beginsWithAnInvitation() {
  Room room;
  QVERIFY(!room.part<PictureStrip>()->isVisible());
  QVERIFY(room.button(QStringLiteral("Ablate"))->isEnabled());
  QVERIFY(!room.button(QStringLiteral("Stop"))->isEnabled());
  room.view.compare(four());
  QVERIFY(room.part<PictureStrip>()->isVisible());
}

void CompareViewTest::ablatesInOneClick() {
  Room room;
  QSignalSpy painted(&room.view, &CompareView::pictureFinished);
  QTest::mouseClick(room.button(QStringLiteral("Ablate")), Qt::LeftButton);
  QTRY_COMPARE(room.ended.count(), 1);
  QCOMPARE(painted.count(), 5);
  QCOMPARE(room.view.comparison().count(), 5);
  const auto& requests = room.stage->sets.at(0);
  for (const Request& one : requests) {
    QVERIFY(one.seed >= 0);
    QCOMPARE(one.seed, requests[0].seed);
  }
  QCOMPARE(room.part<ComparePanel>()->sharedWords(),
           QStringLiteral("The first step is the same in all 5 runs and painted once."));
}

void CompareViewTest::paintsTheChosenSetsOnly() {
  Room room;
  for (auto* chip : room.view.findChildren<Chip*>()) {
    chip->setChecked(chip->text() == QLatin1String("Composition"));
  }
  QTest::mouseClick(room.button(QStringLiteral("Ablate")), Qt::LeftButton);
  QTRY_COMPARE(room.ended.count(), 1);
  QCOMPARE(room.view.comparison().count(), 1);
  QCOMPARE(room.view.comparison().picture(0)->name, QStringLiteral("Composition"));
  for (auto* chip : room.view.findChildren<Chip*>()) chip->setChecked(false);
  QVERIFY(!room.button(QStringLiteral("Ablate"))->isEnabled());
}

void CompareViewTest::offersStopWhileItPaints() {
  Room room({.untilStopped = true});
  QSignalSpy progressed(&room.view, &CompareView::progressChanged);
  room.view.ablate();
  room.stage->waitUntilItWaits();
  QTRY_VERIFY(room.button(QStringLiteral("Stop"))->isEnabled());
  QVERIFY(!room.button(QStringLiteral("Ablate"))->isEnabled());
  room.view.escape();
  QVERIFY(!room.button(QStringLiteral("Stopping…"))->isEnabled());
  QTRY_COMPARE(room.ended.count(), 1);
  QVERIFY(room.ended[0][0].toBool());
  QVERIFY(room.button(QStringLiteral("Ablate"))->isEnabled());
  QCOMPARE(progressed.last()[1].toInt(), 0);
}

void CompareViewTest::tellsWhatFailed() {
  Room room({.memberStep = [](int member, int) {
    if (member == 1) throw Error(ErrorKind::device, {"memory ran out", "x", "more", "less"});
  }});
  room.view.ablate();
  QTRY_COMPARE(room.ended.count(), 1);
  QVERIFY(room.view.message().text().contains(QStringLiteral("“CLIP” could not be painted")));
  QCOMPARE(room.ended[0][1].toInt(), 4);
  QCOMPARE(room.view.comparison().picture(4)->state, ComparedPicture::State::done);
}

void CompareViewTest::tellsOneCauseOnce() {
  Room room({.load = [] {
    throw Error(ErrorKind::device, {"memory ran out", "x", "more", "less"});
  }});
  room.view.ablate();
  QTRY_COMPARE(room.ended.count(), 1);
  QCOMPARE(room.view.message().count(), 1);
  QVERIFY(room.view.message().text().startsWith(QStringLiteral("“Unguided”, “CLIP”, ")));
  QCOMPARE(room.ended[0][0].toBool(), false);
  QCOMPARE(room.ended[0][1].toInt(), 0);
}

void CompareViewTest::asksTheGateFirst() {
  Room room;
  std::function<void()> paint;
  room.view.setGate([&paint](const Job& job, const std::function<void()>& then) {
    QVERIFY(job.request.guidance.scales[0] > 0);  // the largest of them
    paint = then;
  });
  room.view.ablate();
  QVERIFY(room.view.ablation().state() == Ablation::State::idle);
  QVERIFY(paint);
  paint();
  QTRY_COMPARE(room.ended.count(), 1);
}

// A click there brings the keyboard along; letters and Space are the canvas's all the same.
void CompareViewTest::takesKeysOfTheCanvasFromTheStripAndTheTable() {
  Room room;
  room.view.compare(four());
  auto* strip = room.part<PictureStrip>();
  auto* table = room.part<FiguresTable>();
  for (QAbstractItemView* list :
       {static_cast<QAbstractItemView*>(strip), static_cast<QAbstractItemView*>(table)}) {
    const QModelIndex third = list->model()->index(2, 0);
    QTest::mouseClick(list->viewport(), Qt::LeftButton, {}, list->visualRect(third).center());
    QCOMPARE(room.view.comparison().index(Side::left), 2);
    QTest::keyPress(list, Qt::Key_Space);
    QVERIFY(room.view.canvas().isFlipped());
    QTest::keyRelease(list, Qt::Key_Space);
    QVERIFY(!room.view.canvas().isFlipped());
    QTest::keyClick(list, Qt::Key_D);
    QVERIFY(room.view.canvas().isDifferenceShown());
    QTest::keyClick(list, Qt::Key_D);
    const double zoom = room.view.canvas().zoom();
    QTest::keyClick(list, Qt::Key_Plus);
    QVERIFY(room.view.canvas().zoom() > zoom);
    QTest::keyClick(list, Qt::Key_F);
    QTest::keyClick(list, Qt::Key_Return, Qt::ShiftModifier);
    QCOMPARE(room.view.comparison().index(Side::right), 2);
    QTest::keyClick(list, Qt::Key_1);
    QCOMPARE(room.view.comparison().index(Side::left), 0);
  }
}

void CompareViewTest::saysThatItWaits() {
  Room room({.untilStopped = true});
  QVERIFY(room.controller.start(room.job()));
  room.view.ablate();
  QVERIFY(room.view.ablation().state() == Ablation::State::waiting);
  QVERIFY(room.button(QStringLiteral("Stop"))->isEnabled());
  QTest::mouseClick(room.button(QStringLiteral("Stop")), Qt::LeftButton);
  QCOMPARE(room.ended.count(), 1);
  QVERIFY(room.controller.isBusy());
}

void CompareViewTest::choosesFromTheStripByMouseAndKeys() {
  Room room;
  room.view.compare(four());
  auto* strip = room.part<PictureStrip>();
  const auto place = [strip](int row) {
    return strip->visualRect(strip->model()->index(row, 0)).center();
  };
  QTest::mouseClick(strip->viewport(), Qt::LeftButton, {}, place(1));
  QTest::mouseClick(strip->viewport(), Qt::RightButton, {}, place(2));
  const Comparison& comparison = room.view.comparison();
  QCOMPARE(comparison.index(Side::left), 1);
  QCOMPARE(comparison.index(Side::right), 2);
  strip->setCurrentIndex(strip->model()->index(3, 0));
  QTest::keyClick(strip, Qt::Key_Return);
  QCOMPARE(comparison.index(Side::left), 3);
  QTest::keyClick(strip, Qt::Key_Left);
  QTest::keyClick(strip, Qt::Key_Left);
  QTest::keyClick(strip, Qt::Key_Return, Qt::ShiftModifier);
  QCOMPARE(comparison.index(Side::right), 1);
  QTest::keyClick(strip, Qt::Key_1);
  QCOMPARE(comparison.index(Side::left), 0);
  const QString spoken = strip->model()->index(1, 0).data(Qt::AccessibleTextRole).toString();
  QCOMPARE(spoken, QStringLiteral("two, right"));
  const QString tip = strip->model()->index(1, 0).data(Qt::ToolTipRole).toString();
  QVERIFY(tip.contains(QString::fromStdString(comparison.picture(1)->request->prompt)));
}

void CompareViewTest::choosesByDigitsFromTheCanvas() {
  Room room;
  room.view.compare(four());
  QTest::keyClick(&room.view.canvas(), Qt::Key_2);
  QTest::keyClick(&room.view.canvas(), Qt::Key_3, Qt::AltModifier);
  QTest::keyClick(&room.view.canvas(), Qt::Key_9);  // there is none
  QCOMPARE(room.view.comparison().index(Side::left), 1);
  QCOMPARE(room.view.comparison().index(Side::right), 2);
  QTest::keyClick(&room.view.canvas(), Qt::Key_X);
  QCOMPARE(room.view.comparison().index(Side::left), 2);
}

// Tab comes to the canvas, the strip, the table, the curves, the chips and the buttons.
void CompareViewTest::isUsedByTheKeyboardAlone() {
  Room room;
  room.view.compare(four());
  room.view.activateWindow();
  QVERIFY(QTest::qWaitForWindowActive(&room.view));
  room.view.canvas().setFocus();
  QSet<QString> seen;
  for (int i = 0; i < 60; ++i) {
    QWidget* now = QApplication::focusWidget();
    if (now != nullptr)
      seen << QString::fromLatin1(now->metaObject()->className()).section(u':', -1);
    QTest::keyClick(now != nullptr ? now : &room.view, Qt::Key_Tab);
  }
  for (const char* part :
       {"CompareCanvas", "PictureStrip", "FiguresTable", "CurvesPlot", "Chip", "QPushButton"}) {
    QVERIFY2(seen.contains(QLatin1String(part)), part);
  }
}

void CompareViewTest::savesAllThreeKindsOfFiles() {
  Room room;
  room.view.compare(four());
  for (const char* name : {"sheet.png", "table.csv", "all.json"}) {
    room.answer = fromPath(room.folder / name);
    room.view.saveAs();
    QTRY_VERIFY(room.view.message().text().contains(QLatin1String(name)));
    QVERIFY(std::filesystem::exists(room.folder / name));
  }
  room.answer = fromPath(room.folder / "no/such.png");
  room.view.saveAs();
  QTRY_VERIFY(room.view.message().text().contains(QLatin1String("could not be written")));
  room.answer.clear();
  room.view.message().clear();
  room.view.saveAs();  // thought better of it
  QCOMPARE(room.view.message().text(), QString());
}

void CompareViewTest::measuresWhatAFileDoesNotTell() {
  Room room;
  auto pictures = four();
  pictures[3].image = testing::filled(Qt::gray);
  pictures[3].centreOffset = ComparedPicture::unknown;  // painted again: there is no file
  pictures[1].file = QStringLiteral("/two.png");
  pictures[1].centreOffset = pictures[1].highShare = ComparedPicture::unknown;
  room.view.compare(pictures);
  QTRY_COMPARE(room.view.comparison().picture(1)->centreOffset, 0.5);
  QCOMPARE(room.view.comparison().picture(1)->highShare, 0.4);
  QTRY_COMPARE(room.view.comparison().picture(3)->centreOffset, 0.5);
  QCOMPARE(room.stage->measured.size(), std::size_t{2});  // what is known stays
}

void CompareViewTest::keepsAnAblationFromBeingReplaced() {
  Room room({.untilStopped = true});
  room.view.ablate();
  room.stage->waitUntilItWaits();
  room.view.compare(four());
  room.view.add(four()[0]);
  QCOMPARE(room.view.comparison().count(), 5);
  QVERIFY(room.view.message().text().contains(QLatin1String("still being painted")));
  room.view.stop();
  QTRY_COMPARE(room.ended.count(), 1);
  room.view.compare(four());
  QCOMPARE(room.view.comparison().count(), 4);
}

// The window may go before the thread that paints.
void CompareViewTest::endsInMidRun() {
  const auto stage = std::make_shared<Stage>();
  stage->script.untilStopped = true;
  Controller controller(fakePainterFactory(stage));
  QSignalSpy sets(&controller, &Controller::setEnded);
  {
    CompareView view(controller, someRows(), [] { return Job(); });
    view.ablate();
    stage->waitUntilItWaits();
  }
  controller.stop();
  QTRY_COMPARE(sets.count(), 1);
}

void CompareViewTest::looksRight() {
  for (const testing::Look& look : testing::everyLook) {
    testing::wear(look);
    Room room;
    room.view.resize(1400, 850);
    testing::keep(room.view.grab().toImage(),
                  QStringLiteral("compare-empty-%1").arg(QLatin1String(look.name)));
    auto pictures = four();
    pictures[0].curve = {{10, {0.7, 0.3, 0.02}}, {20, {0.6, 0.2, 0.03}}};
    pictures[3].curve = {{10, {0.7, 0.3, 0.02}}, {20, {0.5, 0.1, 0.01}}};
    pictures[1].losses = {0.3, 0.05, 0.02};
    pictures[2].state = ComparedPicture::State::failed;
    pictures[2].problem = QStringLiteral("memory ran out");
    room.view.compare(pictures);
    testing::keep(room.view.grab().toImage(),
                  QStringLiteral("compare-%1").arg(QLatin1String(look.name)));
    room.answer = fromPath(room.folder / "sheet.png");
    room.view.saveAs();
    QTRY_VERIFY(!QImage(room.answer).isNull());
    testing::keep(QImage(room.answer), QStringLiteral("sheet-%1").arg(QLatin1String(look.name)));
  }
  testing::wear(testing::everyLook[0]);
}

const testing::Registered<CompareViewTest> registered;

}  // namespace
}  // namespace maulstick::ui

#include "compare_view_test.moc"
