#pragma once
// Pictures that no model has painted, and a painter that makes them at once.

#include <functional>
#include <limits>
#include <string>
#include <vector>

#include "base/error.h"
#include "batch/runner.h"
#include "engine/settings.h"
#include "picture/png.h"
#include "support/fingerprint.h"

namespace maulstick::testing {

inline batch::ModelFacts some_model() {
  return {.hash = some_fingerprint().model_hash, .sizes = {.unit = 8, .width = 16, .height = 16}};
}

// Of the request's size, its pixels depending on its seed.
inline Painting painting_of(const Request& request) {
  Painting painting;
  painting.request = request;
  painting.fingerprint = some_fingerprint();
  painting.image = {.width = request.width, .height = request.height, .rgb = {}};
  const auto bytes =
      static_cast<std::size_t>(request.width) * static_cast<std::size_t>(request.height) * 3;
  for (std::size_t i = 0; i < bytes; ++i) {
    painting.image.rgb.push_back(
        static_cast<std::uint8_t>(i * 7 + static_cast<std::size_t>(request.seed)));
  }
  painting.losses = {0.5, 0.25, std::numeric_limits<double>::quiet_NaN()};
  painting.seconds = 1.5;
  return painting;
}

inline std::string png_of(const Request& request) {
  const Painting painting = painting_of(request);
  return picture::encode_png(painting.image, text_chunks(painting));
}

class FakePainter : public batch::Painter {
 public:
  void load() override {
    ++loads;
    if (on_load) on_load();
  }

  Painting paint(const Request& request, Observer& /*observer*/,
                 const std::stop_token& /*stop*/) override {
    requests.push_back(request);
    if (on_paint) on_paint(request);
    return painting_of(request);
  }

  // Each by itself; an error is the outcome of what it concerns.
  std::vector<Outcome> paint_together(const std::vector<Task>& tasks,
                                      const std::stop_token& stop) override {
    groups.push_back(tasks.size());
    std::vector<Outcome> outcomes(tasks.size());
    for (std::size_t i = 0; i < tasks.size(); ++i) {
      try {
        outcomes[i].painting = paint(tasks[i].request, *tasks[i].observer, stop);
      } catch (const Error& error) {
        outcomes[i].error = error;
      }
    }
    return outcomes;
  }

  int loads = 0;
  std::vector<std::size_t> groups;  // how many were painted together, each time
  std::vector<Request> requests;    // that it was asked for
  std::function<void()> on_load;
  std::function<void(const Request& request)> on_paint;  // may throw
};

class FakeListener : public batch::Listener {
 public:
  Observer& on_job(const batch::Job& job, int number) override {
    started.push_back(std::to_string(number) + ":" + job.id);
    return observer;
  }
  void on_result(const batch::Result& result, int number, batch::News news) override {
    told.push_back(std::to_string(number) + ":" + result.id + (result.done() ? "" : " failed") +
                   (news == batch::News::known ? " known" : ""));
    results.push_back(result);
    if (after_result) after_result();
  }

  Observer observer;
  std::vector<std::string> started;  // "1:a"
  std::vector<std::string> told;     // "1:a", "2:b failed", "3:c known"
  std::vector<batch::Result> results;
  std::function<void()> after_result;
};

}  // namespace maulstick::testing
