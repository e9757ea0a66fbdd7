// One thread for everything that has to do with tensors.

#include "ui/painting/painting_thread.h"

#include <QTest>
#include <semaphore>

#include "support/folder.h"
#include "ui/painting/fake_painter.h"
#include "ui/support/registry.h"

namespace maulstick::ui {
namespace {

class PaintingThreadTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void makesUsesAndDestroysThePainterInOneThread();
  void wakesTheReaderOnceForAMailboxThatFills();
};

void PaintingThreadTest::makesUsesAndDestroysThePainterInOneThread() {
  const testing::TemporaryFolder folder;
  const auto stage = std::make_shared<testing::Stage>();
  std::counting_semaphore<> woken(0);
  RunMailbox mailbox([&woken] { woken.release(); });
  PaintingThread thread(fakePainterFactory(stage), mailbox);
  for (int run = 0; run < 3; ++run) {
    thread.start({.id = {}, .model = {}, .request = {}, .folder = folder.path()});
    while (true) {
      woken.acquire();
      if (mailbox.take().outcome) break;
    }
  }
  thread.shutDown();
  thread.shutDown();  // may be asked twice
  QCOMPARE(stage->made, 1);
  QCOMPARE(stage->destroyed, 1);
  QCOMPARE(stage->loads, 3);
  QCOMPARE(stage->threads.size(), std::size_t{1});
  QVERIFY(!stage->threads.contains(std::this_thread::get_id()));
}

void PaintingThreadTest::wakesTheReaderOnceForAMailboxThatFills() {
  int woken = 0;
  RunMailbox mailbox([&woken] { ++woken; });
  QVERIFY(mailbox.take().empty());
  for (int i = 0; i < 3; ++i) mailbox.put(StepReport{});
  mailbox.put(ShownPreview{});
  mailbox.put(Outcome(Stopped()));
  QCOMPARE(woken, 1);
  QCOMPARE(mailbox.take().told.size(), std::size_t{3});
  mailbox.put(RunPlan{});
  QCOMPARE(woken, 2);
}

const testing::Registered<PaintingThreadTest> registered;

}  // namespace
}  // namespace maulstick::ui

#include "painting_thread_test.moc"
