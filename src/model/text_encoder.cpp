#include "model/text_encoder.h"

#include <ATen/ATen.h>

#include <algorithm>

#include "base/file.h"
#include "formats/textual_inversion.h"
#include "model/tensors.h"
#include "model/tokenizers.h"

namespace maulstick::model {
namespace {

at::Tensor read_table(const Bundle& bundle, const TextTower& tower) {
  const std::string bytes = bundle.read(tower.tokens);
  const std::string where = bundle.path_of(tower.tokens).string();
  const auto file = formats::read_safetensors(bytes, where, ErrorKind::model);
  const auto weight = file.tensors.find("weight");
  if (weight == file.tensors.end()) {
    throw Error(ErrorKind::model, {.what = "the table of token embeddings is missing",
                                   .where = where,
                                   .expected = "a tensor named weight",
                                   .got = "none"});
  }
  at::Tensor table = to_tensor(weight->second);
  require_shape(table, {tower.vocabulary, tower.width}, where);
  return table;
}

void require_width(const formats::CustomEmbedding& embedding, std::int64_t width,
                   const std::string& where) {
  if (embedding.width == width) return;
  std::string what = "the embedding " + embedding.token + " does not fit this model";
  if (embedding.width == 1024) what += ": it was made for Stable Diffusion 2";
  if (embedding.width == 1280) what += ": it was made for SDXL";
  throw Error(ErrorKind::bad_input, {.what = what,
                                     .where = where,
                                     .expected = std::to_string(width) + " values a vector",
                                     .got = std::to_string(embedding.width)});
}

void require_finite(const at::Tensor& vectors, const std::string& token, const std::string& where) {
  if (vectors.isfinite().all().item<bool>()) return;
  throw Error(ErrorKind::bad_input, {.what = "the embedding " + token + " is damaged",
                                     .where = where,
                                     .expected = "finite numbers",
                                     .got = "infinity or NaN"});
}

void require_new(const std::string& token, const std::vector<text::CustomToken>& known,
                 const std::string& where) {
  if (std::ranges::find(known, token, &text::CustomToken::text) == known.end()) return;
  throw Error(ErrorKind::bad_input, {.what = "the token is given twice: " + token,
                                     .where = where,
                                     .expected = "each token in one file",
                                     .got = "the same token again"});
}

// Sums run on the CPU in float64: one number for the 77, whatever the device and the precision.
double mean_of(const at::Tensor& context) {
  return context.sum(-1).sum(-1).item<double>() / static_cast<double>(context.numel());
}

// [1, L, D]; `weights` for the first of the L tokens.
at::Tensor weighted(const at::Tensor& context, std::vector<double> weights) {
  if (std::ranges::all_of(weights, [](double weight) { return weight == 1; })) return context;
  weights.resize(static_cast<std::size_t>(context.size(1)), 1.0);
  const at::Tensor z = context.to(at::kCPU, at::kDouble);
  const at::Tensor scaled = z * at::tensor(weights, at::kDouble).view({1, -1, 1});
  const at::Tensor result = (scaled * (mean_of(z) / mean_of(scaled))).to(context.options());
  if (!result.isfinite().all().item<bool>()) {
    throw Error(ErrorKind::bad_input, {.what = "the weights in the prompt are too large",
                                       .where = "--weights",
                                       .expected = "weights that leave finite numbers",
                                       .got = "infinity or NaN"});
  }
  return result;
}

}  // namespace

TokenTable::TokenTable(const Bundle& bundle, const TextTower& tower, const Placement& placement)
    : tokenizer_(make_tokenizer(bundle, tower.tokenizer)),
      frame_(tower.tokenizer.frame),
      placement_(placement),
      table_(read_table(bundle, tower)),
      vocabulary_(tower.vocabulary) {}

TokenTable TokenTable::with_embeddings(const std::vector<std::filesystem::path>& files) const {
  TokenTable extended = *this;
  std::vector<at::Tensor> rows = {table_};
  std::int64_t next_id = table_.size(0);
  for (const std::filesystem::path& path : files) {
    for (const auto& embedding : formats::read_textual_inversion(path)) {
      require_width(embedding, table_.size(1), path.string());
      require_new(embedding.token, extended.custom_, path.string());
      const at::Tensor vectors = to_tensor({.type = embedding.type,
                                            .shape = {embedding.vectors, embedding.width},
                                            .bytes = embedding.bytes});
      // In float32, so that neither the table's nor the file's precision is lost.
      rows.front() = rows.front().to(at::kFloat);
      rows.push_back(vectors.to(at::kFloat));
      require_finite(rows.back(), embedding.token, path.string());
      extended.custom_.push_back({embedding.token, next_id, embedding.vectors});
      next_id += embedding.vectors;
    }
  }
  if (rows.size() > 1) extended.table_ = at::cat(rows);
  return extended;
}

text::EncodedPrompt TokenTable::encode(std::string_view utf8, text::Syntax syntax) const {
  const auto encode = syntax == text::Syntax::weights ? text::encode_weighted : text::encode_prompt;
  text::EncodedPrompt prompt = encode(*tokenizer_, frame_, utf8, custom_);
  const auto known = table_.size(0);
  if (std::ranges::any_of(prompt.ids, [known](std::int64_t id) { return id < 0 || id >= known; })) {
    throw Error(ErrorKind::model, {.what = "the tokenizer does not belong to this model",
                                   .where = "token ids",
                                   .expected = "ids below " + std::to_string(vocabulary_),
                                   .got = "a larger one"});
  }
  return prompt;
}

at::Tensor TokenTable::embed(const std::vector<std::int64_t>& ids) const {
  const at::Tensor index = at::tensor(ids, at::kLong);
  return table_.index_select(0, index).unsqueeze(0).to(placement_.device, placement_.precision);
}

TextEncoder::TextEncoder(const Bundle& bundle, const Placement& placement)
    : tokens_(bundle, bundle.manifest().text_encoder, placement),
      module_(ScriptModule::load(bundle.path_of(bundle.manifest().text_encoder.module), placement)),
      width_(bundle.manifest().text_encoder.width) {}

at::Tensor TextEncoder::context(const text::EncodedPrompt& prompt, const TokenTable& tokens) const {
  const at::Tensor embeddings = tokens.embed(text::padded(prompt.ids, tokens.frame()));
  const at::Tensor context = module_({embeddings});
  require_shape(context, {1, tokens.frame().length, width_}, "text encoder");
  return weighted(context, prompt.weights);
}

}  // namespace maulstick::model
