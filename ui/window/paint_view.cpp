#include "ui/window/paint_view.h"

#include <QDesktopServices>
#include <QFileInfo>
#include <QHBoxLayout>
#include <QPushButton>
#include <QSplitter>
#include <QUrl>
#include <QVBoxLayout>
#include <chrono>
#include <utility>

#include "engine/places.h"
#include "ui/canvas/canvas_view.h"
#include "ui/canvas/progress_strip.h"
#include "ui/cockpit/cockpit_panel.h"
#include "ui/panels/history_strip.h"
#include "ui/panels/prompt_panel.h"
#include "ui/panels/seed_row.h"
#include "ui/series/series_export.h"
#include "ui/settings/paths.h"
#include "ui/widgets/hairline.h"
#include "ui/widgets/message_bar.h"
#include "ui/widgets/theme.h"
#include "ui/window/cockpit_points.h"
#include "ui/window/control_column.h"

namespace maulstick::ui {
namespace {

using namespace std::chrono_literals;

constexpr auto secondsTick = 500ms;
constexpr int wide = 10'000;
constexpr int mostRecords = 200;

}  // namespace

PaintView::PaintView(AppSettings& settings, FileSaver& saver, PainterFactory painter,
                     QWidget* parent)
    : QWidget(parent),
      settings_(settings),
      history_(settings.request(), settings.styleChips()),
      queue_(saver, JobQueue::defaultFile()),
      controller_(std::move(painter)),
      runner_(controller_, queue_),
      devices_(controller_),
      lastSeed_(settings.request().seed),
      records_(mostRecords) {
  controls_ = new ControlColumn(history_, queue_, runner_, this);
  canvas_ = new CanvasView(this);
  progress_ = new ProgressStrip(this);
  live_ = new QPushButton(tr("Show the painting"), this);
  cockpit_ = new CockpitPanel(cockpitRows(), this);
  strip_ = new HistoryStrip(store_, thumbnails_, this);
  message_ = new MessageBar(this);
  sheet_ = new RestoreSheet(this);
  desk_ = new RestoreDesk(history_, *sheet_, this);
  layOut();
  connectControls();
  connectRun();
  connectHistory();
  connectDesk();
  connectSaver();
  canvas_->setExamples({tr("A campfire with group of people"),
                        tr("A futuristic city with neon lights"),
                        tr("A red lighthouse on the left at sunset")});
  tick_.setInterval(secondsTick);
  connect(&tick_, &QTimer::timeout, this,
          [this] { progress_->setTimeLeft(controller_.secondsLeft()); });
  store_.rebuild(fromPath(pictures_folder()));
  for (const auto& folder : seriesIn(pictures_folder())) store_.rebuild(fromPath(folder));
  for (const QString& notice : {settings.notice(), queue_.notice(), store_.notice()}) {
    if (!notice.isEmpty()) tellProblem(notice);
  }
  offerUnfinished();
}

// The queue hears of the end of a run under way, but nobody is left to look at it.
PaintView::~PaintView() {
  disconnect(&controller_, nullptr, this, nullptr);
  controller_.shutDown();
  // The stack of steps tells even of its own end.
  disconnect(&history_.stack(), nullptr, this, nullptr);
  delete desk_;
}

void PaintView::layOut() {
  auto* middle = new QWidget(this);
  auto* middleColumn = new QVBoxLayout(middle);
  middleColumn->setContentsMargins(0, 0, 0, 0);
  middleColumn->setSpacing(0);
  middleColumn->addWidget(canvas_, 1);
  middleColumn->addWidget(sheet_);
  middleColumn->addWidget(makeBelow());
  message_->layOver(*canvas_);

  auto* upper = new QSplitter(Qt::Horizontal, this);
  upper->setObjectName(QStringLiteral("columns"));  // whose widths are remembered
  upper->setHandleWidth(1);
  upper->setChildrenCollapsible(false);
  upper->addWidget(controls_);
  upper->addWidget(middle);
  upper->addWidget(cockpit_);
  upper->setStretchFactor(1, 1);
  upper->setSizes({0, wide, 0});  // the sides begin as narrow as they may be

  auto* column = new QVBoxLayout(this);
  column->setContentsMargins(0, 0, 0, 0);
  column->setSpacing(0);
  column->addWidget(upper, 1);
  column->addWidget(makeHairline(Qt::Horizontal, this));
  column->addWidget(strip_);
}

// The strip and, beside it, the way back to the run; both on the canvas' ground.
QWidget* PaintView::makeBelow() {
  live_->setProperty("pill", true);
  live_->setToolTip(tr("Back to the picture that is being painted"));
  live_->hide();
  auto* below = new QWidget(this);
  auto* row = new QHBoxLayout(below);
  row->setSpacing(0);
  row->setContentsMargins(8, 0, 8, 0);
  row->addWidget(progress_, 1);
  row->addWidget(live_);
  below->setAutoFillBackground(true);
  const auto tint = [below] {
    QPalette colours = below->palette();
    colours.setColor(QPalette::Window, Theme::instance().palette().canvas);
    below->setPalette(colours);
  };
  connect(&Theme::instance(), &Theme::changed, below, tint);
  tint();
  return below;
}

void PaintView::connectControls() {
  connect(controls_, &ControlColumn::paintRequested, this, &PaintView::paint);
  connect(controls_, &ControlColumn::stopRequested, this, &PaintView::stop);
  connect(controls_, &ControlColumn::movedByHand, this, &PaintView::followHand);
  connect(live_, &QPushButton::clicked, this, &PaintView::showRun);
  PromptPanel& words = controls_->prompt();
  connect(&words, &PromptPanel::embeddingAdded, this,
          [this](const QString& added) { tellNotice(tr("The prompt knows %1 now").arg(added)); });
  connect(&words, &PromptPanel::embeddingRefused, this, &PaintView::tellProblem);
  connect(&words, &PromptPanel::noticed, this, &PaintView::tellNotice);
  words.setRecentPrompts([this] { return settings_.recentPrompts(); });
  SeedRow& seed = controls_->seed();
  seed.setLocked(settings_.seedLocked());
  connect(&seed, &SeedRow::lockChanged, &settings_, &AppSettings::setSeedLocked);
  connect(&seed, &SeedRow::refused, this, [this](const QString& why) { tellProblem(why); });
  connect(&history_, &SettingsHistory::restored, this, &PaintView::showRequest);
  connect(&history_.stack(), &QUndoStack::indexChanged, this, &PaintView::followHistory);
  connect(canvas_, &CanvasView::examplePicked, this, [this](const QString& prompt) {
    Request next = history_.request();
    next.prompt = prompt.toStdString();
    history_.change(next, tr("Prompt"));
    history_.endGesture();
    showRequest(next);
    paint();
  });
  connect(cockpit_, &CockpitPanel::centreHovered, canvas_, &CanvasView::showHoveredCentre);
  connect(cockpit_, &CockpitPanel::saveFailed, this,
          [this](const QString& reason) { tellProblem(reason); });
}

void PaintView::connectRun() {
  connect(&controller_, &Controller::stateChanged, this, &PaintView::onStateChanged);
  connect(&controller_, &Controller::started, this, &PaintView::onStarted);
  connect(&controller_, &Controller::replanned, this, &PaintView::onReplanned);
  connect(&controller_, &Controller::stepped, this, &PaintView::onStepped);
  connect(&controller_, &Controller::previewed, this, &PaintView::onPreviewed);
  connect(&controller_, &Controller::finished, this, &PaintView::onFinished);
  connect(&controller_, &Controller::stopped, this, &PaintView::onStopped);
  connect(&controller_, &Controller::failed, this, &PaintView::onFailed);
}

void PaintView::connectHistory() {
  connect(strip_, &HistoryStrip::shown, this, &PaintView::showFile);
  connect(strip_, &HistoryStrip::restoreRequested, this, &PaintView::restoreFrom);
  connect(strip_, &HistoryStrip::folderRequested, this, [](const QString& path) {
    QDesktopServices::openUrl(QUrl::fromLocalFile(QFileInfo(path).absolutePath()));
  });
  connect(strip_, &HistoryStrip::trashed, this, &PaintView::trash);
  connect(strip_, &HistoryStrip::undoTrashRequested, this, &PaintView::undoTrash);
  connect(&store_, &HistoryStore::noticed, this,
          [this](const QString& notice) { tellNotice(notice); });
}

void PaintView::connectDesk() {
  connect(desk_, &RestoreDesk::opened, this, [this](const OpenedPicture& picture) {
    if (isPainting()) setFollowing(false);
    const PictureRecord* known = records_.object(picture.path);
    showPicture(picture.path, picture.image, known != nullptr ? *known : picture.record);
  });
  connect(desk_, &RestoreDesk::unreadable, this, [this](const QString& path, const QString& why) {
    if (!QFileInfo::exists(path)) store_.forget(path);
    tellProblem(tr("The picture cannot be read: %1").arg(QFileInfo(path).fileName()), {}, why);
  });
  connect(desk_, &RestoreDesk::noSettings, this, [this](const QString& path, const QString& why) {
    tellProblem(tr("%1 gives no settings back").arg(QFileInfo(path).fileName()), {}, why);
  });
  connect(desk_, &RestoreDesk::nothingToChange, this,
          [this](const QString& path, const QStringList& left) {
            tellNotice(
                tr("The panels show the settings of %1 already").arg(QFileInfo(path).fileName()),
                leftWords(left));
          });
  connect(desk_, &RestoreDesk::restored, this, &PaintView::tellRestored);
}

void PaintView::browse(int steps) {
  strip_->move(steps);
}

void PaintView::focusSearch() {
  strip_->focusSearch();
}

void PaintView::showEvent(QShowEvent* event) {
  QWidget::showEvent(event);
  if (!std::exchange(wasShown_, true)) controls_->prompt().focusPrompt();
}

void PaintView::tellNotice(const QString& what, const QString& next) {
  message_->tell(MessageBar::Kind::notice, what, next);
}

void PaintView::offer(const QString& what, const QString& answer,
                      const std::function<void()>& action) {
  message_->tell(MessageBar::Kind::offer, what);
  message_->addAction(answer, action);
}

void PaintView::tellProblem(const QString& what, const QString& next, const QString& details) {
  message_->tell(MessageBar::Kind::problem, what, next, details);
}

}  // namespace maulstick::ui
