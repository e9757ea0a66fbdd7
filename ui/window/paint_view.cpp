#include "ui/window/paint_view.h"

#include <QDesktopServices>
#include <QFileInfo>
#include <QSplitter>
#include <QUrl>
#include <QVBoxLayout>
#include <chrono>

#include "base/file.h"
#include "engine/moves.h"
#include "engine/places.h"
#include "ui/canvas/canvas_view.h"
#include "ui/canvas/progress_strip.h"
#include "ui/cockpit/cockpit_panel.h"
#include "ui/models/memory_warning.h"
#include "ui/painting/picture_image.h"
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
constexpr std::uintmax_t largestPicture = std::uintmax_t{256} << 20U;

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
  connect(desk_, &RestoreDesk::nothingToChange, this, [this](const QString& path) {
    tellNotice(tr("The panels show the settings of %1 already").arg(QFileInfo(path).fileName()));
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

void PaintView::onStarted(const RunPlan& plan) {
  painting_ = plan.request;
  paintingJob_ = runner_.runningId();
  steps_.clear();
  decoded_ = {};
  progress_->start(plan.request.steps, plan.guided);
  cockpit_->start(plan.request.steps);
  canvas_->clearPath();
  tick_.start();
  if (!plan.cut.empty()) {
    tellNotice(tr("The end of the prompt has no room and is left out: %1")
                   .arg(QString::fromStdString(plan.cut)));
  }
}

void PaintView::onReplanned(const RunPlan& plan) {
  painting_ = plan.request;
  queue_.setRequest(paintingJob_, plan.request);
  progress_->setGuided(plan.guided);
}

void PaintView::onStepped(const StepReport& report) {
  steps_.push_back(report);
  const StepPoint point = cockpitPoint(report, settings_at(painting_, report.step));
  cockpit_->add(point);
  if (point.guided) canvas_->setCentre(point.guided->centre);
  progress_->setStep(report.step + 1);
  progress_->setTimeLeft(controller_.secondsLeft());
  Q_EMIT progressChanged(report.step + 1, report.steps);
}

void PaintView::onPreviewed(const QImage& image, bool decoded) {
  if (decoded) decoded_ = image;
  if (!following_) return;
  shown_ = image;
  shownFile_.clear();
  canvas_->setDragFile({});
  canvas_->setPreview(image, decoded, QSize(painting_.width, painting_.height));
}

void PaintView::onFinished(const Finished& result) {
  const QString path = qtPath(result.file);
  store_.add(path);
  if (following_) {
    showPicture(path, result.image);
    strip_->select(path);
  } else {
    tellNotice(tr("The picture is finished"));
    message_->addAction(tr("Show it"), [this, path] { showFile(path); });
  }
  progress_->finish(tr("Painted in %1 s").arg(result.painting->seconds, 0, 'f', 1));
  afterRun();
  Q_EMIT pictureFinished(path);
}

void PaintView::onStopped() {
  progress_->finish(tr("Stopped"));
  offerToKeep();
  afterRun();
}

void PaintView::onFailed(const Error& error) {
  progress_->reset();
  if (const auto painting = controller_.unsaved()) {
    unsaved_.push_back({.painting = painting,
                        .note = {},
                        .job = paintingJob_,
                        .reason = QString::fromStdString(error.message())});
    showPicture({}, toQImage(painting->image));
    tellUnsaved();
  } else {
    tellProblem(tr("The picture could not be painted"), QString::fromStdString(error.hint()),
                QString::fromStdString(error.message()));
  }
  afterRun();
}

// What there is of a run that was stopped: the last picture that was decoded, or else a sketch.
void PaintView::offerToKeep() {
  const QImage picture = decoded_.isNull() ? controller_.lastPreview() : decoded_;
  if (picture.isNull() || steps_.empty()) return;
  const Unfinished run = {
      .request = painting_, .fingerprint = fingerprint(), .steps = steps_, .picture = picture};
  tellNotice(tr("Stopped after step %1 of %2").arg(steps_.size()).arg(painting_.steps));
  message_->addAction(tr("Keep the picture so far"), [this, run] { saver_.keep(run); });
}

Fingerprint PaintView::fingerprint() const {
  Fingerprint known;
  if (facts_) {
    known.model = facts_->name.toStdString();
    known.model_hash = facts_->hash;
  }
  return known;
}

void PaintView::tellUnsaved() {
  if (unsaved_.empty()) return;
  tellProblem(tr("%n picture(s) could not be written", nullptr, static_cast<int>(unsaved_.size())),
              tr("They are painted, and kept until the program ends"), unsaved_.back().reason);
  message_->addAction(tr("Save elsewhere…"), [this] { trySaving(true); });
  message_->addAction(tr("Try again"), [this] { trySaving(false); });
}

void PaintView::saveShownAs() {
  if (!unsaved_.empty()) return trySaving(true);
  if (shownFile_.isEmpty()) return tellNotice(tr("There is no finished picture to save"));
  const QString to = asker_->pictureToSave(window(), QFileInfo(shownFile_).fileName());
  if (to.isEmpty() || to == shownFile_) return;
  try {
    const std::filesystem::path from = shownFile_.toStdU16String();
    write_file_atomically(to.toStdU16String(),
                          read_file(from, {.bytes = largestPicture, .blame = ErrorKind::output}));
    tellNotice(tr("Saved as %1").arg(to));
  } catch (const Error& error) {
    tellProblem(tr("The picture could not be written: %1").arg(to), {},
                QString::fromStdString(error.message()));
  }
}

void PaintView::trySaving(bool elsewhere) {
  for (const Unsaved& picture : std::exchange(unsaved_, {})) {
    const QString name = QStringLiteral("maulstick-seed%1.png").arg(picture.painting->request.seed);
    const QString file = elsewhere ? asker_->pictureToSave(window(), name) : QString();
    if (elsewhere && file.isEmpty()) {
      unsaved_.push_back(picture);
    } else {
      saver_.save(picture, file);
    }
  }
  tellUnsaved();
}

void PaintView::afterRun() {
  if (controller_.isBusy()) return;  // with the next one
  tick_.stop();
  following_ = true;
  Q_EMIT progressChanged(0, 0);
}

void PaintView::showPicture(const QString& path, const QImage& picture) {
  shown_ = picture;
  shownFile_ = path;
  canvas_->setPicture(picture);
  canvas_->setDragFile(path);
}

// Another picture may be looked at while one is painted.
void PaintView::lookAway() {
  if (!std::exchange(following_, false)) return;
  tellNotice(tr("Painting goes on meanwhile"));
  message_->addAction(tr("Show it"), [this] {
    following_ = true;
    const QImage preview = controller_.lastPreview();
    if (controller_.isBusy() && !preview.isNull()) onPreviewed(preview, false);
  });
}

void PaintView::showFile(const QString& path) {
  if (!path.isEmpty()) desk_->show(path);
}

void PaintView::offerRestore(const QString& path) {
  desk_->offer(path);
}

void PaintView::restoreFrom(const QString& path) {
  if (!path.isEmpty()) desk_->restore(path);
}

void PaintView::tellRestored(const QString& path, const QStringList& left) {
  showRequest(history_.request());
  tellNotice(tr("The settings of %1 are back").arg(QFileInfo(path).fileName()),
             left.isEmpty() ? QString() : tr("Not quite: %1").arg(left.join(QStringLiteral("; "))));
  message_->addAction(tr("Undo"), [this] { history_.undo(); });
}

void PaintView::addEmbedding(const QString& path) {
  controls_->prompt().addEmbedding(std::filesystem::path(path.toStdU16String()));
}

void PaintView::offerUnfinished() {
  const auto count = static_cast<int>(queue_.unfinishedJobs().size());
  if (count == 0) return;
  message_->tell(MessageBar::Kind::offer,
                 tr("%n picture(s) were not finished last time", nullptr, count));
  message_->addAction(tr("Paint them"), [this] {
    queue_.resumeUnfinished();
    runner_.resume();
  });
  message_->addAction(tr("Forget them"), [this] { queue_.discardUnfinished(); });
}

void PaintView::tellNotice(const QString& what, const QString& next) {
  message_->tell(MessageBar::Kind::notice, what, next);
}

void PaintView::tellProblem(const QString& what, const QString& next, const QString& details) {
  message_->tell(MessageBar::Kind::problem, what, next, details);
}

}  // namespace maulstick::ui
