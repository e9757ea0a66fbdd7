#include "ui/window/paint_view.h"

#include <QDesktopServices>
#include <QFileInfo>
#include <QHBoxLayout>
#include <QPushButton>
#include <QSplitter>
#include <QUrl>
#include <QVBoxLayout>
#include <chrono>

#include "engine/places.h"
#include "ui/canvas/canvas_view.h"
#include "ui/canvas/progress_strip.h"
#include "ui/cockpit/cockpit_panel.h"
#include "ui/models/memory_warning.h"
#include "ui/panels/history_strip.h"
#include "ui/panels/prompt_panel.h"
#include "ui/panels/sampling_panel.h"
#include "ui/panels/seed_row.h"
#include "ui/panels/style_words.h"
#include "ui/series/series_export.h"
#include "ui/settings/paths.h"
#include "ui/widgets/hairline.h"
#include "ui/widgets/message_bar.h"
#include "ui/widgets/pixels_text.h"
#include "ui/widgets/theme.h"
#include "ui/window/cockpit_points.h"
#include "ui/window/control_column.h"
#include "ui/window/fitting_size.h"

namespace maulstick::ui {
namespace {

using namespace std::chrono_literals;

constexpr auto secondsTick = 500ms;
constexpr int wide = 10'000;

constexpr int mostRecords = 200;

std::filesystem::file_time_type changedAt(const std::filesystem::path& bundle) {
  std::error_code ignored;
  return std::filesystem::last_write_time(bundle / "manifest.json", ignored);
}

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

void PaintView::connectSaver() {
  connect(&saver_, &PictureSaver::saved, this, [this](const Unsaved& saved, const QString& path) {
    std::erase_if(unsaved_, [&](const Unsaved& one) { return one.painting == saved.painting; });
    queue_.remove(saved.job);
    store_.add(path);
    strip_->select(path);
    if (!isPainting()) desk_->show(path);
    tellNotice(tr("Saved as %1").arg(path));
    if (!saver_.isBusy()) Q_EMIT savingEnded();
  });
  connect(&saver_, &PictureSaver::failed, this, [this](const Unsaved& picture) {
    unsaved_.push_back(picture);
    warned_ = false;
    tellUnsaved();
    if (!saver_.isBusy()) Q_EMIT savingEnded();
  });
}

void PaintView::showRequest(const Request& request) {
  controls_->show(request);
}

void PaintView::followHistory() {
  settings_.setRequest(history_.request());
  settings_.setStyleChips(history_.styles());
}

// What guidance can take in mid-run acts on the run under way, if it is meant for that: what is
// restored, undone, or prepared for the next picture is not.
void PaintView::followHand(const std::string& control, double from, double to) {
  const auto job = queue_.job(runner_.runningId());
  if (!job || controller_.state() == Controller::State::stopping) return;
  hand_.follow(job->id, job->request);
  const Request panels = withStyles(history_.request(), history_.styles());
  if (hand_.take({control, from, to}, panels)) controller_.move(control, to);
}

// The bundle is read again only if it is another one: a change of the device leaves it as it is.
void PaintView::setModel(const EngineOptions& model) {
  const bool isSame =
      facts_ && model.model == model_.model && changedAt(model.model) == manifestChanged_;
  model_ = model;
  settings_.setModel(model);
  if (isSame) return;
  manifestChanged_ = changedAt(model.model);
  controls_->prompt().setModel(model.model);
  facts_ = modelFacts(model.model);
  desk_->setModel(facts_);
}

void PaintView::setSizeRules(const SizeRules& rules) {
  const auto before = std::exchange(sizes_, rules);
  controls_->sampling().setSizeRules(rules);
  const Request& request = history_.request();
  const bool isOther = before && (before->unit != rules.unit || before->width != rules.width ||
                                  before->height != rules.height);
  if (isPossible(request, rules) && (!isOther || suits(request, rules))) return;
  Request next = request;
  next.width = next.height = 0;
  changeAlone(next, tr("Size"));
  tellNotice(
      tr("The size is %1 now: %2 was made for it")
          .arg(pixelsText(rules.width, rules.height), facts_ ? facts_->name : tr("the model")));
  offerUndo();
}

// A change that no hand has made in the panels; one step of undo.
void PaintView::changeAlone(const Request& next, const QString& what) {
  history_.endGesture();
  history_.change(next, what);
  history_.endGesture();
  showRequest(next);
}

// Beside the message about the step that was made last; it undoes that step and no other.
void PaintView::offerUndo() {
  QUndoStack& stack = history_.stack();
  const QUndoCommand* step = stack.command(stack.index() - 1);
  message_->addAction(tr("Undo"), [this, &stack, step] {
    if (stack.index() > 0 && stack.command(stack.index() - 1) == step) return history_.undo();
    tellNotice(tr("Other settings were changed since then"),
               tr("Ctrl+Z takes changes back one by one"));
  });
}

Job PaintView::makeJob() const {
  Request request = withStyles(history_.request(), history_.styles());
  return {.id = {}, .model = model_, .request = with_seed(request), .folder = {}};
}

Job PaintView::settledJob() {
  controls_->settle();
  history_.endGesture();
  return makeJob();
}

void PaintView::paint() {
  controls_->settle();
  history_.endGesture();
  message_->settle();
  const auto warning = memoryWarning(history_.request(), model_, devices_);
  if (!warning || warning->bytes <= acceptedMemory_) return paintNow();
  tellProblem(warning->what, warning->next);
  message_->addAction(tr("Paint anyway"), [this, bytes = warning->bytes] {
    acceptedMemory_ = bytes;
    paintNow();
  });
}

void PaintView::paintNow() {
  refreshSeed();
  settings_.addRecentPrompt(QString::fromStdString(history_.request().prompt));
  const Job job = makeJob();
  lastSeed_ = history_.request().seed;
  offerNewSeed(job);
  if (!isPainting()) setFollowing(true);
  runner_.paint(job);
}

// Unlocked, every picture has a seed of its own; one that was typed or restored since the last picture
// is meant to be used.
void PaintView::refreshSeed() {
  const std::int64_t seed = history_.request().seed;
  if (!controls_->seed().isLocked() && (seed == lastSeed_ || seed == -1)) drawSeed();
}

void PaintView::offerNewSeed(const Job& job) {
  if (!lastJob_ || !(lastJob_->request == job.request)) return;
  if (lastJob_->model.model != job.model.model) return;
  tellNotice(tr("This paints the last picture once more"),
             tr("Its settings are the same, and the seed is locked"));
  message_->addAction(tr("New seed"), [this] {
    drawSeed();
    paintNow();
  });
}

void PaintView::stop() {
  if (desk_->isOffering() && !isPainting()) desk_->cancel();
  runner_.stop();
}

void PaintView::escape() {
  if (desk_->isOffering()) {
    desk_->cancel();
  } else if (message_->isVisible()) {
    message_->dismiss();
  } else if (isPainting()) {
    stop();
  } else {
    Q_EMIT idleEscape();
  }
}

void PaintView::drawSeed() {
  controls_->seed().drawSeed();
}

void PaintView::toggleSeedLock() {
  controls_->seed().setLocked(!controls_->seed().isLocked());
}

void PaintView::browse(int steps) {
  strip_->move(steps);
}

void PaintView::focusSearch() {
  strip_->focusSearch();
}

void PaintView::addEmbedding(const QString& path) {
  controls_->prompt().addEmbedding(toPath(path));
}

void PaintView::offerUnfinished() {
  const auto count = static_cast<int>(queue_.unfinishedJobs().size());
  if (count == 0) return;
  message_->tell(MessageBar::Kind::offer,
                 count == 1 ? tr("One picture was not finished last time")
                            : tr("%n pictures were not finished last time", nullptr, count));
  message_->addAction(count == 1 ? tr("Paint it") : tr("Paint them"), [this] {
    queue_.resumeUnfinished();
    runner_.resume();
  });
  message_->addAction(count == 1 ? tr("Forget it") : tr("Forget them"),
                      [this] { queue_.discardUnfinished(); });
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
