#include "styles/patterns.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdint>
#include <limits>
#include <random>
#include <string>

#include "engine/request.h"
#include "support/throws.h"

namespace maulstick::styles {
namespace {

using maulstick::testing::expect_error;

constexpr std::uint64_t most = std::numeric_limits<std::uint64_t>::max();

std::string all_of(const std::string& text) {
  const Pattern pattern(text);
  std::string prompts;
  for (std::uint64_t i = 0; i < pattern.count(); ++i) prompts += "<" + pattern.at(i) + ">";
  return prompts;
}

TEST(Pattern, stands_for_its_alternatives) {
  const struct {
    const char* text;
    const char* prompts;
  } cases[] = {
      {"", "<>"},
      {"a lake", "<a lake>"},
      {"a|b", "<a|b>"},
      {"{a|b}", "<a><b>"},
      {"a {red|blue} boat", "<a red boat><a blue boat>"},
      {"{a|b}{1|2}", "<a1><a2><b1><b2>"},
      {"{a|{b|c}|d}", "<a><b><c><d>"},
      {"{a|{b|c} {1|2}}!", "<a!><b 1!><b 2!><c 1!><c 2!>"},
      {"{|very }old", "<old><very old>"},
      {"{a||}", "<a><><>"},
      {"{}", "<>"},
      {"{prompt}", "<prompt>"},
      {"\\{a|b\\}", "<{a|b}>"},
      {"{a\\|b|c\\}}", "<a|b><c}>"},
      {"\\(a\\) \\n \\", "<\\(a\\) \\n \\>"},
      {"\\\\{a|b\\}", "<\\{a|b}>"},
      {"{ночь|день} ☕", "<ночь ☕><день ☕>"},
      {"(lake:1.2) [x]", "<(lake:1.2) [x]>"},
  };
  for (const auto& one : cases) EXPECT_EQ(all_of(one.text), one.prompts) << one.text;
}

TEST(Pattern, is_refused_where_braces_have_no_partner) {
  const struct {
    const char* text;
    const char* words;
  } cases[] = {
      {"{", "a } behind every {"},     {"a {b|c", "\"{b|c\" at byte 3"}, {"{a|{b}", "at byte 1"},
      {"}", "a { before every }"},     {"a} b", "\"} b\" at byte 2"},    {"{a}}", "at byte 4"},
      {"{a\\}", "a } behind every {"}, {"\\{a}", "a { before every }"},
  };
  for (const auto& one : cases) {
    expect_error(ErrorKind::bad_input, one.words, [&] { Pattern pattern(one.text); });
  }
  expect_error(ErrorKind::bad_input, "braces in each other",
               [] { Pattern pattern(std::string(30'000, '{') + std::string(30'000, '}')); });
  expect_error(ErrorKind::bad_input, "too long",
               [] { Pattern pattern(std::string(longest_prompt + 1, 'x')); });
  EXPECT_EQ(Pattern(std::string(200, '{') + "a" + std::string(200, '}')).count(), 1U);
}

TEST(Pattern, is_counted_without_being_made) {
  std::string powers;
  for (int i = 0; i < 63; ++i) powers += "{a|b}";
  EXPECT_EQ(Pattern(powers).count(), std::uint64_t{1} << 63U);
  EXPECT_EQ(Pattern(powers).at((std::uint64_t{1} << 63U) - 1), std::string(63, 'b'));
  EXPECT_EQ(Pattern(powers + "{a|b}").count(), most);
  EXPECT_EQ(Pattern("{" + powers + "|" + powers + "}").count(), most);
  while (powers.size() + 5 <= longest_prompt) powers += "{a|b}";
  EXPECT_EQ(Pattern(powers).count(), most);
}

TEST(Pattern, stands_any_text) {
  std::mt19937 random(11);
  const std::string signs = "ab{{}}||\\ ";
  for (int round = 0; round < 20'000; ++round) {
    std::string text;
    for (auto left = random() % 24; left > 0; --left) text += signs[random() % signs.size()];
    try {
      const Pattern pattern(text);
      for (std::uint64_t i = 0; i < std::min<std::uint64_t>(pattern.count(), 50); ++i) {
        ASSERT_LE(pattern.at(i).size(), text.size()) << text;
      }
    } catch (const Error& error) {
      ASSERT_EQ(error.kind(), ErrorKind::bad_input);
    }
  }
}

}  // namespace
}  // namespace maulstick::styles
