#include "styles/values.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdint>
#include <random>
#include <string>
#include <vector>

#include "engine/numbers.h"
#include "support/throws.h"

namespace maulstick::styles {
namespace {

using maulstick::testing::expect_error;

constexpr WholeRange seeds = {.minimum = -1, .maximum = INT64_MAX};

const Control& control(const std::string& name) {
  return *std::ranges::find(controls(), name, &Control::name);
}

template <typename Numbers>
std::string list(const Numbers& numbers) {
  std::string text;
  for (const auto number : numbers) {
    text += (text.empty() ? "" : " ") + shortest(static_cast<double>(number));
  }
  return text;
}

TEST(WholeValues, are_lists_and_ranges) {
  const struct {
    const char* text;
    const char* values;
  } cases[] = {
      {"7", "7"},
      {"1,9,2,2", "1 9 2 2"},
      {"1-5", "1 2 3 4 5"},
      {"1-5,9", "1 2 3 4 5 9"},
      {" 1 - 5 , 9 ", "1 2 3 4 5 9"},
      {"1-9 (+2)", "1 3 5 7 9"},
      {"1-10(3)", "1 4 7 10"},
      {"1-10 (+4)", "1 5 9"},
      {"9-1 (-4)", "9 5 1"},
      {"3-3", "3"},
      {"3-3 (-1)", "3"},
      {"-1", "-1"},
      {"-1,-1", "-1 -1"},
      {"-1-2", "-1 0 1 2"},
      {"+4", "4"},
      {"0-100 [5]", "0 25 50 75 100"},
      {"0-10 [4]", "0 3 7 10"},
      {"10-0 [3]", "10 5 0"},
      {"5-9 [1]", "5"},
      {"5-5 [1]", "5"},
  };
  for (const auto& one : cases) {
    EXPECT_EQ(list(whole_values(one.text, "--seeds", seeds)), one.values) << one.text;
  }
}

TEST(WholeValues, reach_to_the_ends_of_64_bits) {
  EXPECT_EQ(whole_values("9223372036854775806-9223372036854775807", "--seeds", seeds),
            (std::vector<std::int64_t>{INT64_MAX - 1, INT64_MAX}));
  EXPECT_EQ(whole_values("0-9223372036854775807 [3]", "--seeds", seeds),
            (std::vector<std::int64_t>{0, INT64_MAX / 2 + 1, INT64_MAX}));
  const WholeRange all = {.minimum = INT64_MIN, .maximum = INT64_MAX};
  EXPECT_EQ(whole_values("-9223372036854775808-9223372036854775807 [2]", "--seeds", all),
            (std::vector<std::int64_t>{INT64_MIN, INT64_MAX}));
  EXPECT_EQ(whole_values("9223372036854775807--9223372036854775808 (-9223372036854775808)",
                         "--seeds", all),
            (std::vector<std::int64_t>{INT64_MAX, -1}));
}

TEST(WholeValues, are_refused_in_words) {
  const struct {
    const char* text;
    const char* words;
  } cases[] = {
      {"", "cannot be read"},
      {",", "cannot be read"},
      {"1,", "cannot be read"},
      {"a", "cannot be read"},
      {"1-", "cannot be read"},
      {"1-5-9", "cannot be read"},
      {"1 2", "cannot be read"},
      {"1-5 [", "cannot be read"},
      {"1-5 [2", "cannot be read"},
      {"1-5 [0]", "cannot be read"},
      {"1-5 [-3]", "cannot be read"},
      {"1-5 [2.5]", "cannot be read"},
      {"1-5 [99999999999999999999]", "cannot be read"},
      {"1-5 (+1) [2]", "cannot be read"},
      {"3 (+1)", "cannot be read"},
      {"--5", "not a whole number"},
      {"1.5", "not a whole number"},
      {"1e3", "not a whole number"},
      {"1-5 ()", "not a whole number"},
      {"9223372036854775808", "not a whole number"},
      {"-2", "-1 to 9223372036854775807"},
      {"0--2", "-1 to 9223372036854775807"},
      {"5-1", "5-1 (-1)"},
      {"1-5 (-1)", "does not get to its end"},
      {"1-5 (+0)", "does not get to its end"},
      {"1-3 [4]", "[3] or less"},
      {"0-9223372036854775807", "at most 10000"},
      {"1-10000,5", "at most 10000"},
      {"0-9223372036854775807 [9223372036854775807]", "at most 10000"},
  };
  for (const auto& one : cases) {
    expect_error(ErrorKind::bad_input, one.words,
                 [&] { whole_values(one.text, "--seeds", seeds); });
  }
  EXPECT_EQ(whole_values("1-10000", "--seeds", seeds).size(), most_values);
  std::string many = "1";
  for (int i = 0; i < 100'000; ++i) many += ",1";
  expect_error(ErrorKind::bad_input, "at most 10000",
               [&] { whole_values(many, "--seeds", seeds); });
}

TEST(ControlValues, are_decimals_as_people_write_them) {
  const struct {
    const char* control;
    const char* text;
    const char* values;
  } cases[] = {
      {"clip", "0-200 [5]", "0 50 100 150 200"},
      {"clip", "200-0[3]", "200 100 0"},
      {"clip", "0-2", "0 1 2"},
      {"clip", "0.5-2", "0.5 1.5"},
      {"start", "0.1-0.5 (+0.1)", "0.1 0.2 0.3 0.4 0.5"},
      {"start", "0-1 (+0.1)", "0 0.1 0.2 0.3 0.4 0.5 0.6 0.7 0.8 0.9 1"},
      {"start", "1-0 (-0.25)", "1 0.75 0.5 0.25 0"},
      {"start", "0-1 [4]", "0 0.333333333333 0.666666666667 1"},
      {"start", "1e-3,.5,0.", "0.001 0.5 0"},
      {"cfg", "7.5", "7.5"},
      {"cfg", "1-20 [1]", "1"},
      {"steps", "10-50 (+20)", "10 30 50"},
      {"every", "1,5", "1 5"},
  };
  for (const auto& one : cases) {
    EXPECT_EQ(list(control_values(one.text, control(one.control))), one.values) << one.text;
  }
}

TEST(ControlValues, are_held_against_the_range_of_the_control) {
  const struct {
    const char* control;
    const char* text;
    const char* words;
  } cases[] = {
      {"clip", "-1", "(--clip): expected 0 to 1000"},
      {"clip", "0-1001", "0 to 1000"},
      {"clip", "nan", "cannot be read"},
      {"clip", "1e999", "not a number"},
      {"clip", ".", "not a number"},
      {"clip", "0-1 (+1e-300)", "at most 10000"},
      {"clip", "0-1 (+0)", "does not get to its end"},
      {"clip", "1-1 (+0)", "does not get to its end"},
      {"clip", "1-0", "does not get to its end"},
      {"steps", "9", "(--steps): expected 10 to 100"},
      {"steps", "10.5", "not a whole number"},
  };
  for (const auto& one : cases) {
    expect_error(ErrorKind::bad_input, one.words,
                 [&] { control_values(one.text, control(one.control)); });
  }
}

// Whatever is typed, it is numbers in their range or an error.
TEST(Values, stand_any_text) {
  std::mt19937 random(7);
  const std::string signs = "0123456789.,,--++eE()[] \t";
  for (int round = 0; round < 20'000; ++round) {
    std::string text;
    for (auto left = random() % 16; left > 0; --left) text += signs[random() % signs.size()];
    try {
      for (const auto seed : whole_values(text, "--seeds", seeds)) ASSERT_GE(seed, -1) << text;
    } catch (const Error& error) {
      ASSERT_EQ(error.kind(), ErrorKind::bad_input);
    }
    try {
      for (const double value : control_values(text, control("clip"))) {
        ASSERT_TRUE(value >= 0 && value <= 1000) << text;
      }
    } catch (const Error& error) {
      ASSERT_EQ(error.kind(), ErrorKind::bad_input);
    }
  }
}

}  // namespace
}  // namespace maulstick::styles
