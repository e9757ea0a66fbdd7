#pragma once
// Bundles that weigh nothing: Easel's manifest, and files of a few bytes that are as it says.

#include <filesystem>

namespace maulstick::testing {

// Makes `folder`. All that reads manifests and hashes takes it for a sound model; it paints nothing.
void makeTinyBundle(const std::filesystem::path& folder, const std::string& name = "Tiny");

// Grows a file of the bundle to `bytes`, of which none is written, and tells the manifest so. Its
// SHA-256 is wrong.
void growFile(const std::filesystem::path& folder, const std::string& file, std::uint64_t bytes);

}  // namespace maulstick::testing
