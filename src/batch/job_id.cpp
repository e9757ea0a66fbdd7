#include "batch/job_id.h"

#include <algorithm>
#include <array>
#include <nlohmann/json.hpp>

#include "base/sha256.h"
#include "engine/settings_json.h"

namespace maulstick::batch {
namespace {

using nlohmann::json;

constexpr std::size_t longest_id = 100;
constexpr std::size_t digits = 16;

// As `maulstick merge` calls it.
constexpr std::string_view sheet = "contact-sheet";

bool is_safe(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '.' ||
         c == '_' || c == '-';
}

std::string lower(std::string_view text) {
  std::string result(text);
  for (char& c : result) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  return result;
}

// With any extension: https://learn.microsoft.com/windows/win32/fileio/naming-a-file
bool is_device(std::string_view id) {
  static constexpr std::array<std::string_view, 4> devices = {"con", "prn", "aux", "nul"};
  const std::string stem = lower(id.substr(0, id.find('.')));
  if (std::ranges::find(devices, stem) != devices.end()) return true;
  return stem.size() == 4 && (stem.starts_with("com") || stem.starts_with("lpt")) &&
         stem.back() >= '0' && stem.back() <= '9';
}

}  // namespace

bool is_safe_id(std::string_view id) {
  return !id.empty() && id.size() <= longest_id && id.front() != '.' &&
         std::ranges::all_of(id, is_safe) && !is_device(id) && lower(id) != sheet;
}

std::string default_id(const Request& request) {
  const json defaults = request_json(Request());
  const json all = request_json(request);
  json given = json::object();
  for (const auto& [key, value] : all.items()) {
    if (!defaults.contains(key) || defaults[key] != value) given[key] = value;
  }
  for (const auto& file : request.embeddings) given["embedding"].push_back(file.string());
  return sha256(given.dump()).substr(0, digits);
}

}  // namespace maulstick::batch
