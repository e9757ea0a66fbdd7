#include "model/prompt_reader.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <vector>

#include "formats/safetensors.h"
#include "support/folder.h"
#include "support/throws.h"

namespace maulstick::model {
namespace {

using text::Syntax;

const std::filesystem::path easel = MAULSTICK_SOURCE_DIR "/models/easel";

TEST(PromptReader, reads_brackets_as_text_or_as_weights) {
  const PromptReader reader(Bundle::open(easel));
  const auto weighted = reader.read("a (lake:1.5) at dusk", Syntax::weights);
  EXPECT_EQ(weighted.ids, reader.read("a lake at dusk", Syntax::literal).ids);
  EXPECT_EQ(std::ranges::count(weighted.weights, 1.5), 1);
  const auto literal = reader.read("a (lake:1.5) at dusk", Syntax::literal);
  EXPECT_GT(literal.ids.size(), weighted.ids.size());
  EXPECT_EQ(std::ranges::count(literal.weights, 1.0), std::ssize(literal.weights));
}

TEST(PromptReader, tells_what_does_not_fit) {
  const PromptReader reader(Bundle::open(easel));
  std::string prompt = "(a";
  for (int i = 0; i < 100; ++i) prompt += " lake";
  prompt += ":1.2)";
  const auto read = reader.read(prompt, Syntax::weights);
  EXPECT_EQ(std::ssize(read.ids), reader.frame().length);
  EXPECT_TRUE(prompt.ends_with(read.cut));
  EXPECT_TRUE(read.cut.ends_with("lake:1.2)"));
}

TEST(PromptReader, knows_the_tokens_of_embeddings) {
  const testing::TemporaryFolder folder;
  const std::vector<float> values(6, 0.5F);
  const formats::TensorView view = {
      .type = formats::ElementType::float32,
      .shape = {2, 3},
      .bytes = {reinterpret_cast<const char*>(values.data()), values.size() * sizeof(float)}};
  testing::write(folder / "bird.safetensors", formats::write_safetensors({{"<bird>", view}}, {}));
  const Bundle bundle = Bundle::open(easel);
  const PromptReader reader(bundle, {folder / "bird.safetensors"});
  ASSERT_EQ(reader.custom().size(), 1U);
  const auto read = reader.read("a (<bird>:1.5)", Syntax::weights);
  const auto first = std::ranges::find(read.ids, bundle.manifest().text_encoder.vocabulary);
  ASSERT_NE(first, read.ids.end());
  const auto place = static_cast<std::size_t>(first - read.ids.begin());
  EXPECT_EQ(read.tokens.at(place + 1), "<bird>");
  EXPECT_EQ(read.weights.at(place + 1), 1.5);
  testing::expect_error(ErrorKind::bad_input, "none",
                        [&] { PromptReader(bundle, {folder / "none"}); });
}

}  // namespace
}  // namespace maulstick::model
