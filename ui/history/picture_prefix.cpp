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
constexpr std::size_t mostBehind = std::size_t{5} << 20U;
constexpr int mostChunks = 1 << 16;     // in a file whose pixels are cut into little pieces
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

bool isText(std::string_view type) {
  return type == "tEXt" || type == "zTXt" || type == "iTXt";
}

// A named pipe would wait for ever.
bool isPlainFile(const std::filesystem::path& file) {
  std::error_code fault;
  return std::filesystem::is_regular_file(file, fault);
}

// `length` bytes at the end of `bytes`; false where the file breaks off.
bool append(std::istream& stream, std::string& bytes, std::size_t length) {
  const std::size_t before = bytes.size();
  bytes.resize(before + length);
  stream.read(bytes.data() + before, static_cast<std::streamsize>(length));
  return static_cast<std::size_t>(stream.gcount()) == length;
}

}  // namespace

std::string readBehindPixels(const std::filesystem::path& file) {
  if (!isPlainFile(file)) return {};
  std::ifstream stream;
  stream.rdbuf()->pubsetbuf(nullptr, 0);  // what is skipped is not read
  stream.open(file, std::ios::binary);
  std::string texts;
  if (!append(stream, texts, picture::png_signature.size())) return {};
  if (texts != picture::png_signature) return {};
  bool behind = false;
  for (int chunk = 0; chunk < mostChunks; ++chunk) {
    std::string head;
    if (!append(stream, head, chunkHead)) break;
    const std::size_t length = lengthAt(head, 0);
    const std::string_view type = std::string_view(head).substr(4);
    behind = behind || type == "IDAT";
    const bool wanted = behind && isText(type);
    if (type == "IEND" || (wanted && texts.size() + length > mostBehind)) break;
    const std::size_t rest = length + aroundData - chunkHead;
    if (!wanted) {
      stream.seekg(static_cast<std::streamoff>(rest), std::ios::cur);
    } else if (!append(stream, texts += head, rest)) {
      break;
    }
  }
  return texts.size() > picture::png_signature.size() ? texts : std::string();
}

std::string readUpToPixels(const std::filesystem::path& file) {
  if (!isPlainFile(file)) return {};
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
