#pragma once
// PNG files: pixels by libraries (stb_image_write to write, libpng to read), text chunks by
// ourselves, because the readers at hand destroy newlines or can be made to eat gigabytes. Format:
// W3C PNG specification, third edition, sections 5 (chunks) and 11.3.3 (text).

#include <string>
#include <string_view>
#include <vector>

#include "base/api.h"
#include "base/image.h"

namespace maulstick::picture {

struct TextChunk {
  std::string keyword;  // 1 to 79 characters of printable ASCII
  std::string text;     // UTF-8, without NUL
};

// A whole PNG file: 8-bit RGB, the texts right behind the header. Text that Latin-1 can hold goes
// into tEXt, other text into iTXt.
MAULSTICK_API std::string encode_png(const Image& image, const std::vector<TextChunk>& texts);

// The tEXt, zTXt and iTXt chunks of a PNG file, in order. A chunk whose text is larger than 1 MiB,
// or that is broken inside, is left out; reading ends at 4 MiB of text, at IEND, or where the file
// breaks off. Throws Error{bad_input} only if `bytes` is no PNG at all.
MAULSTICK_API std::vector<TextChunk> read_text_chunks(std::string_view bytes);

// The first with that keyword; null if there is none.
MAULSTICK_API const TextChunk* find_text(const std::vector<TextChunk>& texts,
                                         std::string_view keyword);

// The pixels of any PNG as 8-bit RGB; transparency is laid on white, gamma and
// colour profiles are ignored. Throws Error{bad_input} if the
// file is damaged, or larger than 64 megapixels. `where` names the file in messages.
MAULSTICK_API Image decode_png(std::string_view bytes, const std::string& where);

}  // namespace maulstick::picture
