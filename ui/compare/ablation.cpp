#include "ui/compare/ablation.h"

#include <algorithm>
#include <utility>

#include "ui/compare/picture_figures.h"
#include "ui/painting/picture_image.h"

namespace maulstick::ui {
namespace {

ComparedPicture waitingPicture(const QString& name, const Request& request) {
  ComparedPicture picture;
  picture.name = name;
  picture.state = ComparedPicture::State::waiting;
  picture.request = request;
  picture.size = {request.width, request.height};
  picture.steps = request.steps;
  return picture;
}

}  // namespace

Ablation::Ablation(Controller& controller, Comparison& comparison, QObject* parent)
    : QObject(parent), controller_(controller), comparison_(comparison) {
  connectController();
}

void Ablation::connectController() {
  connect(&controller_, &Controller::memberStarted, this, &Ablation::onStarted);
  connect(&controller_, &Controller::memberStepped, this, &Ablation::onStepped);
  connect(&controller_, &Controller::memberPreviewed, this, &Ablation::onPreviewed);
  connect(&controller_, &Controller::memberFinished, this, &Ablation::onFinished);
  connect(&controller_, &Controller::memberStopped, this, &Ablation::onStopped);
  connect(&controller_, &Controller::memberFailed, this, &Ablation::onFailed);
  connect(&controller_, &Controller::setEnded, this, &Ablation::onEnded);
  // Once all have heard that it is idle: whoever starts a run while that is told muddles what
  // others hear of the state.
  connect(&controller_, &Controller::stateChanged, this, &Ablation::tryToStart,
          Qt::QueuedConnection);
}

void Ablation::start(const Job& job, const std::vector<LossSet>& sets) {
  if (state_ != State::idle || sets.empty()) return;
  jobs_.clear();
  std::vector<ComparedPicture> pictures;
  for (const LossSet& set : sets) {
    jobs_.push_back(job);
    jobs_.back().request = withLosses(job.request, set);
    pictures.push_back(waitingPicture(nameOf(set), jobs_.back().request));
  }
  members_ = std::vector<Member>(jobs_.size());
  guided_.clear();
  round_ = 0;
  setState(State::waiting);
  comparison_.setPictures(std::move(pictures));
  tryToStart();
}

void Ablation::tryToStart() {
  if (state_ != State::waiting || !controller_.startSet(jobs_)) return;
  setState(State::painting);
}

void Ablation::stop() {
  if (state_ == State::waiting) {
    for (int member = 0; member < static_cast<int>(jobs_.size()); ++member) onStopped(member);
    setState(State::idle);
    Q_EMIT ended();
  } else if (state_ == State::painting) {
    setState(State::stopping);
    controller_.stop();
  }
}

bool Ablation::isMine() const {
  return state_ == State::painting || state_ == State::stopping;
}

void Ablation::onStarted(int member, const RunPlan& plan) {
  if (!isMine()) return;
  members_[static_cast<std::size_t>(member)].timeLeft = TimeLeft(plan.guided);
  guided_.resize(std::max(guided_.size(), plan.guided.size()), false);
  for (std::size_t i = 0; i < plan.guided.size(); ++i) guided_[i] = guided_[i] || plan.guided[i];
  comparison_.change(member, [&plan](ComparedPicture& picture) {
    picture.state = ComparedPicture::State::painting;
    picture.request = plan.request;
    picture.steps = plan.request.steps;
    picture.size = {plan.request.width, plan.request.height};
  });
}

void Ablation::onStepped(int member, const StepReport& report) {
  if (!isMine()) return;
  Member& one = members_[static_cast<std::size_t>(member)];
  one.timeLeft.add(report);
  one.done = report.step + 1;
  // At the first guided step the noise is the same, but not what comes of it.
  if (report.reused && !report.guidance && one.shared == report.step) ++one.shared;
  comparison_.change(member, [&report](ComparedPicture& picture) {
    picture.stepsDone = report.step + 1;
    if (report.guidance) picture.curve.push_back({report.step, report.guidance->losses});
  });
  beginRound(report);
}

// Whichever member is the first in it: any of them may have failed.
void Ablation::beginRound(const StepReport& report) {
  if (report.step < round_) return;
  if (round_ == 0) Q_EMIT planned(report.steps, guided_);
  round_ = report.step + 1;
  Q_EMIT progressed(round_, report.steps);
}

void Ablation::onPreviewed(int member, const QImage& image) {
  if (!isMine()) return;
  comparison_.change(member, [&image](ComparedPicture& picture) { picture.image = image; });
}

void Ablation::onFinished(int member, const Finished& result) {
  if (!isMine()) return;
  comparison_.change(member, [&result](ComparedPicture& picture) {
    takeFigures(*result.painting, picture);
    picture.image = result.image;
    picture.file = fileOf(result);
    picture.state = ComparedPicture::State::done;
  });
  Q_EMIT pictureFinished(result);
}

void Ablation::onStopped(int member) {
  if (state_ == State::idle) return;
  comparison_.change(member, [](ComparedPicture& picture) {
    picture.state = ComparedPicture::State::stopped;
    picture.problem = tr("Stopped");
  });
}

void Ablation::onFailed(int member, const Error& error,
                        const std::shared_ptr<const Painting>& unsaved) {
  if (!isMine()) return;
  QString name;
  comparison_.change(member, [&](ComparedPicture& picture) {
    name = picture.name;
    picture.state = ComparedPicture::State::failed;
    picture.problem = QString::fromStdString(error.message());
    if (unsaved == nullptr) return;
    takeFigures(*unsaved, picture);  // it can be looked at as long as the program runs
    picture.image = toQImage(unsaved->image);
    picture.state = ComparedPicture::State::done;
  });
  if (unsaved == nullptr) {
    Q_EMIT pictureFailed(name, error);
  } else {
    Q_EMIT pictureUnsaved(unsaved, QString::fromStdString(error.message()));
  }
}

void Ablation::onEnded() {
  if (!isMine()) return;
  setState(State::idle);
  Q_EMIT progressed(0, 0);
  Q_EMIT ended();
}

Ablation::Shared Ablation::shared() const {
  if (members_.size() < 2) return {};
  const auto others = std::ranges::min_element(members_.begin() + 1, members_.end(), {},
                                               [](const Member& one) { return one.shared; });
  return {.steps = others->shared,
          .runs = static_cast<int>(members_.size()),
          .known = members_.front().shared >= others->shared};
}

// One after the other they take what each of them takes.
std::optional<double> Ablation::secondsLeft() const {
  double all = 0;
  for (const Member& member : members_) {
    if (member.done < round_ - 1) continue;  // it has failed
    const auto seconds = member.timeLeft.seconds();
    if (!seconds) return std::nullopt;
    all += *seconds;
  }
  return all;
}

void Ablation::setState(State state) {
  if (state_ == state) return;
  state_ = state;
  Q_EMIT stateChanged();
}

}  // namespace maulstick::ui
