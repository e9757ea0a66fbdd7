#include "sheet/thumbnail.h"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <string_view>
#include <utility>
#include <vector>

#define STB_IMAGE_WRITE_IMPLEMENTATION
#define STB_IMAGE_WRITE_STATIC
#define STBI_WRITE_NO_STDIO
#include <stb/stb_image_write.h>

namespace maulstick::sheet {
namespace {

constexpr int jpeg_quality = 88;

// Which pixels of a row or column go into one pixel of the small picture, and with what weight.
struct Share {
  int first;
  std::vector<float> weights;  // their sum is 1
};

std::vector<Share> shares(int from, int to) {
  std::vector<Share> result;
  const double width = static_cast<double>(from) / to;
  for (int i = 0; i < to; ++i) {
    const double begin = i * width;
    const double end = std::min((i + 1) * width, static_cast<double>(from));
    Share share = {.first = static_cast<int>(begin), .weights = {}};
    for (int j = share.first; j < from && j < end; ++j) {
      const double covered = std::min(end, j + 1.0) - std::max(begin, static_cast<double>(j));
      share.weights.push_back(static_cast<float>(covered / (end - begin)));
    }
    result.push_back(std::move(share));
  }
  return result;
}

// [height, to, 3]
std::vector<float> narrowed(const Image& image, int to) {
  const auto columns = shares(image.width, to);
  std::vector<float> result(static_cast<std::size_t>(image.height) * to * 3);
  float* cell = result.data();
  for (int y = 0; y < image.height; ++y) {
    const std::uint8_t* row = image.rgb.data() + static_cast<std::size_t>(y) * image.width * 3;
    for (const Share& share : columns) {
      for (std::size_t k = 0; k < share.weights.size(); ++k) {
        const std::uint8_t* pixel = row + (static_cast<std::size_t>(share.first) + k) * 3;
        for (int c = 0; c < 3; ++c) cell[c] += share.weights[k] * pixel[c];
      }
      cell += 3;
    }
  }
  return result;
}

void append(void* context, void* data, int size) {
  static_cast<std::string*>(context)->append(static_cast<const char*>(data),
                                             static_cast<std::size_t>(size));
}

}  // namespace

Image scaled_down(const Image& image, int side) {
  const int longest = std::max(image.width, image.height);
  if (longest <= side) return image;
  const double factor = static_cast<double>(side) / longest;
  const auto length = [factor](int from) {
    return std::max(1, static_cast<int>(std::lround(from * factor)));
  };
  Image small = {.width = length(image.width), .height = length(image.height), .rgb = {}};
  const std::vector<float> rows = narrowed(image, small.width);
  const std::size_t stride = static_cast<std::size_t>(small.width) * 3;
  for (const Share& share : shares(image.height, small.height)) {
    for (std::size_t x = 0; x < stride; ++x) {
      float sum = 0;
      for (std::size_t k = 0; k < share.weights.size(); ++k) {
        sum += share.weights[k] * rows[(static_cast<std::size_t>(share.first) + k) * stride + x];
      }
      small.rgb.push_back(static_cast<std::uint8_t>(std::min(255L, std::lround(sum))));
    }
  }
  return small;
}

std::string encode_jpeg(const Image& image) {
  std::string jpeg;
  stbi_write_jpg_to_func(&append, &jpeg, image.width, image.height, 3, image.rgb.data(),
                         jpeg_quality);
  return jpeg;
}

std::string data_uri(const std::string& jpeg) {
  constexpr std::string_view digits =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  std::string uri = "data:image/jpeg;base64,";
  for (std::size_t i = 0; i < jpeg.size(); i += 3) {
    std::uint32_t bits = 0;
    for (std::size_t k = 0; k < 3; ++k) {
      const unsigned byte = i + k < jpeg.size() ? static_cast<unsigned char>(jpeg[i + k]) : 0;
      bits = bits << 8U | byte;
    }
    for (std::size_t k = 0; k < 4; ++k) {
      const bool past_end = i + k > jpeg.size();
      uri += past_end ? '=' : digits[bits >> (18 - 6 * k) & 63U];
    }
  }
  return uri;
}

}  // namespace maulstick::sheet
