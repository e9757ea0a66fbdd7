#include "ui/models/model_check.h"

#include <QPromise>
#include <QStringList>
#include <algorithm>
#include <memory>

#include "ui/models/background.h"

namespace maulstick::ui {
namespace {

// Written so that NaN, too, is a failure.
bool isRight(const Verification& one) {
  return one.error <= one.tolerance;
}

QString percent(double share) {
  return QLocale().toString(100 * share, 'g', 2);
}

}  // namespace

ModelCheck::ModelCheck(Controller& controller, QObject* parent)
    : QObject(parent), controller_(controller) {}

ModelCheck::~ModelCheck() {
  stop_.request_stop();
}

void ModelCheck::start(const EngineOptions& options, Depth depth) {
  if (running_) return;
  running_ = true;
  ++run_;
  options_ = options;
  depth_ = depth;
  stop_ = std::stop_source();
  readFiles();
}

void ModelCheck::cancel() {
  if (!running_) return;
  stop_.request_stop();
  finish({.outcome = ModelVerdict::Outcome::cancelled,
          .entry = {},
          .words = tr("Cancelled"),
          .advice = {}});
}

void ModelCheck::readFiles() {
  const auto work = [folder = folder(), stop = stop_.get_token()](QPromise<ModelEntry>& promise) {
    promise.setProgressRange(0, 100);
    try {
      promise.addResult(
          readModel(folder, stop, [&promise](int done) { promise.setProgressValue(done); }));
    } catch (const Error&) {
      // Interrupted: nobody waits for a result.
    }
  };
  auto* watcher = whenDone(this, QtConcurrent::run(&backgroundPool(), work),
                           [this, run = run_](const std::optional<ModelEntry>& entry) {
                             if (running_ && run == run_) onFilesRead(entry);
                           });
  connect(watcher, &QFutureWatcherBase::progressValueChanged, this, [this, run = run_](int done) {
    if (running_ && run == run_) Q_EMIT progressed(done, tr("Reading the files… %1 %").arg(done));
  });
  Q_EMIT progressed(0, tr("Reading the files…"));
}

void ModelCheck::onFilesRead(const std::optional<ModelEntry>& entry) {
  if (!entry) return cancel();
  entry_ = *entry;
  if (entry_.state != ModelState::ready) {
    finish({.outcome = ModelVerdict::Outcome::damaged,
            .entry = entry_,
            .words = entry_.problems.join(QStringLiteral("; ")),
            .advice = entry_.advice});
  } else if (depth_ == Depth::networks) {
    tryNetworks();
  } else {
    finish({.outcome = ModelVerdict::Outcome::sound,
            .entry = entry_,
            .words = tr("All %n files are as they were exported.", nullptr, entry_.files),
            .advice = {}});
  }
}

void ModelCheck::tryNetworks() {
  const auto promise = std::make_shared<QPromise<Trial>>();
  whenDone(this, promise->future(), [this, run = run_](const std::optional<Trial>& trial) {
    if (running_ && run == run_) onTried(trial);
  });
  promise->start();
  controller_.send(
      [promise, options = options_, mine = stop_](Painter& painter, const std::stop_token& theirs) {
        std::stop_source either = mine;
        const std::stop_callback paintingGoesFirst(theirs, [&either] { either.request_stop(); });
        Trial trial;
        try {
          if (!either.stop_requested()) trial.results = painter.verify(options, either.get_token());
        } catch (const Error& error) {
          trial.fault = error;
        }
        promise->addResult(trial);
        promise->finish();
      });
  Q_EMIT progressed(-1, controller_.isBusy()
                            ? tr("The files are sound. The networks wait until it has painted…")
                            : tr("The files are sound. Trying the networks…"));
}

void ModelCheck::onTried(const std::optional<Trial>& trial) {
  finish(verdictOf(trial));
}

ModelVerdict ModelCheck::verdictOf(const std::optional<Trial>& trial) const {
  const QString files = tr("All %n files are as they were exported.", nullptr, entry_.files);
  ModelVerdict verdict = {
      .outcome = ModelVerdict::Outcome::sound, .entry = entry_, .words = files, .advice = {}};
  const bool interrupted = trial && trial->fault && trial->fault->kind() == ErrorKind::interrupted;
  if (!trial || interrupted || (!trial->fault && trial->results.empty())) {
    verdict.advice = tr("The networks were not tried: painting goes first.");
    return verdict;
  }
  if (trial->fault) {
    verdict.outcome = ModelVerdict::Outcome::differs;
    verdict.words = tr("The files are sound, but the networks could not be tried here");
    verdict.advice = QString::fromStdString(trial->fault->message());
    return verdict;
  }
  QStringList wrong;
  for (const Verification& one : trial->results) {
    if (isRight(one)) continue;
    wrong.append(tr("%1 is off by %2 %").arg(QString::fromStdString(one.part), percent(one.error)));
  }
  if (wrong.isEmpty()) {
    verdict.words =
        tr("All %n files are as they were exported, and the networks compute here what "
           "their exporter recorded.",
           nullptr, entry_.files);
    return verdict;
  }
  verdict.outcome = ModelVerdict::Outcome::differs;
  verdict.words = tr("The files are sound, but here the networks compute something else: %1")
                      .arg(wrong.join(QStringLiteral(", ")));
  verdict.advice = tr("Choose float32 or another device; if it stays, export the model again.");
  return verdict;
}

void ModelCheck::finish(const ModelVerdict& verdict) {
  running_ = false;
  Q_EMIT finished(verdict);
}

}  // namespace maulstick::ui
