#include "base/sha256.h"

#include <openssl/evp.h>

#include <array>
#include <cerrno>
#include <cstring>
#include <fstream>
#include <memory>
#include <vector>

#include "base/stop.h"

namespace maulstick {
namespace {

class Sha256 {
 public:
  Sha256() : context_(EVP_MD_CTX_new(), EVP_MD_CTX_free) {
    EVP_DigestInit_ex(context_.get(), EVP_sha256(), nullptr);
  }

  void update(const char* bytes, std::size_t count) {
    EVP_DigestUpdate(context_.get(), bytes, count);
  }

  std::string hex_digest() {
    std::array<unsigned char, 32> digest = {};
    EVP_DigestFinal_ex(context_.get(), digest.data(), nullptr);
    constexpr std::string_view digits = "0123456789abcdef";
    std::string hex;
    for (const unsigned char byte : digest) {
      hex += digits[byte >> 4U];
      hex += digits[byte & 15U];
    }
    return hex;
  }

 private:
  std::unique_ptr<EVP_MD_CTX, decltype(&EVP_MD_CTX_free)> context_;
};

}  // namespace

std::string sha256(std::string_view bytes) {
  Sha256 hash;
  hash.update(bytes.data(), bytes.size());
  return hash.hex_digest();
}

std::string sha256_of_file(const std::filesystem::path& path, ErrorKind blame,
                           const std::stop_token& stop, const ReadProgress& progress) {
  std::ifstream file(path, std::ios::binary);
  Sha256 hash;
  std::vector<char> block(std::size_t{1} << 20U);
  while (file) {
    throw_if_stopped(stop, "loading", path.string());
    file.read(block.data(), static_cast<std::streamsize>(block.size()));
    const auto count = static_cast<std::size_t>(file.gcount());
    hash.update(block.data(), count);
    if (progress) progress(count);
  }
  if (!file.eof()) {
    throw Error(blame, {.what = "cannot read the file",
                        .where = path.string(),
                        .expected = "a readable file",
                        .got = std::strerror(errno)});
  }
  return hash.hex_digest();
}

}  // namespace maulstick
