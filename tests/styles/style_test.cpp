#include "styles/style.h"

#include <gtest/gtest.h>

#include <limits>
#include <string>
#include <vector>

#include "support/throws.h"

namespace maulstick::styles {
namespace {

using maulstick::testing::expect_error;

TEST(BuiltInStyles, are_the_five_of_the_original_app) {
  const auto& styles = built_in_styles();
  ASSERT_EQ(styles.size(), 5U);
  EXPECT_EQ(styles[0].prompt, "oil painting, impasto, thick brush strokes, canvas texture");
  EXPECT_EQ(styles[1].prompt, "watercolor painting, soft wash, paper texture");
  EXPECT_EQ(styles[2].prompt, "pencil sketch, graphite, cross-hatching, monochrome");
  EXPECT_EQ(styles[3].prompt, "cyberpunk, neon lighting, futuristic, high contrast");
  EXPECT_EQ(styles[4].prompt, "pixel art, 16-bit, low resolution, retro game style");
  for (const Style& style : styles) EXPECT_NO_THROW(check_style(style, style.name));
}

TEST(FindStyle, passes_over_case_and_spaces_and_takes_the_last) {
  std::vector<Style> styles = built_in_styles();
  ASSERT_NE(find_style(styles, " Oil Painting "), nullptr);
  EXPECT_EQ(find_style(styles, "oil"), nullptr);
  EXPECT_EQ(find_style(styles, ""), nullptr);
  styles.push_back({.name = "PENCIL", .prompt = "mine", .negative = {}});
  EXPECT_EQ(find_style(styles, "pencil")->prompt, "mine");
  // Letters beyond A to Z keep their case.
  styles.push_back({.name = "ночь", .prompt = "night", .negative = {}});
  EXPECT_NE(find_style(styles, "ночь"), nullptr);
  EXPECT_EQ(find_style(styles, "НОЧЬ"), nullptr);
}

TEST(StyleOf, takes_unknown_text_as_words) {
  const Style style = style_of(built_in_styles(), "ink, wet");
  EXPECT_EQ(style.name, "ink, wet");
  EXPECT_EQ(style.prompt, "ink, wet");
  EXPECT_EQ(style_of(built_in_styles(), "Pixel Art").name, "pixel art");
}

// What A1111's merge_prompts() gives, but for a prompt that has nothing to be joined to: ours stays
// as it was written.
TEST(JoinWords, follows_the_rule_of_a1111) {
  const struct {
    const char* words;
    const char* style;
    const char* result;
  } cases[] = {
      {"a lake", "ink", "a lake, ink"},
      {" a lake ", "\n ink, wet ", "a lake, ink, wet"},
      {"a lake", "", "a lake"},
      {"a lake ", "  ", "a lake "},
      {"", "ink", "ink"},
      {"  ", "ink", "ink"},
      {"", "", ""},
      {"a lake", "ink of {prompt}, wet", "ink of a lake, wet"},
      {" a lake ", "{prompt}", " a lake "},
      {"", "ink of {prompt}", "ink of "},
      {"a lake", "{prompt}, {prompt}", "a lake, a lake"},
      {"{prompt}", "ink of {prompt}", "ink of {prompt}"},  // what is put in is not looked at again
      {"a lake", "{prompt", "a lake, {prompt"},
      {"a lake", "{{prompt}}", "{a lake}"},
      {"a lake", "{Prompt}", "a lake, {Prompt}"},
  };
  for (const auto& one : cases) EXPECT_EQ(join_words(one.words, one.style), one.result);
}

TEST(JoinWords, refuses_what_grows_too_long_before_it_is_made) {
  std::string thousands;
  while (thousands.size() + 8 <= longest_prompt) thousands += "{prompt}";
  const std::string words(longest_prompt, 'x');
  expect_error(ErrorKind::bad_input, "536936448", [&] { join_words(words, thousands); });
  expect_error(ErrorKind::bad_input, "too long", [&] { join_words(words, "ink"); });
  EXPECT_EQ(join_words(words, "").size(), longest_prompt);
}

TEST(WithStyle, lays_words_over_both_prompts_and_sets_guidance) {
  Request request;
  request.prompt = "a lake";
  request.negative = "rain";
  const Style style = {.name = "ink",
                       .prompt = "ink of {prompt}",
                       .negative = "colour",
                       .controls = {{"clip", 300}, {"steps", 30}, {"strength", 12}}};
  const Request styled = with_style(request, style);
  EXPECT_EQ(styled.prompt, "ink of a lake");
  EXPECT_EQ(styled.negative, "rain, colour");
  EXPECT_EQ(styled.guidance.scales.at(0), 300);
  EXPECT_EQ(styled.steps, 30);
  EXPECT_EQ(styled.guidance.strength, 12);
  EXPECT_EQ(styled.seed, request.seed);

  EXPECT_EQ(with_words(request, style).steps, request.steps);
  EXPECT_EQ(with_controls(request, style).prompt, request.prompt);
  EXPECT_EQ(with_style(request, {}), request);
}

TEST(CheckStyle, refuses_what_cannot_be_used) {
  const auto named = [](const std::string& name) {
    return Style{.name = name, .prompt = "p", .negative = {}};
  };
  const auto with = [&](const char* control, double value) {
    Style style = named("n");
    style.controls[control] = value;
    return style;
  };
  using namespace std::string_literals;
  const struct {
    Style style;
    const char* words;
  } cases[] = {
      {named(""), "needs a name"},
      {named("  "), "needs a name"},
      {named("a\nb"), "one line"},
      {named(std::string(201, 'x')), "201 bytes"},
      {named("\xFF"), "not UTF-8"},
      {named("a\0b"s), "NUL"},
      {{.name = "n", .prompt = "\xC3", .negative = {}}, "the style's text is not UTF-8"},
      {{.name = "n", .prompt = "p", .negative = "\0"s}, "negative text holds a NUL"},
      {{.name = "n", .prompt = std::string(longest_prompt + 1, 'x'), .negative = {}}, "too long"},
      {with("sharpness", 1), "one of steps, cfg, clip, frequency, composition"},
      {with("clip", 1000.5), "0 to 1000"},
      {with("clip", -1), "0 to 1000"},
      {with("clip", std::numeric_limits<double>::quiet_NaN()), "0 to 1000"},
      {with("steps", 20.5), "whole"},
      {with("steps", 1e300), "10 to 100"},
  };
  for (const auto& one : cases) {
    expect_error(ErrorKind::bad_input, one.words, [&] { check_style(one.style, "here"); });
  }
  EXPECT_NO_THROW(check_style(with("clip", 1000), "here"));
  EXPECT_NO_THROW(check_style(named(std::string(200, 'x')), "here"));
}

}  // namespace
}  // namespace maulstick::styles
