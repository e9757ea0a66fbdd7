#include "ui/history/painted_files.h"

#include <chrono>

#include "engine/settings.h"
#include "picture/png.h"
#include "support/fingerprint.h"
#include "support/folder.h"

namespace maulstick::testing {

Painting paintingOf(const std::string& prompt, std::int64_t seed) {
  Painting painting;
  painting.request.prompt = prompt;
  painting.request.negative = "rain";
  painting.request.seed = seed;
  painting.request.width = 8;
  painting.request.height = 16;
  painting.fingerprint = some_fingerprint();
  painting.losses = {0.5, 0.25, 0.125};
  painting.image = {.width = 8, .height = 16, .rgb = std::vector<std::uint8_t>(8 * 16 * 3, 100)};
  return painting;
}

std::string pngOf(const Painting& painting) {
  return picture::encode_png(painting.image, text_chunks(painting));
}

std::filesystem::path writePicture(const std::filesystem::path& folder, int number,
                                   const std::string& prompt) {
  const std::filesystem::path file = folder / ("picture-" + std::to_string(number) + ".png");
  write(file, pngOf(paintingOf(prompt, number)));
  const auto begin = std::filesystem::file_time_type::clock::now() - std::chrono::hours(24);
  std::filesystem::last_write_time(file, begin + std::chrono::seconds(number));
  return file;
}

}  // namespace maulstick::testing
