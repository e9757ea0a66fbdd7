// What the Paint view does while a picture is painted, and with the pictures that come of it.

#include <QFileInfo>
#include <utility>

#include "base/file.h"
#include "engine/moves.h"
#include "ui/canvas/canvas_view.h"
#include "ui/canvas/progress_strip.h"
#include "ui/cockpit/cockpit_panel.h"
#include "ui/painting/picture_image.h"
#include "ui/panels/history_strip.h"
#include "ui/widgets/message_bar.h"
#include "ui/window/cockpit_points.h"
#include "ui/window/control_column.h"
#include "ui/window/paint_view.h"

namespace maulstick::ui {
namespace {

constexpr std::uintmax_t largestPicture = std::uintmax_t{256} << 20U;

QString qtPath(const std::filesystem::path& path) {
  return QString::fromStdU16String(path.u16string());
}

}  // namespace

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
  const auto count = static_cast<int>(unsaved_.size());
  tellProblem(count == 1 ? tr("A picture could not be written")
                         : tr("%n pictures could not be written", nullptr, count),
              tr("What is painted is kept until the program ends"), unsaved_.back().reason);
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

QString PaintView::leftWords(const QStringList& left) {
  return left.isEmpty() ? QString() : tr("Not quite: %1").arg(left.join(QStringLiteral("; ")));
}

void PaintView::tellRestored(const QString& path, const QStringList& left) {
  showRequest(history_.request());
  tellNotice(tr("The settings of %1 are back").arg(QFileInfo(path).fileName()), leftWords(left));
  message_->addAction(tr("Undo"), [this] { history_.undo(); });
}

}  // namespace maulstick::ui
