// One thread for everything that has to do with tensors.

#include "ui/painting/painting_thread.h"

#include <QTest>
#include <semaphore>
#include <stdexcept>

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
  void runsErrandsInOrder();
  void dropsErrandsAtTheEnd();
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
      if (!mailbox.take().outcomes.empty()) break;
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
  for (int i = 0; i < 3; ++i) mailbox.put(0, StepReport{});
  mailbox.put(0, ShownPreview{});
  mailbox.put({Stopped()});
  QCOMPARE(woken, 1);
  QCOMPARE(mailbox.take().told.size(), std::size_t{3});
  mailbox.put(0, RunPlan{});
  QCOMPARE(woken, 2);
}

void PaintingThreadTest::runsErrandsInOrder() {
  const testing::TemporaryFolder folder;
  const auto stage = std::make_shared<testing::Stage>();
  std::counting_semaphore<> woken(0);
  RunMailbox mailbox([&woken] { woken.release(); });
  PaintingThread thread(fakePainterFactory(stage), mailbox);
  std::vector<int> order;  // of the painting thread's until it is shut down
  std::vector<std::thread::id> threads;
  for (int errand = 0; errand < 3; ++errand) {
    thread.send([&, errand](Painter& /*painter*/, const std::stop_token& /*stop*/) {
      order.push_back(errand);
      threads.push_back(std::this_thread::get_id());
      woken.release();
      if (errand == 1) throw std::runtime_error("dropped");
    });
  }
  for (int errand = 0; errand < 3; ++errand) woken.acquire();
  thread.start({.id = {}, .model = {}, .request = {}, .folder = folder.path()});
  woken.acquire();
  thread.shutDown();
  QCOMPARE(order, std::vector<int>({0, 1, 2}));
  for (const auto& id : threads) QVERIFY(stage->threads.contains(id));
  QCOMPARE(stage->made, 1);
}

void PaintingThreadTest::dropsErrandsAtTheEnd() {
  const auto stage = std::make_shared<testing::Stage>();
  RunMailbox mailbox([] {});
  PaintingThread thread(fakePainterFactory(stage), mailbox);
  std::binary_semaphore begun(0);
  int done = 0;
  thread.send([&](Painter& /*painter*/, const std::stop_token& stop) {
    begun.release();
    while (!stop.stop_requested()) std::this_thread::sleep_for(std::chrono::milliseconds(1));
    ++done;
  });
  thread.send([&](Painter& /*painter*/, const std::stop_token& /*stop*/) { ++done; });
  begun.acquire();
  thread.shutDown();
  QCOMPARE(done, 1);
}

const testing::Registered<PaintingThreadTest> registered;

}  // namespace
}  // namespace maulstick::ui

#include "painting_thread_test.moc"
