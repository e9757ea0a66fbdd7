#pragma once
// Pictures that an earlier run has left: whether a job is done without painting it again.

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "engine/request.h"

namespace maulstick::batch {

// What a picture must have been painted with.
struct Wanted {
  Request request;         // with its size; a seed of -1 stands for any
  std::string model_hash;  // SHA-256 of the bundle's manifest
};

// What the picture says of its own making.
struct Finished {
  std::int64_t seed;
  double seconds;
  std::vector<double> losses;  // one for each row of the catalog; NaN where it says none
};

// Reads the picture to its last pixel. Nothing if there is none, or one that is damaged: then it
// has to be painted (again). Throws Error{bad_input} if what is there is no picture of ours, or was
// painted with other settings, embeddings or another model.
std::optional<Finished> find_finished(const std::filesystem::path& picture, const Wanted& wanted);

}  // namespace maulstick::batch
