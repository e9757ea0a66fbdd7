#pragma once

#include <memory>

#include "model/bundle.h"
#include "text/tokenizer.h"

namespace maulstick::model {

// The tokenizer of a tower, read from the bundle; needs no network. Throws Error{model}.
std::unique_ptr<text::Tokenizer> make_tokenizer(const Bundle& bundle, const TokenizerEntry& entry);

}  // namespace maulstick::model
