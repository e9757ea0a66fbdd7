#pragma once
// Text to vectors: the tokenizer, the table of token embeddings (with custom embeddings behind it)
// and the tower of one text encoder. The prompt's encoder and the guidance CLIP's text side are
// both built on it.

#include <ATen/core/Tensor.h>

#include <filesystem>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "model/bundle.h"
#include "model/script_module.h"
#include "text/prompt.h"

namespace maulstick::model {

// Tokenizer and embeddings of one tower, without its network.
class TokenTable {
 public:
  // Throws Error{model} if the table does not have the shape the manifest says.
  TokenTable(const Bundle& bundle, const TextTower& tower, const Placement& placement);

  // This table with the embeddings of textual-inversion files behind it; their tokens are known to
  // encode(). Throws Error{bad_input}: unreadable, another width, or a token twice.
  [[nodiscard]] TokenTable with_embeddings(const std::vector<std::filesystem::path>& files) const;

  [[nodiscard]] text::EncodedPrompt encode(std::string_view utf8,
                                           text::Syntax syntax = text::Syntax::literal) const;
  [[nodiscard]] const text::Frame& frame() const { return frame_; }

  // [1, ids.size(), width] in the precision of the placement.
  [[nodiscard]] at::Tensor embed(const std::vector<std::int64_t>& ids) const;

 private:
  std::shared_ptr<const text::Tokenizer> tokenizer_;
  text::Frame frame_;
  Placement placement_;
  at::Tensor table_;  // [V + custom vectors, width] on the CPU, in the precision it is stored in
  std::int64_t vocabulary_;
  std::vector<text::CustomToken> custom_;
};

class TextEncoder {
 public:
  TextEncoder(const Bundle& bundle, const Placement& placement);

  [[nodiscard]] const TokenTable& tokens() const { return tokens_; }

  // The context of a prompt, [1, 77, D]; `tokens` are this encoder's own, or those with embeddings
  // behind them, and encoded the prompt. Its weights w, one a token, act as in A1111's web UI:
  //   z' = z · w,  context = z' · mean(z) / mean(z')
  // with the means over all of the 77 tokens; padding has weight 1. Weights that are all 1 change no
  // bit. Throws as ScriptModule does, and Error{bad_input} if the weights leave infinity or NaN.
  [[nodiscard]] at::Tensor context(const text::EncodedPrompt& prompt,
                                   const TokenTable& tokens) const;

 private:
  TokenTable tokens_;
  ScriptModule module_;
  std::int64_t width_;
};

}  // namespace maulstick::model
