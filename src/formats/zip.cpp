#include "formats/zip.h"

#include <algorithm>
#include <cstdint>

#include "base/error.h"

namespace maulstick::formats {
namespace {

constexpr std::string_view local_magic = "PK\x03\x04";
constexpr std::string_view central_magic = "PK\x01\x02";
constexpr std::string_view end_magic = "PK\x05\x06";
constexpr std::size_t local_size = 30;
constexpr std::size_t central_size = 46;
constexpr std::size_t end_size = 22;
constexpr std::size_t comment_limit = 0xFFFF;
constexpr std::size_t entry_limit = 1024;

class Archive {
 public:
  Archive(std::string_view bytes, const std::string& where) : bytes_(bytes), where_(where) {}

  std::map<std::string, std::string_view> entries() const {
    const std::size_t end = find_end();
    const std::size_t count = number(end + 10, 2);
    std::size_t position = number(end + 16, 4);
    require(count <= entry_limit, "at most 1024 entries", std::to_string(count));
    std::map<std::string, std::string_view> result;
    for (std::size_t i = 0; i < count; ++i) {
      require(slice(position, central_size).starts_with(central_magic), "a central directory entry",
              "other bytes");
      const std::size_t name_size = number(position + 28, 2);
      const std::string name(slice(position + central_size, name_size));
      require(result.emplace(name, entry_data(position)).second, "each name once", name + " twice");
      position += central_size + name_size + number(position + 30, 2) + number(position + 32, 2);
    }
    return result;
  }

 private:
  void require(bool holds, std::string expected, std::string got) const {
    if (holds) return;
    throw Error(ErrorKind::bad_input, {.what = "this zip archive cannot be read",
                                       .where = where_,
                                       .expected = std::move(expected),
                                       .got = std::move(got)});
  }

  [[nodiscard]] std::string_view slice(std::size_t offset, std::size_t size) const {
    require(offset <= bytes_.size() && size <= bytes_.size() - offset, "a whole archive",
            "one that is cut");
    return bytes_.substr(offset, size);
  }

  [[nodiscard]] std::size_t number(std::size_t offset, std::size_t size) const {
    std::size_t value = 0;
    const std::string_view digits = slice(offset, size);
    for (std::size_t i = size; i > 0; --i)
      value = value << 8U | static_cast<std::uint8_t>(digits[i - 1]);
    return value;
  }

  [[nodiscard]] std::size_t find_end() const {
    require(bytes_.size() >= end_size, "a whole archive", "one that is cut");
    const std::size_t tail = std::min(bytes_.size(), end_size + comment_limit);
    const std::size_t found = bytes_.substr(bytes_.size() - tail).rfind(end_magic);
    require(found != std::string_view::npos, "an end record", "none");
    return bytes_.size() - tail + found;
  }

  [[nodiscard]] std::string_view entry_data(std::size_t central) const {
    require(number(central + 10, 2) == 0, "entries that are stored", "a compressed one");
    const std::size_t size = number(central + 24, 4);
    require(number(central + 20, 4) == size, "equal sizes for a stored entry", "different ones");
    const std::size_t local = number(central + 42, 4);
    require(slice(local, local_size).starts_with(local_magic), "an entry's header", "other bytes");
    return slice(local + local_size + number(local + 26, 2) + number(local + 28, 2), size);
  }

  std::string_view bytes_;
  const std::string& where_;
};

}  // namespace

bool looks_like_zip(std::string_view bytes) {
  return bytes.starts_with(local_magic);
}

std::map<std::string, std::string_view> read_stored_zip(std::string_view bytes,
                                                        const std::string& where) {
  return Archive(bytes, where).entries();
}

}  // namespace maulstick::formats
