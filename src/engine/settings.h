#pragma once
// Paintings as text: what goes into pictures.

#include <string>
#include <string_view>
#include <vector>

#include "base/api.h"
#include "engine/report.h"
#include "picture/png.h"

namespace maulstick {

// The settings as A1111 writes them, so that other programs read them: the prompt, "Negative
// prompt: …", then "Steps: …, Sampler: LMS, …".
MAULSTICK_API std::string parameters_text(const Painting& painting);

// How the "Comment" begins in the file of a picture that was stopped and kept as it was.
inline constexpr std::string_view stopped_comment = "Stopped after step ";

// Both text chunks of a picture: "parameters", and "maulstick" with everything that is needed to
// paint it again, and its loss curves.
MAULSTICK_API std::vector<picture::TextChunk> text_chunks(const Painting& painting);

}  // namespace maulstick
