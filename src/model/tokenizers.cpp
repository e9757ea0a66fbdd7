#include "model/tokenizers.h"

#include "text/clip_bpe.h"
#include "text/sentencepiece_tokenizer.h"

namespace maulstick::model {

std::unique_ptr<text::Tokenizer> make_tokenizer(const Bundle& bundle, const TokenizerEntry& entry) {
  if (entry.kind == TokenizerKind::sentencepiece) {
    return text::sentencepiece(bundle.read(entry.model), entry.lower_case);
  }
  return text::clip_bpe(bundle.read(entry.vocab), bundle.read(entry.merges));
}

}  // namespace maulstick::model
