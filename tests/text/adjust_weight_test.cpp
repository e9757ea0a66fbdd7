#include "text/adjust_weight.h"

#include <gtest/gtest.h>

#include <random>

#include "text/prompt_weights.h"

namespace maulstick::text {
namespace {

// Prompts with the selection between "<" and ">", or "|" for an empty one.
Selection marked(std::string text) {
  if (const auto cursor = text.find('|'); cursor != std::string::npos) {
    text.erase(cursor, 1);
    return {text, cursor, cursor};
  }
  const std::size_t begin = text.find('<');
  text.erase(begin, 1);
  const std::size_t end = text.find('>');
  text.erase(end, 1);
  return {text, begin, end};
}

std::string shown(const Selection& selection) {
  std::string text = selection.prompt;
  if (selection.begin == selection.end) return text.insert(selection.begin, "|");
  text.insert(selection.end, ">");
  return text.insert(selection.begin, "<");
}

std::string adjusted(const std::string& text, double step) {
  const Selection before = marked(text);
  return shown(adjust_weight(before.prompt, before.begin, before.end, step));
}

TEST(AdjustWeight, moves_weights_by_steps) {
  const struct {
    const char* before;
    double step;
    const char* after;
  } cases[] = {{"a <lake> at dusk", 0.1, "a (<lake>:1.1) at dusk"},
               {"a <lake> at dusk", -0.1, "a (<lake>:0.9) at dusk"},
               {"a (<lake>:1.1) at dusk", 0.1, "a (<lake>:1.2) at dusk"},
               {"a (<lake>:1.1) at dusk", -0.1, "a <lake> at dusk"},
               {"a <(lake:1.1)> at dusk", -0.1, "a <lake> at dusk"},
               {"(<lake>)", 0.1, "(<lake>:1.2)"},
               {"(<lake>)", -0.1, "<lake>"},
               {"[<lake>]", 0.1, "<lake>"},
               {"[<lake>]", -0.1, "(<lake>:0.8)"},
               {"((<lake>))", 0.1, "((<lake>:1.2))"},
               {"(a <lake>:1.2)", 0.1, "(a (<lake>:1.1):1.2)"},
               {"(<a lake>: 1.25 )", 0.1, "(<a lake>:1.35)"},
               {"<a (lake:1.2)>", 0.1, "(<a (lake:1.2)>:1.1)"},
               {"<  lake >", 0.1, "  (<lake>:1.1) "},
               {"<\u3000火>", 0.1, "\u3000(<火>:1.1)"},
               {"(<a>:0.1)", -0.1, "(<a>:0)"},
               {"(<a>:0)", -0.1, "(<a>:0)"},
               {"(<a>:10)", 0.1, "(<a>:10)"},
               {"(<a>:12)", 0.1, "(<a>:12)"},
               {"(<a>:-1)", 0.1, "(<a>:-0.9)"},
               {"(<a>", 0.1, "(<a>:1.2)"},
               {"<(a>", 0.1, "(<a>:1.2)"},
               {"<a:b>", 0.1, "(<a:b>:1.1)"},
               {"\\(<a>\\)", 0.1, "\\((<a>:1.1)\\)"}};
  for (const auto& [before, step, after] : cases)
    EXPECT_EQ(adjusted(before, step), after) << before;
}

TEST(AdjustWeight, takes_the_word_at_the_cursor) {
  EXPECT_EQ(adjusted("a la|ke at dusk", 0.1), "a (<lake>:1.1) at dusk");
  EXPECT_EQ(adjusted("a lake|, dusk", 0.1), "a (<lake>:1.1), dusk");
  EXPECT_EQ(adjusted("|lake", 0.1), "(<lake>:1.1)");
  EXPECT_EQ(adjusted("don't sto|p", 0.1), "don't (<stop>:1.1)");
  EXPECT_EQ(adjusted("do|n't stop", 0.1), "(<don't>:1.1) stop");
  EXPECT_EQ(adjusted("ночь нa|д рекой", 0.1), "ночь (<нaд>:1.1) рекой");
  EXPECT_EQ(adjusted("(la|ke:1.1)", 0.1), "(<lake>:1.2)");
  EXPECT_EQ(adjusted("(lake:1|.1)", 0.1), "(<lake>:1.2)");
  EXPECT_EQ(adjusted("(lake|:1.1)", 0.1), "(<lake>:1.2)");
  const Selection style = adjust_weight("a <birb-style> b", 6, 6, 0.1);
  EXPECT_EQ(style.prompt, "a (<birb-style>:1.1) b");
}

TEST(AdjustWeight, leaves_alone_what_it_would_tear) {
  for (const char* text : {"<a (lake> b)", "(a <lake:1>.2)", "a | , b", "|", "< >", "\\<a>",
                           "<a\\>(b", "[a (<b] c>)"}) {
    EXPECT_EQ(adjusted(text, 0.1), text);
  }
  const Selection beyond = adjust_weight("ab", 7, 3, 0.1);
  EXPECT_EQ(beyond.prompt, "(ab:1.1)");
}

TEST(AdjustWeight, goes_up_and_comes_back) {
  Selection selection = marked("a <lake> at dusk");
  for (int i = 0; i < 9; ++i) {
    selection = adjust_weight(selection.prompt, selection.begin, selection.end, 0.1);
  }
  EXPECT_EQ(shown(selection), "a (<lake>:1.9) at dusk");
  for (int i = 0; i < 9; ++i) {
    selection = adjust_weight(selection.prompt, selection.begin, selection.end, -0.1);
  }
  EXPECT_EQ(shown(selection), "a <lake> at dusk");
}

// Whatever is selected, the text itself stays the same, and so does the selected part of it.
TEST(AdjustWeight, never_changes_the_text) {
  const std::string signs[] = {"(", ")", "[", "]", ":1.2)", "\\", "\\(", "a", "é", " ", ":"};
  std::mt19937 random(5);
  for (int round = 0; round < 20'000; ++round) {
    std::string prompt;
    std::vector<std::size_t> places = {0};
    for (auto i = random() % 8; i > 0; --i) {
      prompt += signs[random() % std::size(signs)];
      places.push_back(prompt.size());
    }
    const std::size_t a = places[random() % places.size()];
    const std::size_t b = places[random() % places.size()];
    const double step = random() % 2 == 0 ? 0.1 : -0.1;
    const Selection after = adjust_weight(prompt, std::min(a, b), std::max(a, b), step);
    EXPECT_EQ(plain_text(after.prompt), plain_text(prompt)) << prompt << " " << a << " " << b;
    ASSERT_LE(after.begin, after.end);
    ASSERT_LE(after.end, after.prompt.size());
  }
}

}  // namespace
}  // namespace maulstick::text
