#pragma once
// Test pictures by formula, the same ones that tests/reference/write_references.py draws.

#include <ATen/ATen.h>

#include <cstdint>
#include <string>

namespace maulstick::testing {

inline std::uint32_t hashed(std::uint32_t c, std::uint32_t y, std::uint32_t x, std::uint32_t seed) {
  std::uint32_t h = c * 73856093U ^ y * 19349663U ^ x * 83492791U ^ seed * 2654435761U;
  h ^= h >> 16U;
  h *= 0x7feb352dU;
  h ^= h >> 15U;
  h *= 0x846ca68bU;
  h ^= h >> 16U;
  return h;
}

struct Canvas {
  std::string kind;
  std::uint32_t seed;
  std::int64_t height;
  std::int64_t width;
};

inline std::uint32_t level(const Canvas& canvas, std::uint32_t c, std::uint32_t y,
                           std::uint32_t x) {
  const std::uint32_t h = hashed(c, y, x, canvas.seed);
  const auto width = static_cast<std::uint32_t>(canvas.width);
  const auto height = static_cast<std::uint32_t>(canvas.height);
  if (canvas.kind == "noise") return h & 255U;
  if (canvas.kind == "slope") {
    const std::uint32_t along[] = {x, y, x + y};
    const std::uint32_t length[] = {width - 1, height - 1, width + height - 2};
    return along[c] * 200U / length[c] + (h & 15U);
  }
  if (canvas.kind == "disc") {
    const auto dx = 3 * static_cast<std::int64_t>(x) - canvas.width;
    const auto dy = 3 * static_cast<std::int64_t>(y) - canvas.height;
    const auto radius = std::min(canvas.width, canvas.height);
    const bool inside = dx * dx + dy * dy <= radius * radius;
    return (inside ? 210U - 40U * c : 20U + 30U * c) + (h & 31U);
  }
  if (canvas.kind == "checker") return (x / 3 + y / 5 + c) % 2 * 255U;
  return 128;
}

// [1, 3, H, W] in [0, 1].
inline at::Tensor picture(const Canvas& canvas, at::ScalarType type) {
  const at::Tensor values = at::empty({1, 3, canvas.height, canvas.width}, at::kDouble);
  auto cell = values.accessor<double, 4>();
  for (std::int64_t c = 0; c < 3; ++c) {
    for (std::int64_t y = 0; y < canvas.height; ++y) {
      for (std::int64_t x = 0; x < canvas.width; ++x) {
        cell[0][c][y][x] = level(canvas, static_cast<std::uint32_t>(c),
                                 static_cast<std::uint32_t>(y), static_cast<std::uint32_t>(x));
      }
    }
  }
  return values.to(type) / 255;
}

// [1, 4, height, width] in [-1, 1), float64.
inline at::Tensor toy_latents(std::int64_t height, std::int64_t width, std::uint32_t seed) {
  const at::Tensor values = at::empty({1, 4, height, width}, at::kDouble);
  auto cell = values.accessor<double, 4>();
  for (std::int64_t c = 0; c < 4; ++c) {
    for (std::int64_t y = 0; y < height; ++y) {
      for (std::int64_t x = 0; x < width; ++x) {
        const std::uint32_t h = hashed(static_cast<std::uint32_t>(c), static_cast<std::uint32_t>(y),
                                       static_cast<std::uint32_t>(x), seed);
        cell[0][c][y][x] = (h & 65535U) / 32768.0 - 1;
      }
    }
  }
  return values;
}

}  // namespace maulstick::testing
