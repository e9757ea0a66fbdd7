// The views within the window: their tabs, the Styles view, and whose progress the title shows.

#include <QUndoGroup>
#include <utility>

#include "ui/compare/compare_view.h"
#include "ui/window/main_window.h"
#include "ui/window/paint_view.h"
#include "ui/window/shortcuts.h"
#include "ui/window/styles_view.h"
#include "ui/window/view_tabs.h"

namespace maulstick::ui {

// Each of them is there from the beginning; what it paints goes on while another is shown.
void MainWindow::makeViews() {
  const auto add = [this](QWidget& page, const char* shortcut, ViewKeys keys) {
    const Shortcut& one = shortcutNamed(QLatin1String(shortcut));
    tabs_->addView(page, one.meaning, one.keys, std::move(keys));
  };
  add(*view_, "firstView",
      {.paint = [this] { view_->paint(); }, .escape = [this] { view_->escape(); }});
  add(*styles_, "secondView",
      {.paint = [this] { styles_->paint(); }, .escape = [this] { styles_->escape(); }});
  makeCompare();
  add(*compare_, "thirdView",
      {.paint = [this] { compare_->ablate(); }, .escape = [this] { compare_->escape(); }});
  undo_->addStack(&view_->history().stack());
  undo_->addStack(&styles_->history().stack());
  connect(tabs_, &ViewTabs::viewShown, this, &MainWindow::followView);
  followView(view_);
}

// Keys that speak of the picture on the Paint view's canvas mean nothing elsewhere.
void MainWindow::followView(QWidget* page) {
  const bool paints = page == view_;
  for (const char* name : {"save", "copy", "newSeed", "lockSeed", "search", "newer", "older"}) {
    actions_.at(name)->setEnabled(paints);
  }
  QUndoStack* steps = paints ? &view_->history().stack() : nullptr;
  undo_->setActiveStack(page == styles_ ? &styles_->history().stack() : steps);
}

void MainWindow::connectStyles() {
  connect(styles_, &StylesView::openRequested, this, [this](const QString& file) {
    tabs_->showView(*view_);
    view_->restoreFrom(file);
  });
  connect(styles_, &StylesView::painted, this,
          [this](const QString& file) { view_->store().add(file); });
  connect(styles_, &StylesView::progressChanged, this,
          [this](int done, int all) { showProgress(*styles_, done, all); });
  connect(styles_, &StylesView::seriesEnded, this,
          [this] { tellElsewhere(tr("The series is finished"), {}); });
  connect(&styles_->runner(), &SeriesRunner::problem, this,
          [this](const QString& what) { tellElsewhere(tr("The series has stopped"), what); });
  connect(&styles_->runner(), &SeriesRunner::unsaved, view_, &PaintView::keepUnsaved);
  connect(styles_, &StylesView::unfinishedFound, this, [this] {
    view_->offer(tr("A series of pictures is not finished"), tr("Show it"),
                 [this] { tabs_->showView(*styles_); });
  });
}

// A series goes on behind what is painted in between, and so does its progress.
void MainWindow::showProgress(const QWidget& view, int done, int steps) {
  progress_[&view] = {done, steps};
  Progress shown;
  for (const QWidget* one : {static_cast<QWidget*>(view_), static_cast<QWidget*>(compare_),
                             static_cast<QWidget*>(styles_)}) {
    if (shown.steps == 0) shown = progress_[one];
  }
  setWindowTitle(shown.steps == 0 ? QStringLiteral("Maulstick")
                                  : tr("%1 % · Maulstick").arg(100 * shown.done / shown.steps));
  showInTaskBar_(shown.steps == 0 ? -1 : static_cast<double>(shown.done) / shown.steps);
}

}  // namespace maulstick::ui
