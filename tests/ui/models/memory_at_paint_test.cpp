// Paint, where memory will not do: the whole window asks first, and in its own bar.

#include <QTest>

#include "ui/compare/compare_view.h"
#include "ui/models/fake_machine.h"
#include "ui/models/tiny_bundle.h"
#include "ui/settings/paths.h"
#include "ui/support/registry.h"
#include "ui/widgets/message_bar.h"
#include "ui/window/studio.h"
#include "ui/window/styles_view.h"
#include "ui/window/view_tabs.h"

namespace maulstick::ui {

class MemoryAtPaintTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void init();
  void cleanup();
  void asksOnceAndPaintsAnyway();
  void paintsWhatFits();
  void asksBeforeASeriesToo();
  void asksBeforeAnAblationToo();

 private:
  // Of a decoder like Stable Diffusion's: a hundred gigabytes at this size.
  static void chooseSize(testing::Studio& studio, int side);

  std::optional<testing::Home> home_;
  std::optional<testing::Studio> studio_;
};

void MemoryAtPaintTest::init() {
  home_.emplace();
  testing::makeTinyBundle(*home_ / "large", "Large");
  testing::growFile(*home_ / "large", "vae_decoder.pt", 100 << 20);
  studio_.emplace(testing::fakeMachine());
  studio_->window().openPath(fromPath(*home_ / "large"));
  QTRY_COMPARE(studio_->window().model().options().model, *home_ / "large");
  QTRY_VERIFY(!studio_->view().devices().list().empty());
}

void MemoryAtPaintTest::cleanup() {
  studio_.reset();
  home_.reset();
}

void MemoryAtPaintTest::chooseSize(testing::Studio& studio, int side) {
  Request request = studio.request();
  request.width = side;
  request.height = side;
  studio.view().history().change(request, QStringLiteral("Size"));
}

void MemoryAtPaintTest::asksOnceAndPaintsAnyway() {
  chooseSize(*studio_, 2048);
  studio_->press(QStringLiteral("Paint"));
  QVERIFY(!studio_->isBusy());
  QVERIFY2(studio_->message()->text().contains(QStringLiteral("may take about")),
           qPrintable(studio_->message()->text()));
  QVERIFY(QApplication::activeModalWidget() == nullptr);
  studio_->press(QStringLiteral("Paint anyway"));
  QTRY_COMPARE(home_->painted().size(), std::size_t{1});
  QTRY_VERIFY(!studio_->isBusy());
  studio_->press(QStringLiteral("Paint"));
  QTRY_COMPARE(home_->painted().size(), std::size_t{2});
}

void MemoryAtPaintTest::paintsWhatFits() {
  chooseSize(*studio_, 128);
  studio_->press(QStringLiteral("Paint"));
  QTRY_COMPARE(home_->painted().size(), std::size_t{1});
}

void MemoryAtPaintTest::asksBeforeASeriesToo() {
  StylesView& styles = studio_->window().stylesView();
  studio_->window().views().showView(styles);
  Request request = styles.history().request();
  request.width = request.height = 2048;
  styles.history().change(request, QStringLiteral("Size"));
  styles.paint();
  auto* message = styles.findChild<MessageBar*>();
  QVERIFY2(message->text().contains(QStringLiteral("may take about")), qPrintable(message->text()));
  QTest::qWait(50);
  QVERIFY(styles.series() == nullptr);
  studio_->press(QStringLiteral("Paint anyway"));
  QTRY_VERIFY(styles.series() != nullptr);
  QTRY_VERIFY(!styles.runner().isBusy());
}

void MemoryAtPaintTest::asksBeforeAnAblationToo() {
  chooseSize(*studio_, 2048);
  CompareView& compare = studio_->window().compareView();
  studio_->window().views().showView(compare);
  compare.ablate();
  QVERIFY(!studio_->isBusy());
  QVERIFY2(compare.message().text().contains(QStringLiteral("may take about")),
           qPrintable(compare.message().text()));
  studio_->press(QStringLiteral("Paint anyway"));
  QTRY_COMPARE(home_->painted().size(), std::size_t{5});
  QTRY_VERIFY(!studio_->isBusy());
  compare.ablate();  // it was accepted
  QTRY_COMPARE(home_->painted().size(), std::size_t{10});
}

static const testing::Registered<MemoryAtPaintTest> registered;

}  // namespace maulstick::ui

#include "memory_at_paint_test.moc"
