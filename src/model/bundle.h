#pragma once
// A bundle folder whose every file is what its exporter wrote. Needs no torch: checking comes
// before anything of a file is read as a model.

#include <filesystem>
#include <stop_token>
#include <string>
#include <vector>

#include "base/sha256.h"
#include "model/manifest.h"

namespace maulstick::model {

struct FileCheck {
  std::string name;
  std::uint64_t bytes;
  std::string problem;  // empty if size and SHA-256 are as the manifest says
};

class Bundle {
 public:
  // Reads the manifest only. Throws Error{model} if `folder` is no bundle.
  static Bundle open(const std::filesystem::path& folder);

  // Size, then SHA-256, of every file, in the manifest's order; largest files cost a second for
  // each gigabyte or two. Does not throw for damage, but for `stop`: Error{interrupted}.
  [[nodiscard]] std::vector<FileCheck> check_files(const std::stop_token& stop = {},
                                                   const ReadProgress& progress = {}) const;

  // Throws Error{model} for the first file that is missing or damaged.
  void require_sound(const std::stop_token& stop = {}) const;

  [[nodiscard]] const Manifest& manifest() const { return manifest_; }
  [[nodiscard]] const std::filesystem::path& folder() const { return folder_; }
  [[nodiscard]] std::filesystem::path path_of(const std::string& name) const;

  // The whole of a file the manifest names, again held against its SHA-256. For small files.
  [[nodiscard]] std::string read(const std::string& name) const;

  // SHA-256 of the manifest, which contains those of all files: the identity of the model.
  [[nodiscard]] const std::string& hash() const { return hash_; }

 private:
  Bundle(std::filesystem::path folder, const std::string& manifest_text);

  std::filesystem::path folder_;
  Manifest manifest_;
  std::string hash_;
};

}  // namespace maulstick::model
