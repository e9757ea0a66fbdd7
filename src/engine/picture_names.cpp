#include "engine/picture_names.h"

#include <cstdio>
#include <string>

#include "base/file.h"

namespace maulstick {
namespace {

// Local time, because people look for "the one from this morning".
std::string dated_name(std::int64_t seed, int attempt) {
  const std::time_t now = std::time(nullptr);
  std::tm local = {};
  ::localtime_r(&now, &local);
  char date[32];
  std::strftime(date, sizeof date, "%Y-%m-%d-%H%M%S", &local);
  std::string name = "maulstick-";
  name.append(date).append("-seed").append(std::to_string(seed));
  if (attempt > 1) name.append("-").append(std::to_string(attempt));
  return name.append(".png");
}

}  // namespace

std::filesystem::path save_under_dated_name(const std::filesystem::path& folder,
                                            std::string_view png, std::int64_t seed) {
  for (int attempt = 1;; ++attempt) {
    const std::filesystem::path path = folder / dated_name(seed, attempt);
    if (write_file_atomically(path, png, IfExists::keep)) return path;
  }
}

std::optional<std::time_t> painted_at(const std::filesystem::path& picture) {
  std::tm local = {};
  int end = 0;
  const std::string name = picture.filename().string();
  const int fields = std::sscanf(name.c_str(), "maulstick-%4d-%2d-%2d-%2d%2d%2d-seed%n",
                                 &local.tm_year, &local.tm_mon, &local.tm_mday, &local.tm_hour,
                                 &local.tm_min, &local.tm_sec, &end);
  if (fields != 6 || end == 0) return std::nullopt;
  local.tm_year -= 1900;
  local.tm_mon -= 1;
  local.tm_isdst = -1;  // as it was at that time of the year
  const std::time_t time = std::mktime(&local);
  return time == -1 ? std::nullopt : std::optional(time);
}

}  // namespace maulstick
