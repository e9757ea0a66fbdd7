#include "ui/history/picture_prefix.h"

#include <array>
#include <cstdint>
#include <fstream>
#include <string_view>
#include <system_error>

#include "picture/png_chunks.h"

namespace maulstick::ui {
namespace {

// The texts that read_text_chunks takes are 4 MiB at most.
constexpr std::array<std::size_t, 4> lengths = {std::size_t{4} << 10U, std::size_t{64} << 10U,
                                                std::size_t{1} << 20U, std::size_t{5} << 20U};
constexpr std::size_t chunkHead = 8;    // length and type
constexpr std::size_t aroundData = 12;  // and CRC

std::size_t lengthAt(std::string_view bytes, std::size_t offset) {
  std::size_t length = 0;
  for (const char byte : bytes.substr(offset, 4)) {
    length = length << 8U | static_cast<std::uint8_t>(byte);
  }
  return length;
}

// Whether more of the file could hold more texts.
bool isBeforePixels(std::string_view bytes) {
  if (!bytes.starts_with(picture::png_signature)) return false;
  std::size_t offset = picture::png_signature.size();
  while (offset + chunkHead <= bytes.size()) {
    const std::string_view type = bytes.substr(offset + 4, 4);
    if (type == "IDAT" || type == "IEND") return false;
    offset += aroundData + lengthAt(bytes, offset);
  }
  return true;
}

}  // namespace

std::string readUpToPixels(const std::filesystem::path& file) {
  std::error_code fault;
  if (!std::filesystem::is_regular_file(file, fault))
    return {};  // a named pipe would wait for ever
  std::ifstream stream(file, std::ios::binary);
  std::string bytes;
  for (const std::size_t length : lengths) {
    const std::size_t before = bytes.size();
    bytes.resize(length);
    stream.read(bytes.data() + before, static_cast<std::streamsize>(length - before));
    bytes.resize(before + static_cast<std::size_t>(stream.gcount()));
    if (bytes.size() < length || !isBeforePixels(bytes)) break;
  }
  return bytes;
}

}  // namespace maulstick::ui
