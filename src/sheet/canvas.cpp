#include "sheet/canvas.h"

#include <algorithm>
#include <cstddef>
#include <cstring>
#include <vector>

#include <stb/stb_easy_font.h>

namespace maulstick::sheet {
namespace {

constexpr Colour ink = {40, 40, 40};

// What stb_easy_font writes: a rectangle is four of these.
struct Vertex {
  float x;
  float y;
  float z;
  std::array<std::uint8_t, 4> colour;
};
static_assert(sizeof(Vertex) == 16);

std::string ascii(std::string_view text) {
  std::string result;
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if ((byte & 0xC0U) == 0x80U) continue;  // not the first byte of its character
    result += byte >= 0x20 && byte < 0x7F ? c : '?';
  }
  return result;
}

void fill(Image& sheet, const Point& from, const Point& to) {
  for (int y = std::max(0, from.y); y < std::min(to.y, sheet.height); ++y) {
    for (int x = std::max(0, from.x); x < std::min(to.x, sheet.width); ++x) {
      const std::size_t pixel = (static_cast<std::size_t>(y) * sheet.width + x) * 3;
      std::ranges::copy(ink, sheet.rgb.begin() + static_cast<std::ptrdiff_t>(pixel));
    }
  }
}

}  // namespace

Image blank(int width, int height, const Colour& colour) {
  Image image = {.width = width, .height = height, .rgb = {}};
  const std::size_t pixels = static_cast<std::size_t>(width) * static_cast<std::size_t>(height);
  image.rgb.reserve(pixels * 3);
  for (std::size_t i = 0; i < pixels; ++i) {
    image.rgb.insert(image.rgb.end(), colour.begin(), colour.end());
  }
  return image;
}

void lay_on(Image& sheet, const Image& small, const Point& at) {
  const int left = std::max(0, at.x);
  const int right = std::min(sheet.width, at.x + small.width);
  if (left >= right) return;
  for (int y = std::max(0, at.y); y < std::min(sheet.height, at.y + small.height); ++y) {
    const auto begin = [&](const Image& image, int column, int row) {
      return (static_cast<std::ptrdiff_t>(row) * image.width + column) * 3;
    };
    std::copy_n(small.rgb.begin() + begin(small, left - at.x, y - at.y), (right - left) * 3,
                sheet.rgb.begin() + begin(sheet, left, y));
  }
}

void write_text(Image& sheet, std::string_view text, const Point& at, int width) {
  std::string line = ascii(text);
  while (!line.empty() && stb_easy_font_width(line.data()) > width) line.pop_back();
  // No letter has more than 17 rectangles of four vertices.
  std::vector<Vertex> vertices(line.size() * 17 * 4 + 4);
  const int rectangles =
      stb_easy_font_print(static_cast<float>(at.x), static_cast<float>(at.y), line.data(), nullptr,
                          vertices.data(), static_cast<int>(vertices.size() * sizeof(Vertex)));
  for (int i = 0; i < rectangles; ++i) {
    const Vertex& first = vertices[static_cast<std::size_t>(i) * 4];
    const Vertex& opposite = vertices[static_cast<std::size_t>(i) * 4 + 2];
    fill(sheet, {.x = static_cast<int>(first.x), .y = static_cast<int>(first.y)},
         {.x = static_cast<int>(opposite.x), .y = static_cast<int>(opposite.y)});
  }
}

}  // namespace maulstick::sheet
