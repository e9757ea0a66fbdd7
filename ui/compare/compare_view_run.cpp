// What the Compare view does while pictures are painted, and what it has measured.

#include <QCoreApplication>
#include <QPointer>
#include <cmath>

#include "ui/canvas/progress_strip.h"
#include "ui/compare/compare_panel.h"
#include "ui/compare/compare_view.h"
#include "ui/compare/picture_figures.h"
#include "ui/painting/fault_words.h"
#include "ui/painting/picture_image.h"
#include "ui/settings/paths.h"
#include "ui/widgets/message_bar.h"

namespace maulstick::ui {

void CompareView::connectAblation() {
  connect(&ablation_, &Ablation::stateChanged, this, &CompareView::onStateChanged);
  connect(&ablation_, &Ablation::planned, this,
          [this](int steps, const std::vector<bool>& guided) { progress_->start(steps, guided); });
  connect(&ablation_, &Ablation::progressed, this, &CompareView::onProgressed);
  connect(&ablation_, &Ablation::ended, this, &CompareView::onEnded);
  connect(&ablation_, &Ablation::pictureFinished, this,
          [this](const Finished& result) { Q_EMIT pictureFinished(fromPath(result.file)); });
  connect(&ablation_, &Ablation::pictureFailed, this,
          [this](const QString& name, const Error& error) { failed_.emplace_back(name, error); });
  connect(&ablation_, &Ablation::pictureUnsaved, this,
          [this](const std::shared_ptr<const Painting>& painting, const QString& reason) {
            message_->tell(MessageBar::Kind::problem, tr("A picture could not be written"),
                           tr("The Paint view keeps it, and can save it elsewhere"), reason);
            Q_EMIT pictureUnsaved(painting, reason);
          });
}

void CompareView::ablate() {
  if (ablation_.state() != Ablation::State::idle) return;
  message_->settle();
  Job job = job_();
  job.request = with_seed(job.request);  // one noise for all
  const std::vector<LossSet> sets = panel_->chosenSets();
  if (sets.empty()) return;
  Job largest = job;
  largest.request = withLosses(job.request, sets.back());
  gate_(largest, [this, job, sets] { paint(job, sets); });
}

void CompareView::paint(const Job& job, const std::vector<LossSet>& sets) {
  if (ablation_.state() != Ablation::State::idle) return;
  stopAsked_ = false;
  failed_.clear();
  ablation_.start(job, sets);
}

void CompareView::stop() {
  if (ablation_.state() == Ablation::State::idle) return;
  stopAsked_ = true;
  ablation_.stop();
}

void CompareView::onStateChanged() {
  panel_->showState(ablation_.state(), {});
  switch (ablation_.state()) {
    case Ablation::State::waiting:
      progress_->reset();
      progress_->wait(tr("Waiting until the other pictures are painted…"));
      break;
    case Ablation::State::painting: progress_->wait(tr("Loading the model…")); break;
    case Ablation::State::stopping: progress_->wait(tr("Stopping…")); break;
    case Ablation::State::idle: break;
  }
}

void CompareView::onProgressed(int done, int steps) {
  if (steps > 0 && ablation_.state() == Ablation::State::painting) {
    progress_->setStep(done);
    progress_->setTimeLeft(ablation_.secondsLeft());
  }
  Q_EMIT progressChanged(done, steps);
}

void CompareView::onEnded() {
  shared_ = ablation_.shared();
  panel_->showState(ablation_.state(), shared_);
  int painted = 0;
  for (const ComparedPicture& one : comparison_.pictures()) painted += one.isPainted() ? 1 : 0;
  const QString words = painted == 0   ? tr("Nothing could be painted")
                        : painted == 1 ? tr("One picture painted")
                                       : tr("%n pictures painted", nullptr, painted);
  progress_->finish(stopAsked_ ? tr("Stopped") : words);
  tellFailures();
  measureUnknown();
  Q_EMIT ended(stopAsked_, painted);
}

// What has one cause is told once: without memory or a model none of them can be painted.
void CompareView::tellFailures() {
  while (!failed_.empty()) {
    const Error error = failed_.front().second;
    QStringList names;
    std::erase_if(failed_, [&](const std::pair<QString, Error>& one) {
      if (one.second.message() != error.message()) return false;
      names << tr("“%1”").arg(one.first);
      return true;
    });
    const FaultWords words = faultWords(error);
    message_->tell(MessageBar::Kind::problem,
                   tr("%1 could not be painted: %2").arg(names.join(tr(", ")), words.cause),
                   words.next, QString::fromStdString(error.message()));
  }
}

int CompareView::indexOfImage(qint64 key) const {
  for (int index = 0; index < comparison_.count(); ++index) {
    if (comparison_.picture(index)->image.cacheKey() == key) return index;
  }
  return -1;
}

// Files say nothing of centre and spectrum. Only the thread that paints may measure them, between
// runs; what a run cuts short is asked for again by whatever is compared next.
void CompareView::measureUnknown() {
  for (const ComparedPicture& one : comparison_.pictures()) {
    if (!one.isPainted() || std::isfinite(one.centreOffset)) continue;
    controller_.send([view = QPointer<CompareView>(this), image = one.image](
                         Painter& painter, const std::stop_token& stop) {
      if (stop.stop_requested()) return;
      const guidance::PictureMeasures measures = painter.measure(toImage(image));
      QMetaObject::invokeMethod(qApp, [view, key = image.cacheKey(), measures] {
        if (!view) return;
        view->comparison_.change(view->indexOfImage(key), [&measures](ComparedPicture& picture) {
          takeMeasures(measures, picture);
        });
      });
    });
  }
}

}  // namespace maulstick::ui
