#include "model/bundle.h"

#include <algorithm>
#include <utility>

#include "base/file.h"

namespace maulstick::model {
namespace {

namespace fs = std::filesystem;

constexpr const char* export_hint =
    "scripts/export_weights.py writes bundles; see models/README.md";

[[noreturn]] void refuse(const fs::path& path, std::string what, std::string expected,
                         std::string got, std::string hint = export_hint) {
  throw Error(ErrorKind::model, {.what = std::move(what),
                                 .where = path.string(),
                                 .expected = std::move(expected),
                                 .got = std::move(got),
                                 .hint = std::move(hint)});
}

bool lies_in(const fs::path& path, const fs::path& folder) {
  std::error_code fault;
  const fs::path real_folder = fs::canonical(folder, fault);
  const fs::path real_path = fs::canonical(path, fault);
  if (fault) return false;
  const auto ends = std::ranges::mismatch(real_folder, real_path);
  return ends.in1 == real_folder.end();
}

std::string problem_of(const fs::path& path, const fs::path& folder, const FileEntry& entry,
                       const std::stop_token& stop, const ReadProgress& progress) {
  std::error_code fault;
  if (!fs::is_regular_file(path, fault)) return "missing";
  if (!lies_in(path, folder)) return "a link that leads out of the bundle";
  const std::uintmax_t bytes = fs::file_size(path, fault);
  if (fault) return "unreadable";
  if (bytes != entry.bytes) return std::to_string(bytes) + " bytes";
  if (sha256_of_file(path, ErrorKind::model, stop, progress) != entry.sha256) {
    return "another SHA-256";
  }
  return "";
}

}  // namespace

Bundle Bundle::open(const fs::path& folder) {
  std::error_code ignored;
  if (!fs::is_directory(folder, ignored)) {
    refuse(folder, "there is no model", "a bundle folder",
           fs::exists(folder, ignored) ? "a file" : "nothing");
  }
  const fs::path manifest = folder / "manifest.json";
  if (!fs::exists(manifest, ignored)) {
    refuse(folder, "this folder is no bundle", "manifest.json in it", "none");
  }
  return {folder, read_file(manifest, {.bytes = manifest_limit, .blame = ErrorKind::model})};
}

Bundle::Bundle(fs::path folder, const std::string& manifest_text)
    : folder_(std::move(folder)),
      manifest_(parse_manifest(manifest_text, (folder_ / "manifest.json").string())),
      hash_(sha256(manifest_text)) {}

fs::path Bundle::path_of(const std::string& name) const {
  return folder_ / name;
}

std::vector<FileCheck> Bundle::check_files(const std::stop_token& stop,
                                           const ReadProgress& progress) const {
  std::vector<FileCheck> checks;
  for (const auto& [name, entry] : manifest_.files) {
    std::string problem = problem_of(path_of(name), folder_, entry, stop, progress);
    checks.push_back({name, entry.bytes, std::move(problem)});
  }
  return checks;
}

void Bundle::require_sound(const std::stop_token& stop) const {
  for (const FileCheck& check : check_files(stop)) {
    if (check.problem.empty()) continue;
    refuse(path_of(check.name), "a file of the model is missing or damaged",
           std::to_string(check.bytes) + " bytes with the manifest's SHA-256", check.problem,
           "export the model again with scripts/export_weights.py");
  }
}

std::string Bundle::read(const std::string& name) const {
  const FileEntry& entry = manifest_.files.at(name);
  std::string bytes = read_file(path_of(name), {.bytes = entry.bytes, .blame = ErrorKind::model});
  if (sha256(bytes) != entry.sha256) {
    refuse(path_of(name), "a file of the model is damaged", "the manifest's SHA-256", "another");
  }
  return bytes;
}

}  // namespace maulstick::model
