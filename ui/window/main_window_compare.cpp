// The Compare view within the window, and pictures that are painted again to be verified.

#include <memory>

#include "ui/compare/compare_view.h"
#include "ui/models/memory_warning.h"
#include "ui/panels/history_strip.h"
#include "ui/settings/paths.h"
#include "ui/widgets/message_bar.h"
#include "ui/window/canvas_menu.h"
#include "ui/window/cockpit_points.h"
#include "ui/window/compare_desk.h"
#include "ui/window/main_window.h"
#include "ui/window/paint_view.h"
#include "ui/window/styles_view.h"
#include "ui/window/verify_desk.h"
#include "ui/window/view_tabs.h"

namespace maulstick::ui {

// The Paint view, which has the thread that paints, goes last: nobody looks at what it still tells.
MainWindow::~MainWindow() {
  delete styles_;
  delete verify_;
  delete compareDesk_;
  delete compare_;
}

void MainWindow::makeCompare() {
  compare_ = new CompareView(
      view_->controller(), cockpitRows(), [this] { return view_->settledJob(); }, this);
  compareDesk_ = new CompareDesk(*view_, *compare_, this);
  compare_->setGate([this, accepted = std::make_shared<std::uint64_t>(0)](
                        const Job& job, const std::function<void()>& paint) {
    const auto warning = memoryWarning(job.request, job.model, view_->devices());
    if (!warning || warning->bytes <= *accepted) return paint();
    compare_->message().tell(MessageBar::Kind::problem, warning->what, warning->next);
    compare_->message().addAction(tr("Paint anyway"), [accepted, paint, bytes = warning->bytes] {
      *accepted = bytes;
      paint();
    });
  });
  compare_->setFileQuestion([this](const QString& name, const CompareView::FileAnswer& then) {
    const QString kinds = tr("Sheet of pictures (*.png);;Table (*.csv);;JSON (*.json)");
    view_->fileAsker().fileToSave(this,
                                  {.purpose = QStringLiteral("comparison"),
                                   .title = tr("Save the comparison"),
                                   .kinds = kinds,
                                   .name = name},
                                  then);
  });
}

void MainWindow::connectCompare() {
  connect(compare_, &CompareView::progressChanged, this,
          [this](int done, int steps) { showProgress(*compare_, done, steps); });
  connect(compare_, &CompareView::ended, this, [this](bool stopped, int painted) {
    if (stopped) return;
    tellElsewhere(
        painted > 0 ? tr("The comparison is painted") : tr("The comparison could not be painted"),
        {});
  });
  HistoryStrip& strip = view_->strip();
  connect(&strip, &HistoryStrip::compareRequested, compareDesk_, &CompareDesk::compareWithShown);
  connect(&strip, &HistoryStrip::compareAllRequested, compareDesk_, &CompareDesk::compareAll);
  connect(&strip, &HistoryStrip::addToCompareRequested, compareDesk_, &CompareDesk::add);
  connect(compareDesk_, &CompareDesk::compared, this, [this] { tabs_->showView(*compare_); });
  connect(compareDesk_, &CompareDesk::added, this, [this](const QString& words) {
    view_->tellNotice(words);
    view_->message().addAction(tr("Show it"), [this] { tabs_->showView(*compare_); });
  });
  connect(compareDesk_, &CompareDesk::problem, view_, &PaintView::tellProblem);
}

void MainWindow::connectVerify(CanvasMenu& menu) {
  const auto models = [this] {
    std::vector<std::filesystem::path> folders;
    for (const ModelEntry& entry : models_->entries()) folders.push_back(toPath(entry.folder));
    return folders;
  };
  verify_ = new VerifyDesk(*view_, models, this);
  connect(view_, &PaintView::idleEscape, verify_, &VerifyDesk::cancel);
  connect(&menu, &CanvasMenu::verifyRequested, verify_, &VerifyDesk::verify);
  connect(&view_->strip(), &HistoryStrip::verifyRequested, verify_, &VerifyDesk::verify);
  connect(verify_, &VerifyDesk::compareRequested, compareDesk_, &CompareDesk::compareAgain);
}

}  // namespace maulstick::ui
