#include "text/sentencepiece_charsmap.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

namespace maulstick::text {
namespace {

// Protocol buffers' wire format: types, and fields of ModelProto and NormalizerSpec.
constexpr std::uint64_t varint_type = 0;
constexpr std::uint64_t eight_bytes_type = 1;
constexpr std::uint64_t bytes_type = 2;
constexpr std::uint64_t four_bytes_type = 5;
constexpr std::uint64_t normalizer_field = 3;
constexpr std::uint64_t denormalizer_field = 5;
constexpr std::uint64_t charsmap_field = 2;

constexpr int room_for_results = 32;  // what the library keeps of one search
constexpr int longest_rule = 255;     // bytes; the depth of the recursion below
constexpr std::size_t length_size = 4;

std::optional<std::uint64_t> take_varint(std::string_view& bytes) {
  std::uint64_t value = 0;
  for (unsigned shift = 0; shift < 64 && !bytes.empty(); shift += 7) {
    const auto byte = static_cast<std::uint8_t>(bytes.front());
    bytes.remove_prefix(1);
    value |= std::uint64_t{byte & 0x7FU} << shift;
    if (byte < 0x80) return value;
  }
  return std::nullopt;
}

std::uint64_t type_of(std::uint64_t tag) {
  return tag & 7U;
}

// How many bytes of a field are still to be read after what this takes.
std::optional<std::uint64_t> take_length(std::uint64_t tag, std::string_view& bytes) {
  switch (type_of(tag)) {
    case varint_type:
      if (!take_varint(bytes)) return std::nullopt;
      return 0;
    case eight_bytes_type: return 8;
    case bytes_type: return take_varint(bytes);
    case four_bytes_type: return 4;
    default: return std::nullopt;
  }
}

// Calls `visit(number, bytes)` for every field that has bytes. False if `message` is no message, or
// `visit` gave false.
template <typename Visit>
bool visit_fields(std::string_view message, Visit visit) {
  while (!message.empty()) {
    const auto tag = take_varint(message);
    if (!tag) return false;
    const auto length = take_length(*tag, message);
    if (!length || *length > message.size()) return false;
    const bool has_bytes = type_of(*tag) == bytes_type;
    if (has_bytes && !visit(*tag >> 3U, message.substr(0, *length))) return false;
    message.remove_prefix(*length);
  }
  return true;
}

std::uint32_t little_endian(std::string_view bytes, std::size_t offset) {
  std::uint32_t value = 0;
  for (std::size_t i = 0; i < 4; ++i) {
    value |= std::uint32_t{static_cast<std::uint8_t>(bytes[offset + i])} << (8 * i);
  }
  return value;
}

// A double array (Aoe, 1989, in the layout of darts-clone): the child of a unit by a byte b is at
// (index XOR offset) XOR b and has b as its label.
class DoubleArray {
 public:
  // `bytes` is a multiple of 4 long.
  explicit DoubleArray(std::string_view bytes) : units_(bytes.size() / 4) {
    for (std::size_t i = 0; i < units_.size(); ++i) units_[i] = little_endian(bytes, 4 * i);
    results_below_.assign(units_.size(), unknown);
  }

  [[nodiscard]] bool is_sound() {
    const int results = most_results(0, 0);
    return results >= 0 && results <= room_for_results;
  }

 private:
  static constexpr int unknown = -3;
  static constexpr int in_progress = -2;
  static constexpr int unsound = -1;

  [[nodiscard]] std::size_t block_of(std::size_t index) const {
    const std::uint32_t unit = units_[index];
    return index ^ (std::size_t{unit >> 10U} << ((unit & (1U << 9U)) >> 6U));
  }
  [[nodiscard]] bool has_label(std::size_t index, unsigned byte) const {
    return (units_[index] & 0x800000FFU) == byte;
  }
  [[nodiscard]] bool has_result(std::size_t index) const { return (units_[index] >> 8U & 1U) != 0; }

  // The most results that one search finds below a unit, or `unsound`.
  int most_results(std::size_t index, int depth) {
    int& known = results_below_[index];
    if (known == in_progress || depth > longest_rule) return unsound;
    if (known != unknown) return known;
    known = in_progress;
    const std::size_t block = block_of(index);
    if ((block | 0xFFU) >= units_.size()) return known = unsound;
    int most = 0;
    for (unsigned byte = 0; byte < 256; ++byte) {
      const std::size_t child = block ^ byte;
      if (!has_label(child, byte)) continue;
      const int below = most_results(child, depth + 1);
      if (below < 0) return known = unsound;
      most = std::max(most, below + (has_result(child) ? 1 : 0));
    }
    return known = most;
  }

  std::vector<std::uint32_t> units_;
  std::vector<int> results_below_;
};

// The layout is: the trie's length, the trie, the texts that it points to. What is not laid out so,
// the library itself refuses.
bool is_sound_charsmap(std::string_view charsmap) {
  if (charsmap.size() <= length_size) return true;
  const std::size_t length = little_endian(charsmap, 0);
  charsmap.remove_prefix(length_size);
  if (length >= charsmap.size() || length % 4 != 0 || length == 0) return true;
  return DoubleArray(charsmap.substr(0, length)).is_sound();
}

}  // namespace

bool has_sound_charsmap(std::string_view model_bytes) {
  return visit_fields(model_bytes, [](std::uint64_t number, std::string_view spec) {
    if (number != normalizer_field && number != denormalizer_field) return true;
    return visit_fields(spec, [](std::uint64_t inner, std::string_view charsmap) {
      return inner != charsmap_field || is_sound_charsmap(charsmap);
    });
  });
}

}  // namespace maulstick::text
