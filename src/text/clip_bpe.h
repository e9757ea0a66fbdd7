#pragma once
// CLIP's tokenizer: byte pair encoding of lower-cased text, with exactly the ids that the
// `tokenizers` library gives for transformers' CLIPTokenizer, for any Unicode text.

#include <memory>
#include <string_view>

#include "text/tokenizer.h"

namespace maulstick::text {

// From the contents of vocab.json and merges.txt. Throws Error{model} for files that no tokenizer
// can be made of; what clip_vocabulary.h and clip_merges.h ask of them is the whole list.
//
// "<|startoftext|>" and "<|endoftext|>", exactly so written, give their ids. A byte for which the
// vocabulary has no token gives the id of "<|endoftext|>", as the library does it.
std::unique_ptr<Tokenizer> clip_bpe(std::string_view vocab_json, std::string_view merges_text);

}  // namespace maulstick::text
