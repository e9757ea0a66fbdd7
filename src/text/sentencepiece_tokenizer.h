#pragma once
// Tokenizers of SentencePiece models.

#include <memory>
#include <string_view>

#include "text/tokenizer.h"

namespace maulstick::text {

// From the contents of a tokenizer.model. With `lower_case`, texts are put in lower case first, by
// the rules of no particular language. Throws Error{model} for anything but a sound model of at
// most 64 MiB. Neither here nor in the tokenizer is anything written to standard output or standard
// error.
std::unique_ptr<Tokenizer> sentencepiece(std::string_view model_bytes, bool lower_case);

}  // namespace maulstick::text
