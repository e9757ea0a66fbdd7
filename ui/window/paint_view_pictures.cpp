// What the Paint view does with pictures: shows them with how they came about, writes them elsewhere,
// throws them away, and takes their settings.

#include <QFileInfo>
#include <QPushButton>
#include <utility>

#include "ui/canvas/canvas_view.h"
#include "ui/canvas/progress_strip.h"
#include "ui/cockpit/cockpit_panel.h"
#include "ui/models/background.h"
#include "ui/panels/history_strip.h"
#include "ui/settings/paths.h"
#include "ui/widgets/message_bar.h"
#include "ui/window/paint_view.h"
#include "ui/window/picture_copy.h"

namespace maulstick::ui {

QImage PaintView::shownPicture() const {
  if (sketched_.isEmpty() || shown_.isNull()) return shown_;
  return shown_.scaled(sketched_, Qt::IgnoreAspectRatio, Qt::SmoothTransformation);
}

void PaintView::showPicture(const QString& path, const QImage& picture,
                            const std::optional<PictureRecord>& record) {
  shown_ = picture;
  sketched_ = {};
  shownFile_ = path;
  shownRecord_ = record;
  canvas_->setPicture(picture);
  canvas_->setDragFile(path);
  showRecord();
  showWords();
}

// Curves and path are those of the picture that is seen, or none.
void PaintView::showRecord() {
  cockpit_->start(shownRecord_ ? shownRecord_->steps : 0);
  canvas_->clearPath();
  if (!shownRecord_) return;
  for (const StepPoint& point : shownRecord_->points) {
    cockpit_->add(point);
    if (point.guided) canvas_->setCentre(point.guided->centre);
  }
}

// The strip belongs to a run as long as there is one.
void PaintView::showWords() {
  if (isPainting()) return;
  if (!shownRecord_) return progress_->reset();
  progress_->start(shownRecord_->steps, shownRecord_->guided);
  progress_->setStep(shownRecord_->steps);
  progress_->finish(recordWords(*shownRecord_));
}

// Another picture may be looked at while one is painted; the way back is there as long.
void PaintView::setFollowing(bool following) {
  following_ = following;
  live_->setVisible(isPainting() && !following_);
}

void PaintView::showRun() {
  if (!isPainting()) return;
  setFollowing(true);
  cockpit_->start(painting_.steps);
  canvas_->clearPath();
  for (const StepReport& report : steps_) addStep(report);
  const QImage preview = decoded_.isNull() ? controller_.lastPreview() : decoded_;
  if (!preview.isNull()) onPreviewed(preview, !decoded_.isNull());
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

void PaintView::keepUnsaved(const std::shared_ptr<const Painting>& painting,
                            const QString& reason) {
  unsaved_.push_back({.painting = painting, .note = {}, .job = {}, .reason = reason});
  warned_ = false;
  tellUnsaved();
}

void PaintView::saveShownAs() {
  if (!unsaved_.empty()) return trySaving(true);
  if (shownFile_.isEmpty()) return tellNotice(tr("There is no finished picture to save"));
  const QString from = shownFile_;
  asker_->pictureToSave(window(), QFileInfo(from).fileName(), [this, from](const QString& to) {
    if (to.isEmpty() || to == from) return;
    inBackground(
        this, [from, to] { return copyPictureFile(from, to); },
        [this, to](const QString& fault) {
          if (fault.isEmpty()) return tellNotice(tr("Saved as %1").arg(to));
          tellProblem(tr("The picture could not be written: %1").arg(to), {}, fault);
        });
  });
}

void PaintView::trySaving(bool elsewhere) {
  if (elsewhere) return saveNextElsewhere();
  for (const Unsaved& picture : std::exchange(unsaved_, {})) saver_.save(picture);
}

// One question after the other; who does not answer one is not asked the next.
void PaintView::saveNextElsewhere() {
  if (unsaved_.empty()) return;
  const Unsaved picture = unsaved_.front();
  const QString name = QStringLiteral("maulstick-seed%1.png").arg(picture.painting->request.seed);
  asker_->pictureToSave(window(), name, [this, picture](const QString& file) {
    if (file.isEmpty()) return tellUnsaved();
    std::erase_if(unsaved_, [&](const Unsaved& one) { return one.painting == picture.painting; });
    saver_.save(picture, file);
    saveNextElsewhere();
  });
}

void PaintView::trash(const QString& path) {
  const QString name = QFileInfo(path).fileName();
  if (!store_.trash(path)) {
    return tellProblem(tr("%1 could not be moved to the trash").arg(name),
                       tr("Its folder may be read-only, or there is no trash on its disk"));
  }
  tellNotice(tr("Moved to the trash: %1").arg(name));
  message_->addAction(tr("Undo"), [this] { undoTrash(); });
}

void PaintView::undoTrash() {
  if (!store_.canUndoTrash()) return;
  if (const auto path = store_.undoTrash()) {
    strip_->select(*path);
    showFile(*path);
    tellNotice(tr("Taken back from the trash: %1").arg(QFileInfo(*path).fileName()));
  } else {
    tellProblem(tr("The picture could not be taken back from the trash"),
                tr("It may be gone from there, or its folder may be read-only"));
  }
}

bool PaintView::warnOfLoss() {
  if (unsaved_.empty() || std::exchange(warned_, true)) return false;
  tellUnsaved();
  return true;
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
  offerUndo();
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

}  // namespace maulstick::ui
