#include "ui/series/series_desk.h"

#include <QTest>

#include "engine/places.h"
#include "model/bundle.h"
#include "ui/series/series_file.h"

namespace maulstick::testing {

using namespace ui;

SeriesPlan someSeries() {
  SeriesPlan plan;
  plan.model.model = easel_folder();
  plan.base.prompt = "A lake";
  plan.base.steps = 20;
  plan.styles = {styles::built_in_styles()[0], styles::built_in_styles()[2]};
  plan.seeds = {3, 7};
  return plan;
}

SeriesDesk::SeriesDesk() {
  stage->script.fingerprint.model_hash = model::Bundle::open(easel_folder()).hash();
  stage->clipLoss = [](const std::string& words) { return words == "A lake" ? 0.7 : 0.8; };
  controller = std::make_unique<Controller>(fakePainterFactory(stage));
  queueRunner = std::make_unique<QueueRunner>(*controller, queue);
  runner = std::make_unique<SeriesRunner>(*controller, saver);
}

SeriesDesk::~SeriesDesk() {
  stage->release();
  controller->shutDown();
}

Series& SeriesDesk::begin(const SeriesPlan& plan) {
  writeSeries(place(), plan);
  return open();
}

Series& SeriesDesk::open() {
  SeriesFile file = readSeries(place());
  if (!file.plan) qFatal("no plan: %s", qPrintable(file.notice));
  auto next = std::make_unique<Series>(*file.plan, place(), thumbnails);
  next->apply(lookAtSeries(place(), *file.plan), readScores(place()));
  runner->setSeries(next.get());
  series = std::move(next);
  return *series;
}

std::vector<std::string> SeriesDesk::painted() const {
  const std::lock_guard lock(stage->mutex);
  std::vector<std::string> all;
  for (const Job& one : stage->painted) {
    all.push_back(one.request.prompt + " " + std::to_string(one.request.seed));
  }
  return all;
}

Job SeriesDesk::job(const std::string& prompt) const {
  Job job;
  job.request.prompt = prompt;
  job.request.seed = 1;
  job.folder = folder / "queue";
  return job;
}

bool SeriesDesk::waitForEnd() const {
  return QTest::qWaitFor([this] { return runner->state() == SeriesRunner::State::idle; });
}

void SeriesDesk::failAt(std::int64_t seed, ErrorKind kind) const {
  stage->script.faultOf = [seed, kind](const Request& request) {
    if (request.seed != seed) return;
    throw Error(kind, {.what = "the fake fails", .where = "here", .expected = "a", .got = "b"});
  };
}

}  // namespace maulstick::testing
