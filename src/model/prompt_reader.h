#pragma once
// How a bundle's text encoder will read a prompt: tokens, weights, what does not fit. Needs no torch
// and no network, so that a panel can ask at every key stroke.

#include <filesystem>
#include <memory>
#include <string_view>
#include <vector>

#include "model/bundle.h"
#include "text/prompt.h"

namespace maulstick::model {

class PromptReader {
 public:
  // With the tokens of textual-inversion files, whose vectors are not looked at. Throws
  // Error{model} or, for those files, Error{bad_input}.
  explicit PromptReader(const Bundle& bundle,
                        const std::vector<std::filesystem::path>& embeddings = {});

  // The same ids, weights and cut as the engine's; `utf8` must be valid. A custom token's ids are
  // the vocabulary's size and above.
  [[nodiscard]] text::EncodedPrompt read(std::string_view utf8, text::Syntax syntax) const;

  [[nodiscard]] const text::Frame& frame() const { return frame_; }
  [[nodiscard]] const std::vector<text::CustomToken>& custom() const { return custom_; }

 private:
  std::unique_ptr<text::Tokenizer> tokenizer_;
  text::Frame frame_;
  std::vector<text::CustomToken> custom_;
};

}  // namespace maulstick::model
