#include "ui/window/paint_view.h"

#include <QDesktopServices>
#include <QFileInfo>
#include <QSplitter>
#include <QUrl>
#include <QVBoxLayout>
#include <chrono>

#include "engine/moves.h"
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
#include "ui/widgets/message_bar.h"
#include "ui/window/cockpit_points.h"
#include "ui/window/control_column.h"

namespace maulstick::ui {
namespace {

using namespace std::chrono_literals;

constexpr auto secondsTick = 500ms;
constexpr int cockpitWidth = 300;
constexpr int wide = 10'000;

QString qtPath(const std::filesystem::path& path) {
  return QString::fromStdU16String(path.u16string());
}

// Controls of guidance that can be moved while a picture is painted.
std::vector<const Control*> movableControls() {
  std::vector<const Control*> movable;
  for (const Control& control : controls()) {
    if (movable_control(control.name) != nullptr) movable.push_back(&control);
  }
  return movable;
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
      told_(settings.request()) {
  controls_ = new ControlColumn(history_, queue_, runner_, this);
  canvas_ = new CanvasView(this);
  progress_ = new ProgressStrip(this);
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
  store_.rebuild(qtPath(pictures_folder()));
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
  middleColumn->addWidget(message_);
  middleColumn->addWidget(canvas_, 1);
  middleColumn->addWidget(sheet_);
  middleColumn->addWidget(progress_);

  auto* upper = new QSplitter(Qt::Horizontal, this);
  upper->setHandleWidth(1);
  upper->setChildrenCollapsible(false);
  upper->addWidget(controls_);
  upper->addWidget(middle);
  upper->addWidget(cockpit_);
  upper->setStretchFactor(1, 1);
  cockpit_->setMinimumWidth(cockpitWidth);
  upper->setSizes({0, wide, 0});  // the sides begin as narrow as they may be

  auto* column = new QVBoxLayout(this);
  column->setContentsMargins(0, 0, 0, 0);
  column->setSpacing(0);
  column->addWidget(upper, 1);
  column->addWidget(strip_);
}

void PaintView::connectControls() {
  connect(controls_, &ControlColumn::paintRequested, this, &PaintView::paint);
  connect(controls_, &ControlColumn::stopRequested, this, &PaintView::stop);
  PromptPanel& words = controls_->prompt();
  connect(&words, &PromptPanel::embeddingAdded, this,
          [this](const QString& added) { tellNotice(tr("The prompt knows %1 now").arg(added)); });
  connect(&words, &PromptPanel::embeddingRefused, this, &PaintView::tellProblem);
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
  connect(&controller_, &Controller::stateChanged, this, [this](Controller::State state) {
    controls_->setBusy(state != Controller::State::idle);
    canvas_->setWaiting(state == Controller::State::preparing);
  });
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
  connect(strip_, &HistoryStrip::trashed, this, [this](const QString& path) {
    if (!store_.trash(path)) return;
    tellNotice(tr("Moved to the trash: %1").arg(QFileInfo(path).fileName()));
    message_->addAction(tr("Undo"), [this] { undoTrash(); });
  });
  connect(&store_, &HistoryStore::noticed, this,
          [this](const QString& notice) { tellNotice(notice); });
}

void PaintView::connectDesk() {
  connect(desk_, &RestoreDesk::opened, this, [this](const QString& path, const QImage& picture) {
    showPicture(path, picture);
    if (controller_.isBusy()) lookAway();
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
    if (!controller_.isBusy()) desk_->show(path);
    tellNotice(tr("Saved as %1").arg(path));
  });
  connect(&saver_, &PictureSaver::failed, this, [this](const Unsaved& picture) {
    unsaved_.push_back(picture);
    tellUnsaved();
  });
}

void PaintView::showRequest(const Request& request) {
  controls_->show(request);
}

// What has changed in the panels is saved; what guidance can take in mid-run acts on the run under way.
void PaintView::followHistory() {
  settings_.setRequest(history_.request());
  settings_.setStyleChips(history_.styles());
  const Request before = std::exchange(told_, history_.request());
  if (!controller_.isBusy()) return;
  for (const Control* control : movableControls()) {
    const double value = control->value(told_);
    if (value != control->value(before)) controller_.move(control->name, value);
  }
}

void PaintView::setModel(const EngineOptions& model) {
  model_ = model;
  settings_.setModel(model);
  controls_->prompt().setModel(model.model);
  facts_ = modelFacts(model.model);
  desk_->setModel(facts_);
}

void PaintView::setSizeRules(const SizeRules& rules) {
  controls_->sampling().setSizeRules(rules);
}

Job PaintView::makeJob() const {
  Request request = withStyles(history_.request(), history_.styles());
  return {.id = {}, .model = model_, .request = with_seed(request), .folder = {}};
}

void PaintView::paint() {
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
  following_ = true;
  settings_.addRecentPrompt(QString::fromStdString(history_.request().prompt));
  runner_.paint(makeJob());
  if (!controls_->seed().isLocked()) controls_->seed().drawSeed();
}

void PaintView::stop() {
  if (desk_->isOffering() && !controller_.isBusy()) desk_->cancel();
  runner_.stop();
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

void PaintView::undoTrash() {
  if (const auto path = store_.undoTrash()) strip_->select(*path);
}

void PaintView::addEmbedding(const QString& path) {
  controls_->prompt().addEmbedding(std::filesystem::path(path.toStdU16String()));
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

void PaintView::tellNotice(const QString& what, const QString& next) {
  message_->tell(MessageBar::Kind::notice, what, next);
}

void PaintView::tellProblem(const QString& what, const QString& next, const QString& details) {
  message_->tell(MessageBar::Kind::problem, what, next, details);
}

}  // namespace maulstick::ui
