#include "styles/sweep.h"

#include <gtest/gtest.h>

#include <set>
#include <string>

namespace maulstick::styles {
namespace {

Style named(const std::string& name) {
  return {.name = name, .prompt = "words", .negative = {}};
}

TEST(Sweep, goes_through_seeds_then_axes_then_styles_then_prompts) {
  const Sweep sweep = {.prompts = {Pattern("{a|b}"), Pattern("c")},
                       .styles = {named("Oil painting"), std::nullopt},
                       .seeds = {1, 2},
                       .axes = {{.name = "clip", .values = {0, 12.5}}}};
  ASSERT_EQ(count(sweep), 24U);
  EXPECT_EQ(combination(sweep, 0).id, "0001-oil-painting-seed1-clip0");
  EXPECT_EQ(combination(sweep, 1).id, "0002-oil-painting-seed2-clip0");
  EXPECT_EQ(combination(sweep, 2).id, "0003-oil-painting-seed1-clip12.5");
  EXPECT_EQ(combination(sweep, 4).id, "0005-seed1-clip0");
  EXPECT_EQ(combination(sweep, 7).prompt, "a");
  const Combination last = combination(sweep, 23);
  EXPECT_EQ(last.prompt, "c");
  EXPECT_EQ(last.style, nullptr);
  EXPECT_EQ(last.seed, 2);
  EXPECT_EQ(last.values, std::vector<double>{12.5});
  EXPECT_EQ(combination(sweep, 16).prompt, "c");
  EXPECT_EQ(combination(sweep, 16).style->name, "Oil painting");
}

TEST(Sweep, names_are_safe_and_all_different) {
  Sweep sweep = {
      .prompts = {Pattern("a")}, .styles = {}, .seeds = {-1, 9223372036854775807}, .axes = {}};
  for (const std::string& name :
       {std::string("../../etc"), std::string("水墨"), std::string(200, 'x'),
        std::string("a/b\\c:d"), std::string("--- x ---"), std::string("CON")}) {
    sweep.styles.emplace_back(named(name));
  }
  for (const char* axis : {"steps", "cfg", "clip", "frequency", "composition", "strength"}) {
    sweep.axes.push_back({.name = axis, .values = {1e-300, 0.333333333333}});
  }
  std::set<std::string> ids;
  for (std::uint64_t i = 0; i < count(sweep); ++i) {
    const std::string id = combination(sweep, i).id;
    EXPECT_TRUE(ids.insert(id).second) << id;
    EXPECT_LE(id.size(), 100U) << id;
    EXPECT_EQ(id.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789.-"), std::string::npos)
        << id;
    EXPECT_TRUE(id[0] >= '0' && id[0] <= '9') << id;
  }
  EXPECT_EQ(ids.size(), 6U * 64 * 2);
  EXPECT_TRUE(ids.begin()->starts_with("0001-etc-random-steps1e-300"));
}

TEST(Sweep, numbers_grow_with_what_they_count) {
  std::string pattern;
  for (int i = 0; i < 5; ++i) pattern += "{0|1|2|3|4|5|6|7|8|9}";
  const Sweep sweep = {
      .prompts = {Pattern(pattern)}, .styles = {std::nullopt}, .seeds = {42}, .axes = {}};
  EXPECT_EQ(count(sweep), 100'000U);
  EXPECT_EQ(combination(sweep, 0).id, "000001-seed42");
  EXPECT_EQ(combination(sweep, 99'999).id, "100000-seed42");
  EXPECT_EQ(combination(sweep, 12'345).prompt, "12345");
}

TEST(Sweep, is_counted_without_overflow) {
  std::string powers;
  for (int i = 0; i < 64; ++i) powers += "{a|b}";
  const Sweep sweep = {.prompts = {Pattern(powers), Pattern("a")},
                       .styles = {std::nullopt, std::nullopt},
                       .seeds = {1, 2, 3},
                       .axes = {}};
  EXPECT_EQ(count(sweep), UINT64_MAX);
}

}  // namespace
}  // namespace maulstick::styles
