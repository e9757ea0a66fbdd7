// What the Paint view does while a picture is painted, and with the pictures that come of it.

#include <QPushButton>
#include <algorithm>
#include <utility>

#include "engine/moves.h"
#include "ui/canvas/canvas_view.h"
#include "ui/canvas/progress_strip.h"
#include "ui/cockpit/cockpit_panel.h"
#include "ui/painting/fault_words.h"
#include "ui/painting/picture_image.h"
#include "ui/panels/cut_words.h"
#include "ui/panels/history_strip.h"
#include "ui/panels/slider_specs.h"
#include "ui/settings/paths.h"
#include "ui/widgets/message_bar.h"
#include "ui/widgets/number_field.h"
#include "ui/window/cockpit_points.h"
#include "ui/window/control_column.h"
#include "ui/window/paint_view.h"

namespace maulstick::ui {
namespace {

// A value as its slider shows it.
QString moveWords(const Move& move) {
  const SliderSpec spec = sliderSpecOf(controlNamed(move.control));
  return PaintView::tr("%1 → %2 from step %3")
      .arg(spec.label, numberText(spec, move.value), QString::number(move.step + 1));
}

}  // namespace

void PaintView::onStateChanged(Controller::State now) {
  const Controller::State state = controller_.isLent() ? Controller::State::idle : now;
  controls_->setState(state);
  canvas_->setWaiting(state == Controller::State::preparing);
  live_->setVisible(isPainting() && !following_);
  if (state == Controller::State::preparing) {
    progress_->reset();
    progress_->wait(tr("Loading the model…"));
  } else if (state == Controller::State::stopping) {
    progress_->wait(tr("Stopping…"));
  }
}

void PaintView::onStarted(const RunPlan& plan) {
  painting_ = plan.request;
  paintingJob_ = runner_.runningId();
  const auto job = queue_.job(paintingJob_);
  const bool isPanelsModel = !job || job->model.model == model_.model;
  paintingFacts_ = isPanelsModel ? facts_ : modelFacts(job->model.model);
  steps_.clear();
  decoded_ = {};
  setFollowing(true);
  if (controller_.state() != Controller::State::stopping) {
    progress_->start(plan.request.steps, plan.guided);
  }
  cockpit_->start(plan.request.steps);
  canvas_->clearPath();
  tick_.start();
  tellCut(plan);
}

void PaintView::tellCut(const RunPlan& plan) {
  QStringList lost;
  if (!plan.cut.empty()) {
    lost << tr("The end of the prompt has no room and is left out: %1")
                .arg(withoutLeadingMarks(QString::fromStdString(plan.cut)));
  }
  if (!plan.cut_negative.empty()) {
    lost << tr("The end of the negative prompt has no room and is left out: %1")
                .arg(withoutLeadingMarks(QString::fromStdString(plan.cut_negative)));
  }
  if (!lost.isEmpty()) tellNotice(lost.join(u'\n'));
}

void PaintView::onReplanned(const RunPlan& plan) {
  const std::vector<Move> before = std::exchange(painting_, plan.request).moves;
  queue_.setRequest(paintingJob_, plan.request);
  progress_->setGuided(plan.guided);
  tellMoves(before);
}

// What a hand has done to the run, so that nobody wonders which picture it acts on.
void PaintView::tellMoves(const std::vector<Move>& before) {
  QStringList words;
  for (const Move& move : painting_.moves) {
    if (std::ranges::find(before, move) == before.end()) words << moveWords(move);
  }
  if (!words.isEmpty()) progress_->setNote(words.join(QStringLiteral(", ")));
}

void PaintView::onStepped(const StepReport& report) {
  steps_.push_back(report);
  if (following_) addStep(report);
  progress_->setStep(report.step + 1);
  progress_->setTimeLeft(controller_.secondsLeft());
  Q_EMIT progressChanged(report.step + 1, report.steps);
}

void PaintView::addStep(const StepReport& report) {
  const StepPoint point = cockpitPoint(report, settings_at(painting_, report.step));
  cockpit_->add(point);
  if (point.guided) canvas_->setCentre(point.guided->centre);
}

void PaintView::onPreviewed(const QImage& image, bool decoded) {
  if (decoded) decoded_ = image;
  if (!following_) return;
  shown_ = decoded_.isNull() ? image : decoded_;
  sketched_ = decoded_.isNull() ? QSize(painting_.width, painting_.height) : QSize();
  shownRecord_.reset();
  shownFile_.clear();
  canvas_->setDragFile({});
  canvas_->setPreview(image, decoded, QSize(painting_.width, painting_.height));
}

void PaintView::onFinished(const Finished& result) {
  const QString path = fromPath(result.file);
  store_.add(path);
  const PictureRecord record = recordOf(*result.painting);
  records_.insert(path, new PictureRecord(record));  // the cache owns it
  const bool asAsked = result.painting->request.moves == result.job.request.moves;
  lastJob_ = asAsked ? std::optional(result.job) : std::nullopt;
  if (following_) {
    showPicture(path, result.image, record);
    strip_->select(path);
  } else {
    tellNotice(tr("The picture is finished"));
    message_->addAction(tr("Show it"), [this, path] { showFile(path); });
  }
  showWords();
  afterRun();
  Q_EMIT pictureFinished(path);
}

void PaintView::onStopped() {
  offerToKeep();
  if (!isPainting()) {
    progress_->finish(tr("Stopped"));
    // Not a sketch, if there is something better: it is what can be kept.
    if (!decoded_.isNull()) onPreviewed(decoded_, true);
  }
  afterRun();
}

void PaintView::onFailed(const Error& error) {
  if (!isPainting()) progress_->reset();
  if (const auto painting = controller_.unsaved()) {
    unsaved_.push_back({.painting = painting,
                        .note = {},
                        .job = paintingJob_,
                        .reason = QString::fromStdString(error.message())});
    warned_ = false;
    showPicture({}, toQImage(painting->image), recordOf(*painting));
    tellUnsaved();
  } else {
    const FaultWords words = faultWords(error);
    tellProblem(tr("The picture could not be painted: %1").arg(words.cause), words.next,
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
  if (paintingFacts_) {
    known.model = paintingFacts_->name.toStdString();
    known.model_hash = paintingFacts_->hash;
  }
  return known;
}

void PaintView::afterRun() {
  if (isPainting()) return;  // with the next one
  tick_.stop();
  setFollowing(true);
  Q_EMIT progressChanged(0, 0);
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

}  // namespace maulstick::ui
