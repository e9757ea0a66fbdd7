#include "model/prompt_reader.h"

#include "formats/textual_inversion.h"
#include "model/tokenizers.h"

namespace maulstick::model {

PromptReader::PromptReader(const Bundle& bundle,
                           const std::vector<std::filesystem::path>& embeddings)
    : tokenizer_(make_tokenizer(bundle, bundle.manifest().text_encoder.tokenizer)),
      frame_(bundle.manifest().text_encoder.tokenizer.frame) {
  std::int64_t next_id = bundle.manifest().text_encoder.vocabulary;
  for (const std::filesystem::path& path : embeddings) {
    for (const auto& embedding : formats::read_textual_inversion(path)) {
      custom_.push_back({embedding.token, next_id, embedding.vectors});
      next_id += embedding.vectors;
    }
  }
}

text::EncodedPrompt PromptReader::read(std::string_view utf8, text::Syntax syntax) const {
  const auto encode = syntax == text::Syntax::weights ? text::encode_weighted : text::encode_prompt;
  return encode(*tokenizer_, frame_, utf8, custom_);
}

}  // namespace maulstick::model
