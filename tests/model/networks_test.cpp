#include "model/networks.h"

#include <ATen/ATen.h>
#include <gtest/gtest.h>

#include <limits>
#include <vector>

#include "model/clip_pixels.h"
#include "model/tensors.h"
#include "support/folder.h"
#include "support/pictures.h"
#include "support/reference.h"
#include "support/throws.h"

namespace maulstick::model {
namespace {

using at::Tensor;
using testing::expect_error;

const std::filesystem::path easel = MAULSTICK_SOURCE_DIR "/models/easel";

TEST(ClipPixels, resizes_with_half_pixel_centres) {
  const Tensor zero = at::zeros({1, 3, 1, 1});
  const Tensor one = at::ones({1, 3, 1, 1});
  for (const auto& expected : testing::reference("resize.json")["cases"]) {
    const auto from = expected["from"].get<std::vector<std::int64_t>>();
    const auto to = expected["to"].get<std::vector<std::int64_t>>();
    if (to[0] != to[1]) continue;  // CLIP's input is square
    const Tensor picture =
        testing::picture({expected["image"].get<std::string>(),
                          expected["seed"].get<std::uint32_t>(), from[0], from[1]},
                         at::kFloat);
    const Tensor resized = clip_pixels(picture, to[0], zero, one);
    for (std::size_t i = 0; i < expected["positions"].size(); ++i) {
      const auto at = expected["positions"][i].get<std::vector<std::int64_t>>();
      EXPECT_NEAR(resized[0][at[0]][at[1]][at[2]].item<double>(),
                  expected["values"][i].get<double>(), 1e-6);
    }
  }
}

TEST(ClipPixels, gives_the_same_bits_with_one_thread_and_two) {
  const Tensor zero = at::zeros({1, 3, 1, 1});
  const Tensor picture = testing::picture({"noise", 3, 256, 320}, at::kFloat);
  const int threads = at::get_num_threads();
  std::vector<Tensor> results;
  for (const int count : {1, 2}) {
    at::set_num_threads(count);
    results.push_back(clip_pixels(picture, 224, zero, at::ones({1, 3, 1, 1})));
  }
  at::set_num_threads(threads);
  EXPECT_TRUE(results[0].equal(results[1]));
}

TEST(ClipPixels, subtracts_the_mean_and_divides_by_the_deviation) {
  const Tensor mean = at::tensor({0.1F, 0.2F, 0.3F}).view({1, 3, 1, 1});
  const Tensor std = at::tensor({0.5F, 0.25F, 2.0F}).view({1, 3, 1, 1});
  const Tensor pixels = clip_pixels(at::full({1, 3, 8, 8}, 0.6F), 4, mean, std);
  const float expected[] = {1.0F, 1.6F, 0.15F};
  for (std::int64_t c = 0; c < 3; ++c)
    EXPECT_NEAR(pixels[0][c][2][1].item<float>(), expected[c], 1e-6);
}

TEST(ScriptModule, computes_in_each_precision_without_touching_its_weights_gradients) {
  const Bundle bundle = Bundle::open(easel);
  const Tensor latents = testing::toy_latents(8, 8, 1).to(at::kFloat);
  Tensor exact;
  for (const auto& [precision, tolerance] :
       {std::pair{at::kFloat, 1e-6}, {at::kHalf, 2e-2}, {at::kBFloat16, 1e-1}}) {
    const VaeDecoder decoder(bundle, {.precision = precision});
    const Tensor z = latents.clone().requires_grad_();
    const Tensor picture = decoder.picture(z);
    EXPECT_EQ(picture.scalar_type(), at::kFloat);
    EXPECT_EQ(picture.sizes(), at::IntArrayRef({1, 3, 64, 64}));
    EXPECT_TRUE(picture.requires_grad());
    if (!exact.defined()) exact = picture.detach();
    EXPECT_LT((picture - exact).abs().max().item<double>(), tolerance);
  }
}

TEST(ScriptModule, says_which_archive_cannot_be_read) {
  const testing::TemporaryFolder folder;
  testing::write(folder / "broken.pt", "not an archive");
  expect_error(ErrorKind::model, "broken.pt",
               [&] { ScriptModule::load(folder / "broken.pt", {}); });
}

TEST(ScriptModule, wrong_inputs_are_the_models_fault) {
  const Bundle bundle = Bundle::open(easel);
  const ScriptModule unet = ScriptModule::load(bundle.path_of("unet.pt"), {});
  expect_error(ErrorKind::model, "unet.pt", [&] { (void)unet({at::zeros({1, 4, 16, 16})}); });
  expect_error(ErrorKind::model, "unet.pt", [&] {
    (void)unet({at::zeros({2, 4, 16, 16}), at::zeros({1}), at::zeros({2, 77, 5})});
  });
}

TEST(TokenTable, puts_custom_embeddings_behind_the_vocabulary) {
  const Bundle bundle = Bundle::open(easel);
  const TokenTable table(bundle, bundle.manifest().text_encoder, {});
  const std::int64_t width = bundle.manifest().text_encoder.width;
  const std::int64_t vocabulary = bundle.manifest().text_encoder.vocabulary;

  const Tensor vectors = at::arange(2 * width, at::kFloat).view({2, width});
  const testing::TemporaryFolder folder;
  testing::write(folder / "bird.safetensors",
                 formats::write_safetensors({{"<bird>", to_view(vectors)}}, {}));
  const TokenTable extended = table.with_embeddings({folder / "bird.safetensors"});
  const auto ids = extended.encode("a <bird> by the lake").ids;
  const auto first = std::ranges::find(ids, vocabulary);
  ASSERT_NE(first, ids.end());
  EXPECT_EQ(*(first + 1), vocabulary + 1);
  const Tensor rows = extended.embed(ids)[0].slice(0, first - ids.begin(), first - ids.begin() + 2);
  EXPECT_TRUE(rows.equal(vectors));
  const auto plain = table.encode("a <bird>").ids;
  EXPECT_LT(*std::ranges::max_element(plain), vocabulary);

  expect_error(ErrorKind::bad_input, "given twice", [&] {
    (void)table.with_embeddings({folder / "bird.safetensors", folder / "bird.safetensors"});
  });
}

TEST(TokenTable, refuses_embeddings_that_are_not_finite) {
  const Bundle bundle = Bundle::open(easel);
  const TokenTable table(bundle, bundle.manifest().text_encoder, {});
  const testing::TemporaryFolder folder;
  const Tensor vectors = at::zeros({1, bundle.manifest().text_encoder.width});
  vectors[0][0] = std::numeric_limits<float>::infinity();
  testing::write(folder / "bad.safetensors",
                 formats::write_safetensors({{"<t>", to_view(vectors)}}, {}));
  expect_error(ErrorKind::bad_input, "finite numbers",
               [&] { (void)table.with_embeddings({folder / "bad.safetensors"}); });
}

TEST(TokenTable, refuses_embeddings_of_other_models_by_name) {
  const Bundle bundle = Bundle::open(easel);
  const TokenTable table(bundle, bundle.manifest().text_encoder, {});
  const testing::TemporaryFolder folder;
  const auto file = folder / "wide.safetensors";
  const struct {
    std::int64_t width;
    std::string words;
  } cases[] = {{768, "does not fit this model"}, {1024, "Stable Diffusion 2"}, {1280, "SDXL"}};
  for (const auto& [width, words] : cases) {
    testing::write(file, formats::write_safetensors({{"<t>", to_view(at::zeros({1, width}))}}, {}));
    expect_error(ErrorKind::bad_input, words, [&] { (void)table.with_embeddings({file}); });
  }
}

// z' = z · w and then z' · mean(z) / mean(z'), cell by cell.
Tensor by_hand(const Tensor& context, const std::vector<double>& weights) {
  const Tensor z = context.to(at::kDouble).contiguous();
  Tensor result = z.clone();
  double before = 0;
  double after = 0;
  auto cell = result.accessor<double, 3>();
  for (std::int64_t i = 0; i < z.size(1); ++i) {
    const auto place = static_cast<std::size_t>(i);
    for (std::int64_t j = 0; j < z.size(2); ++j) {
      before += cell[0][i][j];
      cell[0][i][j] *= place < weights.size() ? weights[place] : 1;
      after += cell[0][i][j];
    }
  }
  return result * (before / after);
}

TEST(TextEncoder, weighs_each_token_and_keeps_the_mean) {
  const Bundle bundle = Bundle::open(easel);
  const TextEncoder encoder(bundle, {});
  const TokenTable& tokens = encoder.tokens();
  auto prompt = tokens.encode("a (lake:1.5) at [dusk], (people:-0.5)", text::Syntax::weights);
  const std::vector<double> weights = prompt.weights;
  EXPECT_EQ(std::ranges::count(weights, 1.5), 1);
  const Tensor weighted = encoder.context(prompt, tokens);

  std::ranges::fill(prompt.weights, 1.0);
  const Tensor plain = encoder.context(prompt, tokens);
  const Tensor expected = by_hand(plain, weights);
  EXPECT_EQ(weighted.scalar_type(), plain.scalar_type());
  EXPECT_LT((weighted - expected).abs().max().item<double>(), 1e-5);
  EXPECT_GT((weighted - plain).abs().max().item<double>(), 0.1);
  EXPECT_NEAR(weighted.mean().item<double>(), plain.mean().item<double>(), 1e-6);
}

TEST(TextEncoder, weights_of_one_change_no_bit) {
  const Bundle bundle = Bundle::open(easel);
  const TextEncoder encoder(bundle, {});
  const TokenTable& tokens = encoder.tokens();
  const Tensor literal = encoder.context(tokens.encode("a lake at dusk"), tokens);
  for (const char* prompt :
       {"a lake at dusk", "a (lake:1) at dusk", "(a lake:1.0) [at](:3) dusk"}) {
    const auto encoded = tokens.encode(prompt, text::Syntax::weights);
    const bool ones = std::ranges::count(encoded.weights, 1.0) == std::ssize(encoded.weights);
    EXPECT_EQ(encoder.context(encoded, tokens).equal(literal), ones) << prompt;
  }
}

TEST(TextEncoder, refuses_weights_that_leave_no_numbers) {
  const Bundle bundle = Bundle::open(easel);
  const TextEncoder encoder(bundle, {});
  const TokenTable& tokens = encoder.tokens();
  const std::string huge(200, '9');
  const auto prompt = tokens.encode("((lake:" + huge + "):" + huge + ")", text::Syntax::weights);
  expect_error(ErrorKind::bad_input, "weights in the prompt",
               [&] { (void)encoder.context(prompt, tokens); });
}

}  // namespace
}  // namespace maulstick::model
