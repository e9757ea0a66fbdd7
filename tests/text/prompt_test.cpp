#include "text/prompt.h"

#include <gtest/gtest.h>

namespace maulstick::text {
namespace {

// One piece a letter, whose id is its code; spaces are skipped.
class Letters : public Tokenizer {
 public:
  [[nodiscard]] std::vector<Piece> pieces(std::string_view text) const override {
    std::vector<Piece> pieces;
    for (std::size_t i = 0; i < text.size(); ++i) {
      if (text[i] != ' ') pieces.push_back({text[i], std::string(1, text[i]), i});
    }
    return pieces;
  }
  [[nodiscard]] std::string spelling(std::int64_t id) const override {
    return "#" + std::to_string(id);
  }
};

using Ids = std::vector<std::int64_t>;
constexpr Frame frame = {.start = 1, .end = 2, .pad = 3, .length = 6};

TEST(Prompt, stands_between_start_and_end) {
  const EncodedPrompt prompt = encode_prompt(Letters(), frame, "a b");
  EXPECT_EQ(prompt.ids, (Ids{1, 'a', 'b', 2}));
  EXPECT_EQ(prompt.tokens, (std::vector<std::string>{"#1", "a", "b", "#2"}));
  EXPECT_EQ(prompt.cut, "");
  EXPECT_EQ(padded(prompt.ids, frame), (Ids{1, 'a', 'b', 2, 3, 3}));
  EXPECT_EQ(encode_prompt(Letters(), frame, "").ids, (Ids{1, 2}));
}

TEST(Prompt, tells_what_was_cut) {
  EXPECT_EQ(encode_prompt(Letters(), frame, "abcd").cut, "");
  const EncodedPrompt prompt = encode_prompt(Letters(), frame, "a b c d e f");
  EXPECT_EQ(prompt.ids, (Ids{1, 'a', 'b', 'c', 'd', 2}));
  EXPECT_EQ(prompt.cut, "e f");
}

TEST(Prompt, knows_custom_tokens_where_they_stand_alone) {
  const CustomToken custom[] = {
      {"<b>", 500, 1}, {"<b><b>", 600, 1}, {"cat", 700, 2}, {"é", 800, 1}};
  const struct {
    const char* text;
    Ids ids;
  } cases[] = {{"<b>", {1, 500, 2}},
               {"x<b>y", {1, 'x', 500, 'y', 2}},
               {"<b><b>", {1, 600, 2}},
               {"a cat", {1, 'a', 700, 701, 2}},
               {"cat,cat", {1, 700, 701, ',', 700, 2}},
               {"cats", {1, 'c', 'a', 't', 's', 2}},
               {"xcat", {1, 'x', 'c', 'a', 't', 2}},
               {"<B>", {1, '<', 'B', '>', 2}},
               {"é", {1, 800, 2}}};
  for (const auto& [text, ids] : cases)
    EXPECT_EQ(encode_prompt(Letters(), frame, text, custom).ids, ids) << text;
  EXPECT_EQ(encode_prompt(Letters(), frame, "abc cat", custom).cut, "cat");
}

using Weights = std::vector<double>;

TEST(WeightedPrompt, gives_each_token_its_weight) {
  const EncodedPrompt prompt = encode_weighted(Letters(), frame, "a (b:1.5)[c]");
  EXPECT_EQ(prompt.ids, (Ids{1, 'a', 'b', 'c', 2}));
  EXPECT_EQ(prompt.weights, (Weights{1, 1, 1.5, 1 / 1.1, 1}));
  EXPECT_EQ(prompt.cut, "");
  EXPECT_EQ(encode_weighted(Letters(), frame, "").weights, (Weights{1, 1}));
  EXPECT_EQ(encode_prompt(Letters(), frame, "(a)").weights, (Weights{1, 1, 1, 1, 1}));
}

TEST(WeightedPrompt, cuts_the_prompt_as_it_is_written) {
  EXPECT_EQ(encode_weighted(Letters(), frame, "(abcd:1.5)").cut, "");
  EXPECT_EQ(encode_weighted(Letters(), frame, "(abcd ef:1.5) g").cut, "ef:1.5) g");
  EXPECT_EQ(encode_weighted(Letters(), frame, "abcd \\(e\\)").cut, "\\(e\\)");
  EXPECT_EQ(encode_weighted(Letters(), frame, "(ab)[cd](ef)").cut, "ef)");
}

TEST(WeightedPrompt, knows_custom_tokens_within_brackets) {
  const CustomToken custom[] = {{"<b>", 500, 2}, {"cat", 700, 1}};
  const EncodedPrompt prompt = encode_weighted(Letters(), frame, "(<b>:1.5)(cat)s", custom);
  EXPECT_EQ(prompt.ids, (Ids{1, 500, 501, 700, 's', 2}));
  EXPECT_EQ(prompt.weights, (Weights{1, 1.5, 1.5, 1.1, 1, 1}));
}

TEST(WeightedPrompt, weights_of_one_change_nothing) {
  const EncodedPrompt weighted = encode_weighted(Letters(), frame, "a (b:1)[\\(]");
  const EncodedPrompt plain = encode_prompt(Letters(), frame, "a b(");
  EXPECT_EQ(weighted.ids, plain.ids);
  const CustomToken custom[] = {{"ab", 500, 1}};
  EXPECT_EQ(encode_weighted(Letters(), frame, "a(b:1)", custom).ids, (Ids{1, 500, 2}));
  EXPECT_EQ(encode_weighted(Letters(), frame, "a(b)", custom).ids, (Ids{1, 'a', 'b', 2}));
}

}  // namespace
}  // namespace maulstick::text
