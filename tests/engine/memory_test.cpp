// What painting takes against its forecast, and what devices say of themselves.

#include "engine/memory.h"

#include <gtest/gtest.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmath>
#include <filesystem>

#include "engine/device.h"
#include "support/throws.h"

#if __has_include(<ATen/ATen.h>)
#error "these headers must do without torch, and so must this test"
#endif

namespace maulstick {
namespace {

using testing::expect_error;

const std::filesystem::path easel = MAULSTICK_SOURCE_DIR "/models/easel";

EngineOptions on_cpu(Precision precision = Precision::float32) {
  return {.model = easel, .device = "cpu", .precision = precision};
}

struct Size {
  int width;
  int height;
};

constexpr Size sizes[] = {{32, 32},   {128, 128}, {128, 160},  {256, 128},
                          {256, 256}, {512, 512}, {1024, 512}, {2048, 2048}};

TEST(Memory, grows_with_the_picture_and_with_guidance) {
  for (const bool guided : {false, true}) {
    MemoryForecast smaller = {};
    for (const Size& size : sizes) {
      const auto forecast = forecast_memory(on_cpu(), size.width, size.height, guided);
      EXPECT_GT(forecast.plain_step, smaller.plain_step);
      EXPECT_GT(forecast.total(), smaller.total());
      EXPECT_EQ(forecast.guided_step > forecast.plain_step, guided);
      smaller = forecast;
    }
  }
  const auto own = forecast_memory(on_cpu(), 0, 0, true);
  EXPECT_EQ(own.total(), forecast_memory(on_cpu(), 128, 128, true).total());
}

TEST(Memory, says_what_is_measured) {
  EXPECT_EQ(forecast_memory(on_cpu(), 512, 512, true).certainty, Certainty::measured);
  EXPECT_EQ(forecast_memory(on_cpu(), 1024, 512, true).certainty, Certainty::computed);
  const auto half = forecast_memory(on_cpu(Precision::bfloat16), 512, 512, true);
  EXPECT_EQ(half.certainty, Certainty::computed);
  const auto full = forecast_memory(on_cpu(), 512, 512, true);
  EXPECT_LT(half.weights, full.weights);
  EXPECT_EQ(half.guided_step, full.guided_step);  // the decoder stays in float32
}

TEST(Memory, refuses_what_the_engine_refuses) {
  expect_error(ErrorKind::model, "a bundle folder",
               [] { forecast_memory({.model = "/none"}, 0, 0, true); });
  expect_error(ErrorKind::bad_input, "--device",
               [] { forecast_memory({.model = easel, .device = "abacus"}, 0, 0, true); });
  expect_error(ErrorKind::device, "--device", [] { available_memory("cuda:99"); });
}

TEST(Memory, of_this_machine_is_known) {
  const auto available = available_memory("cpu");
  ASSERT_TRUE(available);
  const DeviceInfo cpu = devices().front();
  EXPECT_GT(*available, 0U);
  EXPECT_LE(*available, cpu.memory);
}

TEST(Devices, begin_with_the_cpu_and_can_be_asked_for_by_name) {
  const std::vector<DeviceInfo> list = devices();
  EXPECT_EQ(list.front().name, "cpu");
  for (const DeviceInfo& device : list) {
    EXPECT_FALSE(device.label.empty());
    EXPECT_EQ(device.precisions.front(), Precision::float32);
    EXPECT_NO_THROW(available_memory(device.name));
  }
}

// In a process of its own, which must not come back: an error ends it with a signal.
[[noreturn]] void paint_and_exit(const Size& size, bool guided) noexcept {
  Request request;
  request.steps = 10;
  request.width = size.width;
  request.height = size.height;
  if (!guided) request.guidance.start = 1;
  Observer nobody;
  Engine(on_cpu()).paint(request, nobody);
  ::_exit(0);
}

// The largest resident set of a process that paints one picture.
double peak_of_painting(const Size& size, bool guided) {
  const pid_t child = ::fork();
  if (child == 0) paint_and_exit(size, guided);
  int status = 0;
  rusage usage = {};
  EXPECT_EQ(::wait4(child, &status, 0, &usage), child);
  EXPECT_EQ(status, 0);
  return static_cast<double>(usage.ru_maxrss) * 1024;
}

TEST(Memory, is_forecast_within_thirty_per_cent) {
#ifdef __SANITIZE_ADDRESS__
  GTEST_SKIP() << "the sanitizer takes memory of its own";
#endif
  for (const Size& size : {Size{128, 128}, Size{256, 256}}) {
    for (const bool guided : {false, true}) {
      const auto forecast = forecast_memory(on_cpu(), size.width, size.height, guided);
      const double peak = peak_of_painting(size, guided);
      EXPECT_NEAR(static_cast<double>(forecast.total()), peak, 0.3 * peak)
          << size.width << " × " << size.height << (guided ? ", guided" : "");
    }
  }
}

}  // namespace
}  // namespace maulstick
