#pragma once
// A painter on a machine of the test's choice: it paints nothing, but it has devices and tries networks.

#include <functional>
#include <memory>
#include <stop_token>
#include <vector>

#include "base/error.h"
#include "ui/painting/painter.h"

namespace maulstick::testing {

inline constexpr std::uint64_t gibibyte = std::uint64_t{1} << 30U;

struct FakeMachine {
  std::vector<ui::DeviceState> devices;
  std::function<std::vector<Verification>(const EngineOptions&, const std::stop_token&)> verify;
};

inline ui::DeviceState fakeCpu(std::uint64_t memory = 24 * gibibyte) {
  return {.info = {.name = "cpu",
                   .label = "A processor",
                   .memory = memory,
                   .precisions = {Precision::float32, Precision::bfloat16}},
          .available = memory};
}

inline ui::DeviceState fakeCard(std::uint64_t memory = 8 * gibibyte) {
  return {.info = {.name = "cuda:0",
                   .label = "NVIDIA H100",
                   .memory = memory,
                   .precisions = {Precision::float32, Precision::float16, Precision::bfloat16}},
          .available = memory};
}

class FakeMachinePainter : public ui::Painter {
 public:
  explicit FakeMachinePainter(FakeMachine machine) : machine_(std::move(machine)) {}
  void load(const EngineOptions& /*model*/, const std::stop_token& /*stop*/) override {}
  Painting paint(const ui::Job& job, ui::PainterEvents& /*events*/,
                 const std::stop_token& /*stop*/) override {
    return painted(job.request);
  }
  std::vector<maulstick::Outcome> paintTogether(const std::vector<Task>& tasks,
                                                const std::stop_token& /*stop*/) override {
    std::vector<maulstick::Outcome> outcomes(tasks.size());
    for (std::size_t i = 0; i < tasks.size(); ++i) outcomes[i].painting = painted(tasks[i].request);
    return outcomes;
  }
  std::vector<ui::DeviceState> devices() override { return machine_.devices; }
  std::vector<Verification> verify(const EngineOptions& model,
                                   const std::stop_token& stop) override {
    return machine_.verify ? machine_.verify(model, stop) : std::vector<Verification>();
  }

 private:
  static Painting painted(const Request& request) {
    Painting painting;
    painting.request = request;
    painting.image = {.width = 1, .height = 1, .rgb = {1, 2, 3}};
    painting.losses = {0, 0, 0};
    return painting;
  }

  FakeMachine machine_;
};

inline ui::PainterFactory fakeMachine(FakeMachine machine = {.devices = {fakeCpu()},
                                                             .verify = {}}) {
  return [machine = std::move(machine)] { return std::make_unique<FakeMachinePainter>(machine); };
}

}  // namespace maulstick::testing
