#include "picture/png.h"

#include <png.h>
#include <zlib.h>

#include <cstdint>
#include <cstring>

#include "base/error.h"
#include "picture/latin1.h"
#include "picture/png_chunks.h"

#define STB_IMAGE_WRITE_IMPLEMENTATION
#define STB_IMAGE_WRITE_STATIC
#define STBI_WRITE_NO_STDIO
#include <stb/stb_image_write.h>

namespace maulstick::picture {
namespace {

constexpr std::size_t behind_header = 33;  // signature, then IHDR: 4 + 4 + 13 + 4 bytes
constexpr std::uint64_t pixel_limit = 64'000'000;

std::string big_endian(std::uint32_t value) {
  std::string bytes;
  for (int shift = 24; shift >= 0; shift -= 8) bytes += static_cast<char>(value >> shift & 0xFFU);
  return bytes;
}

std::string chunk(const char* type, const std::string& data) {
  const std::string covered = type + data;
  const auto* bytes = reinterpret_cast<const Bytef*>(covered.data());
  const auto crc = crc32(0, bytes, static_cast<uInt>(covered.size()));
  return big_endian(static_cast<std::uint32_t>(data.size())) + covered +
         big_endian(static_cast<std::uint32_t>(crc));
}

std::string text_chunk(const TextChunk& text) {
  using namespace std::string_literals;
  if (const auto latin1 = to_latin1(text.text))
    return chunk("tEXt", text.keyword + "\0"s + *latin1);
  // Not compressed (two bytes), no language, no translated keyword.
  return chunk("iTXt", text.keyword + "\0\0\0\0\0"s + text.text);
}

void append(void* context, void* data, int size) {
  static_cast<std::string*>(context)->append(static_cast<const char*>(data),
                                             static_cast<std::size_t>(size));
}

// libpng's handle, freed on every way out.
struct PngImage {
  png_image image = {};
  PngImage() { image.version = PNG_IMAGE_VERSION; }
  ~PngImage() { png_image_free(&image); }
  PngImage(const PngImage&) = delete;
  PngImage& operator=(const PngImage&) = delete;
};

// The chunks that pixels are made of. libpng would apply gAMA and colour profiles; the programs whose
// numbers ours are compared with take samples as they are.
std::string without_colour_management(std::string_view file) {
  if (!file.starts_with(png_signature)) return std::string(file);
  std::string bytes(png_signature);
  std::string_view rest = file.substr(png_signature.size());
  while (const auto chunk = next_chunk(rest)) {
    const bool critical = (static_cast<unsigned char>(chunk->type.front()) & 0x20U) == 0;
    if (critical || chunk->type == "tRNS") bytes += chunk->whole;
  }
  return bytes + std::string(rest);  // what is cut stays to be refused
}

[[noreturn]] void refuse(const std::string& where, std::string expected, std::string got) {
  throw Error(ErrorKind::bad_input, {.what = "the picture cannot be read",
                                     .where = where,
                                     .expected = std::move(expected),
                                     .got = std::move(got)});
}

}  // namespace

std::string encode_png(const Image& image, const std::vector<TextChunk>& texts) {
  std::string png;
  if (stbi_write_png_to_func(&append, &png, image.width, image.height, 3, image.rgb.data(),
                             image.width * 3) == 0) {
    throw Error(ErrorKind::device, {.what = "the picture could not be encoded",
                                    .where = "PNG",
                                    .expected = "enough memory",
                                    .got = "a failed allocation"});
  }
  std::string chunks;
  for (const TextChunk& text : texts) chunks += text_chunk(text);
  png.insert(behind_header, chunks);
  return png;
}

Image decode_png(std::string_view file, const std::string& where) {
  const std::string bytes = without_colour_management(file);
  PngImage png;
  if (png_image_begin_read_from_memory(&png.image, bytes.data(), bytes.size()) == 0) {
    refuse(where, "a PNG", static_cast<const char*>(png.image.message));
  }
  const std::uint64_t pixels = std::uint64_t{png.image.width} * png.image.height;
  if (pixels > pixel_limit) {
    refuse(where, "at most 64 megapixels", std::to_string(pixels / 1'000'000) + " megapixels");
  }
  png.image.format = PNG_FORMAT_RGB;
  png.image.flags |= PNG_IMAGE_FLAG_16BIT_sRGB;  // or samples of 16 bits would be taken for linear
  Image image = {.width = static_cast<int>(png.image.width),
                 .height = static_cast<int>(png.image.height),
                 .rgb = std::vector<std::uint8_t>(pixels * 3)};
  const png_color white = {255, 255, 255};
  if (png_image_finish_read(&png.image, &white, image.rgb.data(), 0, nullptr) == 0) {
    refuse(where, "an undamaged PNG", static_cast<const char*>(png.image.message));
  }
  return image;
}

}  // namespace maulstick::picture
