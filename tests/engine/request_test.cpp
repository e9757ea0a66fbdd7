#include "engine/request.h"

#include <gtest/gtest.h>

#include <limits>
#include <map>
#include <set>

#include "engine/numbers.h"
#include "guidance/catalog.h"
#include "support/throws.h"

namespace maulstick {
namespace {

using testing::expect_error;

TEST(Numbers, are_read_strictly) {
  const struct {
    const char* text;
    std::optional<double> real;
    std::optional<std::int64_t> whole;
  } cases[] = {{"8", 8.0, 8},
               {"-1", -1.0, -1},
               {"+3", 3.0, 3},
               {"0.5", 0.5, {}},
               {"1e2", 100.0, {}},
               {".5", 0.5, {}},
               {"", {}, {}},
               {" 1", {}, {}},
               {"1 ", {}, {}},
               {"nan", {}, {}},
               {"inf", {}, {}},
               {"-inf", {}, {}},
               {"0x10", {}, {}},
               {"1,5", {}, {}},
               {"++1", {}, {}},
               {"+-1", {}, {}},
               {"1e999", {}, {}},
               {"abc", {}, {}},
               {"9223372036854775807", 9223372036854775807.0, 9223372036854775807},
               {"9223372036854775808", 9223372036854775808.0, {}}};
  for (const auto& [text, real, whole] : cases) {
    EXPECT_EQ(parse_real(text), real) << text;
    EXPECT_EQ(parse_whole(text), whole) << text;
  }
}

TEST(Request, has_the_documented_defaults) {
  const Request request;
  EXPECT_EQ(request.prompt, "A futuristic city with neon lights");
  EXPECT_EQ(request.seed, 42);
  EXPECT_EQ(request.steps, 50);
  EXPECT_EQ(request.cfg, 8.0);
  ASSERT_EQ(request.guidance.scales.size(), guidance::catalog().size());
  const std::map<std::string_view, double> scales = {
      {"clip", 200}, {"frequency", 30}, {"composition", 10}};
  for (std::size_t j = 0; j < guidance::catalog().size(); ++j) {
    const auto documented = scales.find(guidance::catalog()[j].name);
    if (documented == scales.end()) continue;
    EXPECT_EQ(request.guidance.scales[j], documented->second);
  }
  EXPECT_NO_THROW(check(request));
}

TEST(Request, every_control_is_held_to_its_range) {
  for (const Control& control : controls()) {
    const double bad[] = {control.minimum - 1, control.maximum + 1,
                          std::numeric_limits<double>::quiet_NaN()};
    for (const double value : bad) {
      if (control.whole && value != value) continue;
      Request request;
      control.assign(request, value);
      expect_error(ErrorKind::bad_input, "--" + control.name, [&] { check(request); });
    }
    for (const double value : {control.minimum, control.maximum}) {
      Request request;
      control.assign(request, value);
      EXPECT_EQ(control.value(request), value);
      EXPECT_NO_THROW(check(request)) << control.name;
    }
  }
}

TEST(Request, every_loss_of_the_catalog_has_a_control) {
  std::set<std::string> names;
  for (const Control& control : controls()) names.insert(control.name);
  for (const guidance::Loss& loss : guidance::catalog())
    EXPECT_TRUE(names.contains(std::string(loss.name)));
}

TEST(Request, texts_are_checked) {
  const std::string bad[] = {"\xff", std::string(longest_prompt + 1, 'x'), std::string("a\0b", 3)};
  for (const std::string& text : bad) {
    Request prompt;
    prompt.prompt = text;
    expect_error(ErrorKind::bad_input, "--prompt", [&] { check(prompt); });
    Request negative;
    negative.negative = text;
    expect_error(ErrorKind::bad_input, "--negative", [&] { check(negative); });
  }
}

TEST(Request, sizes_are_multiples_of_the_models_unit) {
  const SizeRules rules = {.unit = 32, .width = 128, .height = 96};
  const Request filled = with_size({}, rules);
  EXPECT_EQ(filled.width, 128);
  EXPECT_EQ(filled.height, 96);
  for (const int side : {-32, 8, 100, 2080}) {
    Request request;
    request.height = side;
    expect_error(ErrorKind::bad_input, "a multiple of 32", [&] { with_size(request, rules); });
  }
}

TEST(Request, a_seed_is_drawn_for_minus_one_only) {
  Request request;
  EXPECT_EQ(with_seed(request).seed, 42);
  request.seed = -1;
  std::set<std::int64_t> drawn;
  for (int i = 0; i < 20; ++i) drawn.insert(with_seed(request).seed);
  EXPECT_GT(drawn.size(), 18U);
  EXPECT_GE(*drawn.begin(), 0);
}

}  // namespace
}  // namespace maulstick
