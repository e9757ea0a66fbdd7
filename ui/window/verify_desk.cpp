#include "ui/window/verify_desk.h"

#include <QFileInfo>
#include <QPromise>
#include <memory>
#include <utility>

#include "base/stop.h"
#include "engine/moves.h"
#include "ui/canvas/progress_strip.h"
#include "ui/models/background.h"
#include "ui/painting/fault.h"
#include "ui/painting/fault_words.h"
#include "ui/painting/picture_image.h"
#include "ui/settings/paths.h"
#include "ui/widgets/message_bar.h"
#include "ui/window/model_facts.h"
#include "ui/window/paint_view.h"

namespace maulstick::ui {

// What the file says, or why that is nothing to paint by.
struct VerifyDesk::Reading {
  std::shared_ptr<const verify::Claim> claim;
  Request request;
  EngineOptions model;
  std::optional<Error> fault;
};

struct VerifyDesk::Again {
  std::optional<verify::Verdict> verdict;
  QImage image;
  std::optional<Error> fault;
};

namespace {

// Tells how far it is, and has no sliders.
class Progress : public PainterEvents {
 public:
  explicit Progress(std::function<void(int)> tell) : tell_(std::move(tell)) {}
  void on_step(const StepReport& report) override { tell_(report.step + 1); }
  LiveControls& live() override { return none_; }

 private:
  std::function<void(int)> tell_;
  LiveControls none_;
};

// With the bundle that has painted the picture, if it is at hand; else with the one that paints
// now.
EngineOptions withModelOf(const verify::Claim& claim, EngineOptions model,
                          const std::vector<std::filesystem::path>& others) {
  const std::string& wanted = claim.painted_with.model_hash;
  std::vector<std::filesystem::path> folders = {model.model};
  folders.insert(folders.end(), others.begin(), others.end());
  for (const auto& folder : folders) {
    const auto facts = modelFacts(folder);
    if (!facts || facts->hash != wanted) continue;
    model.model = folder;
    break;
  }
  return model;
}

}  // namespace

VerifyDesk::VerifyDesk(PaintView& view, Models models, QObject* parent)
    : QObject(parent), view_(view), models_(std::move(models)) {
  // Once all have heard of it: who waited before goes first.
  connect(
      &view.controller(), &Controller::stateChanged, this,
      [this] {
        if (std::exchange(waiting_, false)) paint();
      },
      Qt::QueuedConnection);
}

VerifyDesk::~VerifyDesk() {
  cancelled_.request_stop();
}

QString VerifyDesk::name() const {
  return QFileInfo(path_).fileName();
}

void VerifyDesk::verify(const QString& path) {
  if (isBusy()) {
    view_.tellNotice(tr("%1 is still being painted again").arg(name()),
                     tr("One picture at a time"));
    return offerStop();
  }
  path_ = path;
  cancelled_ = std::stop_source();
  view_.tellNotice(tr("Painting %1 again, to see whether it is the same").arg(name()));
  offerStop();
  const auto read = [file = toPath(path), known = view_.history().request().embeddings,
                     model = view_.model(), others = models_()] {
    Reading reading;
    try {
      auto claim = std::make_shared<verify::Claim>(verify::read_claim(file));
      verify::KnownFiles embeddings;
      if (!claim->embeddings.empty()) embeddings = verify::known_files(known);
      reading.request = verify::complete_request(*claim, embeddings);
      reading.model = withModelOf(*claim, model, others);
      reading.claim = std::move(claim);
    } catch (...) {
      reading.fault = currentFault();
    }
    return reading;
  };
  inBackground(this, read, [this, stop = cancelled_.get_token()](const Reading& reading) {
    if (!stop.stop_requested()) take(reading);
  });
}

void VerifyDesk::offerStop() {
  view_.message().addAction(tr("Stop"), [this] { cancel(); });
}

void VerifyDesk::cancel() {
  if (!isBusy()) return;
  cancelled_.request_stop();
  waiting_ = false;
  path_.clear();
  if (!view_.isPainting()) view_.progress().finish(tr("Stopped"));
}

void VerifyDesk::take(const Reading& reading) {
  if (reading.fault) return refuse(*reading.fault);
  claim_ = reading.claim;
  request_ = reading.request;
  model_ = reading.model;
  paint();
}

// Another bundle in between would have to be loaded, and the next picture's anew.
void VerifyDesk::paint() {
  waiting_ = view_.controller().isBusy();
  if (!waiting_) send();
}

void VerifyDesk::send() {
  const auto promise = std::make_shared<QPromise<Again>>();
  promise->setProgressRange(0, request_.steps);
  auto* watcher =
      whenDone(this, promise->future(),
               [this, stop = cancelled_.get_token()](const std::optional<Again>& again) {
                 if (!stop.stop_requested()) take(again);
               });
  connect(watcher, &QFutureWatcherBase::progressValueChanged, this,
          [this, stop = cancelled_.get_token()](int done) {
            if (!stop.stop_requested()) showStep(done);
          });
  promise->start();
  const Job job = {.id = {}, .model = model_, .request = request_, .folder = {}, .reuse = false};
  view_.controller().send([promise, job, claim = claim_, mine = cancelled_.get_token()](
                              Painter& painter, const std::stop_token& theirs) {
    std::stop_source either;
    const auto end = [&either] { either.request_stop(); };
    const std::stop_callback paintingGoesFirst(theirs, end);
    const std::stop_callback byAPerson(mine, end);
    Again again;
    try {
      Progress progress([&promise](int done) { promise->setProgressValue(done); });
      throw_if_stopped(either.get_token(), "verifying", "before it is painted");
      painter.load(job.model, either.get_token());
      const Painting painting = painter.paint(job, progress, either.get_token());
      again.verdict = verify::judge(*claim, painting);
      again.image = toQImage(painting.image);
    } catch (...) {
      again.fault = currentFault();
    }
    promise->addResult(again);
    promise->finish();
  });
}

void VerifyDesk::showStep(int done) {
  if (view_.isPainting()) return;  // the strip is the run's
  if (done <= 1) view_.progress().start(request_.steps, guided_steps(request_));
  view_.progress().setStep(done);
  view_.progress().setNote(tr("to verify %1").arg(name()));
}

// Painting goes first: what it has interrupted begins anew behind it.
void VerifyDesk::take(const std::optional<Again>& again) {
  if (!again) {
    path_.clear();  // the program is ending
  } else if (again->fault && again->fault->kind() == ErrorKind::interrupted) {
    paint();
  } else if (again->fault) {
    refuse(*again->fault);
  } else {
    tell(*again);
  }
}

void VerifyDesk::tell(const Again& again) {
  const bool identical = again.verdict->identical();
  if (!view_.isPainting())
    view_.progress().finish(identical ? tr("Identical") : tr("Not the same"));
  if (identical) {
    view_.tellNotice(tr("%1 is identical when it is painted again").arg(name()),
                     tr("Every pixel is the same"));
  } else {
    tellDifferent(again);
  }
  const QString path = std::exchange(path_, {});
  Q_EMIT verified(path, identical);
}

void VerifyDesk::tellDifferent(const Again& again) {
  const verify::Difference& difference = again.verdict->difference;
  QStringList causes;
  for (const verify::Cause& cause : again.verdict->causes) causes << causeWords(cause);
  view_.tellProblem(tr("%1 is not the same when it is painted again").arg(name()), causes.value(0),
                    tr("The largest difference is %1 of 255; %2 % of the pixels differ.\n%3")
                        .arg(difference.largest)
                        .arg(100 * difference.share, 0, 'g', 3)
                        .arg(causes.join(u'\n')));
  view_.message().addAction(tr("Compare the two"), [this, path = path_, image = again.image] {
    Q_EMIT compareRequested(path, image);
  });
}

// What is wrong with a file is no setting that could be changed: beyond its hint there is no
// advice.
void VerifyDesk::refuse(const Error& error) {
  const FaultWords words = faultWords(error);
  const bool advises = error.kind() != ErrorKind::bad_input || !error.hint().empty();
  if (!view_.isPainting()) view_.progress().reset();
  view_.tellProblem(tr("%1 cannot be verified: %2").arg(name(), words.cause),
                    advises ? words.next : QString(), QString::fromStdString(error.message()));
  path_.clear();
}

}  // namespace maulstick::ui
