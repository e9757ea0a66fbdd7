#include "text/prompt_weights.h"

#include <gtest/gtest.h>

#include <chrono>
#include <cmath>
#include <nlohmann/json.hpp>
#include <utility>

#include "support/reference.h"

namespace maulstick::text {
namespace {

using Pieces = std::vector<std::pair<std::string, double>>;

Pieces pieces_of(const std::string& prompt) {
  Pieces pieces;
  for (const WeightedText& piece : parse_weights(prompt)) {
    pieces.emplace_back(piece.text, piece.weight);
  }
  return pieces;
}

void expect_pieces(const std::string& prompt, const Pieces& expected) {
  const Pieces given = pieces_of(prompt);
  ASSERT_EQ(given.size(), expected.size()) << prompt;
  for (std::size_t i = 0; i < given.size(); ++i) {
    EXPECT_EQ(given[i].first, expected[i].first) << prompt;
    EXPECT_DOUBLE_EQ(given[i].second, expected[i].second) << prompt;
  }
}

TEST(PromptWeights, are_read_as_documented) {
  const struct {
    const char* prompt;
    Pieces pieces;
  } cases[] = {{"", {{"", 1}}},
               {"()[]", {{"", 1}}},
               {"a lake", {{"a lake", 1}}},
               {"(a:1.2)", {{"a", 1.2}}},
               {"((a))", {{"a", 1.1 * 1.1}}},
               {"[a]", {{"a", 1 / 1.1}}},
               {"[a:1.5]", {{"a:1.5", 1 / 1.1}}},
               {"(a:-1)", {{"a", -1}}},
               {"(a: + 1 )", {{"a: + 1 ", 1.1}}},
               {"(a: +1 )", {{"a", 1}}},
               {"(a:.5)", {{"a", 0.5}}},
               {"(a:1.)(b)", {{"a", 1}, {"b", 1.1}}},
               {"(a:b:1.3)", {{"a:b", 1.3}}},
               {"a)", {{"a)", 1}}},
               {"a:1.2)", {{"a:1.2)", 1}}},
               {"(a", {{"a", 1.1}}},
               {"[a", {{"a", 1 / 1.1}}},
               {"(red:1.2, blue)", {{"red:1.2, blue", 1.1}}},
               {"(a (b:0.5):2)", {{"a ", 2}, {"b", 1}}},
               {"a \\(b\\)", {{"a (b)", 1}}},
               {"(\\(a\\):1.5)", {{"(a)", 1.5}}},
               {"\\\\(a)", {{"\\", 1}, {"a", 1.1}}},
               {"a\\b\\", {{"ab", 1}}},
               {"(a:1.2)(b:1.2)", {{"ab", 1.2}}},
               {"x (a:1) y", {{"x a y", 1}}},
               {"(a:0)b", {{"a", 0}, {"b", 1}}},
               {"(ночь:1.5) 火", {{"ночь", 1.5}, {" 火", 1}}},
               {"(a:\u3000１.５\u00a0)", {{"a", 1.5}}}};
  for (const auto& [prompt, pieces] : cases) expect_pieces(prompt, pieces);
}

TEST(PromptWeights, nest_and_multiply) {
  expect_pieces("a (((house:1.3)) [on] a (hill:0.5), sun, (((sky))).", {{"a ", 1},
                                                                        {"house", 1.573},
                                                                        {" ", 1.1},
                                                                        {"on", 1},
                                                                        {" a ", 1.1},
                                                                        {"hill", 0.55},
                                                                        {", sun, ", 1.1},
                                                                        {"sky", 1.4641},
                                                                        {".", 1.1}});
}

TEST(PromptWeights, what_is_no_number_is_text) {
  expect_pieces("(a:1.2.3)", {{"a:1.2.3", 1.1}});
  expect_pieces("(a:.)", {{"a:.", 1.1}});
  expect_pieces("(a:-)", {{"a:-", 1.1}});
  expect_pieces("(a:1e5)", {{"a:1e5", 1.1}});
  const std::string huge(400, '9');
  expect_pieces("(a:" + huge + ")", {{"a:" + huge, 1.1}});
}

TEST(PromptWeights, are_to_the_bit_what_the_reference_reads) {
  const auto cases = testing::reference("prompt_weights.json")["cases"];
  ASSERT_GT(cases.size(), 400U);
  for (const auto& one : cases) {
    const auto prompt = one["prompt"].get<std::string>();
    EXPECT_EQ(pieces_of(prompt), one["pieces"].get<Pieces>()) << prompt;
  }
}

TEST(PromptWeights, know_where_their_text_stands) {
  for (const std::string prompt :
       {"ab", "(a:1.2) b", "\\(a\\) b", "x (a:1) y (b)", "((é) [火]:2)", "a\\b", "\\\\\\(a"}) {
    for (const WeightedText& piece : parse_weights(prompt)) {
      for (std::size_t i = 0; i < piece.text.size(); ++i) {
        std::size_t place = piece.place(i);
        if (prompt[place] == '\\' && place + 1 < prompt.size()) ++place;
        EXPECT_EQ(prompt[place], piece.text[i]) << prompt << " at " << i;
      }
    }
  }
}

TEST(PromptWeights, leave_the_plain_text) {
  EXPECT_EQ(plain_text("a (((house:1.3)) [on] a \\(hill\\)"), "a house on a (hill)");
  EXPECT_EQ(plain_text("(:1.2)"), "");
}

std::string repeated(std::string_view unit, std::size_t times) {
  std::string text;
  for (std::size_t i = 0; i < times; ++i) text += unit;
  return text;
}

TEST(PromptWeights, take_no_longer_than_their_length) {
  constexpr std::size_t times = 100'000;
  const std::string hostile[] = {repeated("(", times),
                                 repeated("(a", times),
                                 repeated("[(a", times),
                                 repeated("(", times) + "a" + repeated(")", times),
                                 repeated("(a", times) + repeated(":1.2)", times),
                                 repeated("(a:1.1)[b]", times),
                                 repeated(":", times),
                                 repeated(": ", times),
                                 repeated("(:", times) + repeated(" ", times),
                                 repeated("(:1", times),
                                 repeated("\\", times),
                                 repeated("\\(\\", times)};
  for (const std::string& prompt : hostile) {
    const auto begin = std::chrono::steady_clock::now();
    EXPECT_FALSE(parse_weights(prompt).empty());
    const std::chrono::duration<double> taken = std::chrono::steady_clock::now() - begin;
    EXPECT_LT(taken.count(), 2) << prompt.substr(0, 20);
  }
}

TEST(PromptWeights, nest_a_hundred_deep) {
  const std::string deep = repeated("(", 100) + "a" + repeated(")", 100);
  EXPECT_NEAR(parse_weights(deep).front().weight / std::pow(1.1, 100), 1, 1e-12);
  EXPECT_EQ(plain_text(deep), "a");
  EXPECT_EQ(plain_text("(" + deep + ")"), "(a)");
}

}  // namespace
}  // namespace maulstick::text
