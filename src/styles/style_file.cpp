#include "styles/style_file.h"

#include <algorithm>
#include <string>
#include <utility>

#include "base/error.h"
#include "base/file.h"
#include "styles/styles_csv.h"
#include "styles/styles_json.h"

namespace maulstick::styles {
namespace {

std::string lower_extension(const std::filesystem::path& path) {
  std::string extension = path.extension().string();
  std::ranges::transform(extension, extension.begin(), [](char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  });
  return extension;
}

}  // namespace

std::vector<Style> read_style_file(const std::filesystem::path& path) {
  const std::string extension = lower_extension(path);
  if (extension != ".csv" && extension != ".json") {
    throw Error(ErrorKind::bad_input, {.what = "the kind of the style file is not known",
                                       .where = path.string(),
                                       .expected = "a name that ends in .csv or .json",
                                       .got = extension.empty() ? "no ending" : extension});
  }
  const std::string bytes =
      read_file(path, {.bytes = largest_style_file, .blame = ErrorKind::bad_input});
  return extension == ".csv" ? parse_styles_csv(bytes, path.string())
                             : parse_styles_json(bytes, path.string());
}

std::vector<Style> known_styles(const std::filesystem::path& path) {
  std::vector<Style> styles = built_in_styles();
  if (!path.empty()) {
    std::vector<Style> own = read_style_file(path);
    std::ranges::move(own, std::back_inserter(styles));
  }
  return styles;
}

}  // namespace maulstick::styles
