#include "ui/settings/settings_history.h"

#include <QSignalSpy>
#include <QTest>

#include "ui/support/registry.h"

namespace maulstick::ui {
namespace {

Request withClip(double scale) {
  Request request;
  request.guidance.scales[0] = scale;
  return request;
}

class SettingsHistoryTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void takesOneStepAGesture();
  void keepsGesturesApart();
  void forgetsAGestureThatLeadsBack();
  void goesBackAndForthAndTells();
  void startsAnewAfterAnUndo();
  void resetsWithoutASign();
};

void SettingsHistoryTest::takesOneStepAGesture() {
  SettingsHistory history;
  for (int scale = 210; scale <= 400; scale += 10) {
    history.change(withClip(scale), QStringLiteral("CLIP"));
  }
  QCOMPARE(history.stack().count(), 1);
  QVERIFY(history.request() == withClip(400));
  history.undo();
  QVERIFY(history.request() == Request());
}

void SettingsHistoryTest::keepsGesturesApart() {
  SettingsHistory history;
  history.change(withClip(300), QStringLiteral("CLIP"));
  history.endGesture();
  history.change(withClip(400), QStringLiteral("CLIP"));
  Request other = withClip(400);
  other.steps = 20;
  history.change(other, QStringLiteral("Steps"));  // no end was told, but it is another control
  QCOMPARE(history.stack().count(), 3);
  QCOMPARE(history.stack().undoText(), QStringLiteral("Steps"));
  history.undo();
  history.undo();
  QVERIFY(history.request() == withClip(300));
}

void SettingsHistoryTest::forgetsAGestureThatLeadsBack() {
  SettingsHistory history;
  history.change(withClip(300), QStringLiteral("CLIP"));
  history.change(Request(), QStringLiteral("CLIP"));
  QCOMPARE(history.stack().count(), 0);
  history.change(Request(), QStringLiteral("CLIP"));
  QCOMPARE(history.stack().count(), 0);
}

void SettingsHistoryTest::goesBackAndForthAndTells() {
  SettingsHistory history;
  QSignalSpy restored(&history, &SettingsHistory::restored);
  history.change(withClip(300), QStringLiteral("CLIP"));
  QCOMPARE(restored.count(), 0);  // the panels know what they have just said
  history.undo();
  QVERIFY(restored.last()[0].value<Request>() == Request());
  history.redo();
  QVERIFY(restored.last()[0].value<Request>() == withClip(300));
  QCOMPARE(restored.count(), 2);
  history.redo();
  QCOMPARE(restored.count(), 2);
}

void SettingsHistoryTest::startsAnewAfterAnUndo() {
  SettingsHistory history;
  history.change(withClip(300), QStringLiteral("CLIP"));
  history.endGesture();
  history.change(withClip(400), QStringLiteral("CLIP"));
  history.undo();
  history.change(withClip(500), QStringLiteral("CLIP"));
  QCOMPARE(history.stack().count(), 2);
  history.undo();
  QVERIFY(history.request() == withClip(300));
}

void SettingsHistoryTest::resetsWithoutASign() {
  SettingsHistory history;
  QSignalSpy restored(&history, &SettingsHistory::restored);
  history.change(withClip(300), QStringLiteral("CLIP"));
  history.reset(withClip(50));
  QCOMPARE(history.stack().count(), 0);
  QCOMPARE(restored.count(), 0);
  QVERIFY(history.request() == withClip(50));
}

const testing::Registered<SettingsHistoryTest> registered;

}  // namespace
}  // namespace maulstick::ui

#include "settings_history_test.moc"
