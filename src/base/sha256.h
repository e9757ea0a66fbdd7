#pragma once
// SHA-256 of files that may be gigabytes long, at the speed of the disk (OpenSSL's).

#include <cstdint>
#include <filesystem>
#include <functional>
#include <stop_token>
#include <string>
#include <string_view>

#include "base/error.h"

namespace maulstick {

// 64 lower-case hex digits.
std::string sha256(std::string_view bytes);

// Called after each block with the number of bytes in it.
using ReadProgress = std::function<void(std::uint64_t bytes)>;

// The same of a file. Looks at `stop` between blocks: Error{interrupted}. Unreadable: Error{blame}.
std::string sha256_of_file(const std::filesystem::path& path, ErrorKind blame,
                           const std::stop_token& stop = {}, const ReadProgress& progress = {});

}  // namespace maulstick
