#pragma once
// A check that the sentencepiece library leaves out: it follows the offsets in a model's character
// map (how characters are normalised) wherever they lead, so a damaged map makes it read stray
// memory.

#include <string_view>

namespace maulstick::text {

// Whether `model_bytes` can be read as a message of fields, and every search in each character map
// in it stays inside the map and finds at most as many results as the library has room for.
bool has_sound_charsmap(std::string_view model_bytes);

}  // namespace maulstick::text
