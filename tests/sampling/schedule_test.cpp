#include "sampling/schedule.h"

#include <gtest/gtest.h>

#include "sampling/lms.h"
#include "support/reference.h"

namespace maulstick::sampling {
namespace {

using testing::reference;

TEST(Schedule, has_the_timesteps_and_sigmas_of_diffusers) {
  for (const auto& expected : reference("schedule.json")["cases"]) {
    const Schedule schedule = make_schedule({}, expected["steps"].get<int>());
    ASSERT_EQ(schedule.timesteps.size(), expected["timesteps"].size());
    ASSERT_EQ(schedule.sigmas.size(), expected["sigmas"].size());
    for (std::size_t i = 0; i < schedule.timesteps.size(); ++i) {
      EXPECT_FLOAT_EQ(schedule.timesteps[i], expected["timesteps"][i].get<float>()) << i;
      const auto sigma = expected["sigmas"][i].get<double>();
      EXPECT_NEAR(static_cast<double>(schedule.sigmas[i]), sigma, 2e-7 * sigma) << i;
    }
    EXPECT_EQ(schedule.sigmas.back(), 0.0F);
  }
}

TEST(Lms, coefficients_are_the_exact_integrals) {
  for (const auto& expected : reference("lms.json")["cases"]) {
    const int steps = expected["steps"].get<int>();
    // The reference integrated over these very sigmas, so nothing but rounding is left.
    std::vector<float> sigmas;
    for (const auto& schedule : reference("schedule.json")["cases"]) {
      if (schedule["steps"] == steps) sigmas = schedule["sigmas"].get<std::vector<float>>();
    }
    for (int step = 0; step < steps; ++step) {
      const auto coefficients = lms_coefficients(sigmas, step);
      const auto exact =
          expected["exact"][static_cast<std::size_t>(step)].get<std::vector<double>>();
      const auto diffusers =
          expected["diffusers"][static_cast<std::size_t>(step)].get<std::vector<double>>();
      ASSERT_EQ(coefficients.size(), exact.size());
      for (std::size_t j = 0; j < exact.size(); ++j) {
        EXPECT_NEAR(coefficients[j], exact[j], 1e-12) << steps << " " << step << " " << j;
        EXPECT_NEAR(coefficients[j], diffusers[j], 1e-6);  // an adaptive rule's error
      }
    }
  }
}

TEST(Lms, coefficients_sum_to_the_step) {
  const Schedule schedule = make_schedule({}, 50);
  for (int step = 0; step < 50; ++step) {
    double sum = 0;
    for (const double c : lms_coefficients(schedule.sigmas, step)) sum += c;
    const auto i = static_cast<std::size_t>(step);
    EXPECT_NEAR(sum, static_cast<double>(schedule.sigmas[i + 1] - schedule.sigmas[i]), 1e-6);
  }
}

}  // namespace
}  // namespace maulstick::sampling
