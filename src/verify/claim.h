#pragma once
// What a picture says of how it was painted, as far as it takes to paint it again.

#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include "base/image.h"
#include "engine/report.h"
#include "engine/request.h"

namespace maulstick::verify {

struct Claim {
  Image image;
  Request request;                          // without its embeddings
  std::vector<EmbeddingRecord> embeddings;  // that it was painted with
  Fingerprint painted_with;                 // "" where it does not say
  std::string version;                      // of the program that painted it, likewise
  std::vector<std::string> lost;            // settings that could not be taken over as they stand
};

// Throws Error{bad_input} if that is no picture of Maulstick's, painted to its end, in the size
// that it was painted in.
Claim read_claim(const std::filesystem::path& picture);

// Files by what is in them, as SHA-256. Throws Error{bad_input} if one cannot be read.
using KnownFiles = std::map<std::string, std::filesystem::path>;
KnownFiles known_files(const std::vector<std::filesystem::path>& files);

// The request with those of the files that the picture was painted with. Throws Error{bad_input} if
// one is not there.
Request complete_request(const Claim& claim, const KnownFiles& known);

}  // namespace maulstick::verify
