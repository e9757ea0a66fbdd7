#include "ui/compare/compare_view.h"

#include <QApplication>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QSplitter>
#include <QVBoxLayout>
#include <utility>

#include "ui/canvas/progress_strip.h"
#include "ui/compare/compare_canvas.h"
#include "ui/compare/compare_empty.h"
#include "ui/compare/compare_panel.h"
#include "ui/compare/comparison_files.h"
#include "ui/compare/picture_strip.h"
#include "ui/models/background.h"
#include "ui/widgets/hairline.h"
#include "ui/widgets/message_bar.h"
#include "ui/widgets/theme.h"

namespace maulstick::ui {
namespace {

CompareCanvas::Shown shownOn(const Comparison& comparison, Side side) {
  const ComparedPicture* picture = comparison.on(side);
  if (picture == nullptr) return {};
  return {.name = picture->name, .image = picture->image, .size = picture->size};
}

}  // namespace

CompareView::CompareView(Controller& controller, std::vector<CockpitRow> rows,
                         std::function<Job()> job, QWidget* parent)
    : QWidget(parent),
      rows_(std::move(rows)),
      columns_(figureColumns(rows_)),
      job_(std::move(job)),
      controller_(controller),
      ablation_(controller, comparison_) {
  canvas_ = new CompareCanvas(this);
  empty_ = new CompareEmpty(this);
  progress_ = new ProgressStrip(this);
  strip_ = new PictureStrip(comparison_, this);
  panel_ = new ComparePanel(comparison_, rows_, columns_, this);
  message_ = new MessageBar(this);
  layOut();
  connectParts();
  connectAblation();
  showEmptiness();
}

// The parts look at the comparison, which goes before them otherwise.
CompareView::~CompareView() {
  disconnect(&ablation_, nullptr, this, nullptr);
  disconnect(&comparison_, nullptr, this, nullptr);
  delete strip_;
  delete panel_;
}

void CompareView::layOut() {
  auto* upper = new QSplitter(Qt::Horizontal, this);
  upper->setObjectName(QStringLiteral("compareColumns"));  // whose widths are remembered
  upper->setHandleWidth(1);
  upper->setChildrenCollapsible(false);
  upper->addWidget(makeMiddle());
  upper->addWidget(panel_);
  upper->setStretchFactor(0, 1);
  upper->setSizes({Theme::scaled(900), Theme::scaled(540)});
  auto* column = new QVBoxLayout(this);
  column->setContentsMargins(0, 0, 0, 0);
  column->setSpacing(0);
  column->addWidget(upper, 1);
  column->addWidget(makeHairline(Qt::Horizontal, this));
  column->addWidget(makeBelow());
  empty_->layOver(*canvas_);
  message_->layOver(*canvas_);
}

// The canvas, or what stands there before the first picture; below it how far the run is.
QWidget* CompareView::makeMiddle() {
  auto* middle = new QWidget(this);
  middle->setAutoFillBackground(true);
  const auto tint = [middle] {
    QPalette colours = middle->palette();
    colours.setColor(QPalette::Window, Theme::instance().palette().canvas);
    middle->setPalette(colours);
  };
  connect(&Theme::instance(), &Theme::changed, middle, tint);
  tint();
  auto* column = new QVBoxLayout(middle);
  column->setContentsMargins(0, 0, 0, 0);
  column->setSpacing(0);
  column->addWidget(canvas_, 1);
  column->addWidget(progress_);
  return middle;
}

// The strip with a little room around it.
QWidget* CompareView::makeBelow() {
  auto* below = new QWidget(this);
  auto* row = new QHBoxLayout(below);
  row->setContentsMargins(10, 4, 10, 4);
  row->addWidget(strip_);
  return below;
}

void CompareView::connectParts() {
  connect(&comparison_, &Comparison::replaced, this, &CompareView::showEmptiness);
  connect(&comparison_, &Comparison::sidesChanged, this, &CompareView::showSides);
  connect(&comparison_, &Comparison::pictureChanged, this, [this](int index) {
    for (const Side side : {Side::left, Side::right}) {
      if (comparison_.index(side) == index) showSide(side);
    }
  });
  connect(canvas_, &CompareCanvas::swapRequested, &comparison_, &Comparison::swapSides);
  // A key that is held is released where the keyboard is then.
  connect(qApp, &QApplication::focusChanged, canvas_, [this] { canvas_->setFlipped(false); });
  connect(panel_, &ComparePanel::ablateRequested, this, &CompareView::ablate);
  connect(panel_, &ComparePanel::stopRequested, this, &CompareView::stop);
  connect(panel_, &ComparePanel::exportRequested, this, &CompareView::saveAs);
}

void CompareView::showSides() {
  canvas_->setShown(shownOn(comparison_, Side::left), shownOn(comparison_, Side::right));
}

void CompareView::showSide(Side side) {
  canvas_->setShown(side, shownOn(comparison_, side));
}

void CompareView::showEmptiness() {
  const bool isEmpty = comparison_.count() == 0;
  empty_->setVisible(isEmpty);
  strip_->setVisible(!isEmpty);
}

bool CompareView::isFree() {
  if (ablation_.state() == Ablation::State::idle) return true;
  message_->tell(MessageBar::Kind::notice, tr("These pictures are still being painted"),
                 tr("Others can be compared when they are finished, or stopped"));
  return false;
}

void CompareView::compare(std::vector<ComparedPicture> pictures) {
  if (!isFree()) return;
  message_->settle();
  comparison_.setPictures(std::move(pictures));
  shared_ = {};
  panel_->showState(Ablation::State::idle, shared_);
  progress_->reset();
  measureUnknown();
}

void CompareView::add(const ComparedPicture& picture) {
  if (!isFree()) return;
  comparison_.add(picture);
  measureUnknown();
}

void CompareView::escape() {
  if (message_->isVisible()) {
    message_->dismiss();
  } else {
    stop();
  }
}

// Digits choose from the strip, and the canvas's keys act on it, wherever the keyboard is.
void CompareView::keyPressEvent(QKeyEvent* event) {
  const int digit = event->key() - Qt::Key_0;
  const auto modifiers = event->modifiers() & ~Qt::KeypadModifier;
  const bool isRight = modifiers == Qt::AltModifier;
  if (digit < 1 || digit > 9 || (modifiers != Qt::NoModifier && !isRight)) {
    if (!canvas_->takeKey(*event)) QWidget::keyPressEvent(event);
    return;
  }
  comparison_.put(digit - 1, isRight ? Side::right : Side::left);
}

void CompareView::keyReleaseEvent(QKeyEvent* event) {
  if (!canvas_->takeKey(*event)) QWidget::keyReleaseEvent(event);
}

void CompareView::saveAs() {
  if (!askForFile_) return;
  askForFile_(QStringLiteral("comparison.png"), [this](const QString& file) {
    if (file.isEmpty()) return;
    const ComparisonFacts facts = {
        .pictures = comparison_.pictures(), .columns = columns_, .sharedSteps = shared_.steps};
    inBackground(this, comparisonWriter(facts, file), [this, file](const QString& fault) {
      if (!fault.isEmpty()) return message_->tell(MessageBar::Kind::problem, fault);
      message_->tell(MessageBar::Kind::notice, tr("Saved as %1").arg(file));
    });
  });
}

}  // namespace maulstick::ui
