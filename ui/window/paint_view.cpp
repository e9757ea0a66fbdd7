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
#include "ui/history/picture_settings.h"
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
      history_(settings.request()),
      queue_(saver, JobQueue::defaultFile()),
      controller_(std::move(painter)),
      runner_(controller_, queue_) {
  controls_ = new ControlColumn(history_, queue_, runner_, this);
  canvas_ = new CanvasView(this);
  progress_ = new ProgressStrip(this);
  cockpit_ = new CockpitPanel(cockpitRows(), this);
  strip_ = new HistoryStrip(store_, thumbnails_, this);
  message_ = new MessageBar(this);
  layOut();
  connectControls();
  connectRun();
  connectHistory();
  controls_->prompt().setStyles(settings.styleChips());
  canvas_->setExamples({tr("A campfire with group of people"),
                        tr("A futuristic city with neon lights"),
                        tr("A red lighthouse on the left at sunset")});
  tick_.setInterval(secondsTick);
  connect(&tick_, &QTimer::timeout, this,
          [this] { progress_->setTimeLeft(controller_.secondsLeft()); });
  store_.rebuild(qtPath(pictures_folder()));
  for (const QString& notice : {settings.notice(), queue_.notice(), store_.notice()}) {
    if (!notice.isEmpty()) tellNotice(notice);
  }
  offerUnfinished();
}

// A run under way ends with the controller, and nothing here is left then to show it.
PaintView::~PaintView() {
  disconnect(&controller_, nullptr, this, nullptr);
}

void PaintView::layOut() {
  auto* middle = new QWidget(this);
  auto* middleColumn = new QVBoxLayout(middle);
  middleColumn->setContentsMargins(0, 0, 0, 0);
  middleColumn->setSpacing(0);
  middleColumn->addWidget(message_);
  middleColumn->addWidget(canvas_, 1);
  middleColumn->addWidget(progress_);

  auto* upper = new QSplitter(Qt::Horizontal, this);
  upper->setHandleWidth(1);
  upper->setChildrenCollapsible(false);
  upper->addWidget(controls_);
  upper->addWidget(middle);
  upper->addWidget(cockpit_);
  upper->setStretchFactor(1, 1);
  cockpit_->setMinimumWidth(cockpitWidth);

  auto* column = new QVBoxLayout(this);
  column->setContentsMargins(0, 0, 0, 0);
  column->setSpacing(0);
  column->addWidget(upper, 1);
  column->addWidget(strip_);
}

void PaintView::connectControls() {
  connect(controls_, &ControlColumn::paintRequested, this, &PaintView::paint);
  connect(controls_, &ControlColumn::stopRequested, this, &PaintView::stop);
  connect(controls_, &ControlColumn::guidanceMoved, this, &PaintView::moveGuidance);
  connect(&controls_->prompt(), &PromptPanel::stylesChanged, this,
          [this] { settings_.setStyleChips(controls_->prompt().styles()); });
  connect(&history_, &SettingsHistory::restored, this, &PaintView::showRequest);
  connect(&history_.stack(), &QUndoStack::indexChanged, this,
          [this] { settings_.setRequest(history_.request()); });
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

void PaintView::showRequest(const Request& request) {
  controls_->show(request);
  settings_.setRequest(request);
}

void PaintView::setModel(const EngineOptions& model) {
  model_ = model;
  settings_.setModel(model);
  controls_->prompt().setModel(model.model);
}

Job PaintView::makeJob() const {
  Request request = withStyles(history_.request(), controls_->prompt().styles());
  return {.id = {}, .model = model_, .request = with_seed(request), .folder = {}};
}

void PaintView::paint() {
  history_.endGesture();
  settings_.addRecentPrompt(QString::fromStdString(history_.request().prompt));
  runner_.paint(makeJob());
  if (!controls_->seed().isLocked()) controls_->seed().drawSeed();
}

void PaintView::stop() {
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

// Every control that can be moved is told; what has not changed records no move.
void PaintView::moveGuidance() {
  if (!controller_.isBusy()) return;
  for (const Control* control : movableControls()) {
    controller_.move(control->name, control->value(history_.request()));
  }
}

void PaintView::onStarted(const RunPlan& plan) {
  painting_ = plan.request;
  message_->hide();
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
  progress_->setGuided(plan.guided);
}

void PaintView::onStepped(const StepReport& report) {
  const StepPoint point = cockpitPoint(report, settings_at(painting_, report.step));
  cockpit_->add(point);
  if (point.guided) canvas_->setCentre(point.guided->centre);
  progress_->setStep(report.step + 1);
  progress_->setTimeLeft(controller_.secondsLeft());
  Q_EMIT progressChanged(report.step + 1, report.steps);
}

void PaintView::onPreviewed(const QImage& image, bool decoded) {
  shown_ = image;
  shownFile_.clear();
  canvas_->setDragFile({});
  canvas_->setPreview(image, decoded, QSize(painting_.width, painting_.height));
}

void PaintView::onFinished(const Finished& result) {
  const QString path = qtPath(result.file);
  shown_ = result.image;
  shownFile_ = path;
  canvas_->setPicture(result.image);
  canvas_->setDragFile(path);
  store_.add(path);
  strip_->select(path);
  progress_->finish(tr("Painted in %1 s").arg(result.painting->seconds, 0, 'f', 1));
  afterRun();
  Q_EMIT pictureFinished(path);
}

void PaintView::onStopped() {
  progress_->finish(tr("Stopped"));
  afterRun();
}

void PaintView::onFailed(const Error& error) {
  progress_->reset();
  tellProblem(tr("The picture could not be painted"), QString::fromStdString(error.hint()),
              QString::fromStdString(error.message()));
  afterRun();
}

void PaintView::afterRun() {
  tick_.stop();
  Q_EMIT progressChanged(0, 0);
}

void PaintView::showFile(const QString& path) {
  if (path.isEmpty() || controller_.isBusy()) return;
  const QImage picture = makeThumbnail(path, largest_side);
  if (picture.isNull()) {
    store_.forget(path);
    tellProblem(tr("The picture cannot be read: %1").arg(QFileInfo(path).fileName()));
    return;
  }
  shown_ = picture;
  shownFile_ = path;
  canvas_->setPicture(picture);
  canvas_->setDragFile(path);
}

void PaintView::restoreFrom(const QString& path) {
  const PictureSettings found = settingsOf(path, history_.request());
  if (!found.restored) {
    tellProblem(tr("This picture gives no settings back"), {}, found.problem);
    return;
  }
  std::vector<StyleChip> styles = controls_->prompt().styles();
  const Request request = withoutStyles(found.restored->request, styles);
  controls_->prompt().setStyles(styles);
  history_.change(request, tr("Settings of %1").arg(QFileInfo(path).fileName()));
  history_.endGesture();
  showRequest(request);
  QStringList left;
  for (const auto& list : {found.restored->adjusted, found.restored->not_restored}) {
    for (const std::string& line : list) left.append(QString::fromStdString(line));
  }
  tellNotice(tr("The settings of %1 are back").arg(QFileInfo(path).fileName()),
             left.isEmpty() ? QString() : tr("Not quite: %1").arg(left.join(QStringLiteral("; "))));
}

void PaintView::addEmbedding(const QString& path) {
  controls_->prompt().addEmbedding(std::filesystem::path(path.toStdU16String()));
}

void PaintView::offerUnfinished() {
  const auto count = static_cast<int>(queue_.unfinishedJobs().size());
  if (count == 0) return;
  tellNotice(tr("%n picture(s) were not finished last time", nullptr, count));
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
