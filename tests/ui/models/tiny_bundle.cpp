#include "ui/models/tiny_bundle.h"

#include <nlohmann/json.hpp>

#include "base/sha256.h"
#include "support/folder.h"

namespace maulstick::testing {
namespace {

namespace fs = std::filesystem;
using nlohmann::json;

const fs::path easel = MAULSTICK_SOURCE_DIR "/models/easel";

}  // namespace

void makeTinyBundle(const fs::path& folder, const std::string& name) {
  json manifest = json::parse(contents(easel / "manifest.json"));
  manifest["name"] = name;
  for (auto& [file, entry] : manifest["files"].items()) {
    fs::create_directories((folder / file).parent_path());
    const std::string bytes = "the bytes of " + file;
    write(folder / file, bytes);
    entry = {{"bytes", bytes.size()}, {"sha256", sha256(bytes)}};
  }
  write(folder / "manifest.json", manifest.dump());
}

void growFile(const fs::path& folder, const std::string& file, std::uint64_t bytes) {
  json manifest = json::parse(contents(folder / "manifest.json"));
  manifest["files"][file]["bytes"] = bytes;
  write(folder / "manifest.json", manifest.dump());
  fs::resize_file(folder / file, bytes);
}

}  // namespace maulstick::testing
