#pragma once
// A vector register of floats, as wide as the instruction set that a file is compiled for, and what the
// kernels do with it. Nothing else in the project knows of instruction sets (but kernels.cpp, which
// chooses one). The types are GCC's and Clang's vector extensions, so that one text serves AVX-512, AVX2,
// SSE and NEON. Everything here has internal linkage: a function compiled for AVX-512 must never be taken
// by the linker for its namesake compiled for less.

#include <cstdint>

namespace maulstick::operators {
namespace {

// A vector's floats, and the block of a product that the registers hold: vectors beside each other, and rows.
#if defined(__AVX512F__)
constexpr std::int64_t lane_count = 16;
constexpr int block_vectors = 2;
constexpr int block_rows = 8;
#elif defined(__AVX2__)
constexpr std::int64_t lane_count = 8;
constexpr int block_vectors = 4;
constexpr int block_rows = 3;
#else
constexpr std::int64_t lane_count = 4;
constexpr int block_vectors = 4;
constexpr int block_rows = 2;
#endif

// NOLINTBEGIN(modernize-use-using): the attribute belongs to a typedef
typedef float Lanes __attribute__((vector_size(lane_count * 4)));
typedef float UnalignedLanes __attribute__((vector_size(lane_count * 4), aligned(4), may_alias));
typedef std::int32_t LaneBits __attribute__((vector_size(lane_count * 4)));
typedef float Four __attribute__((vector_size(16)));
typedef float UnalignedFour __attribute__((vector_size(16), aligned(4), may_alias));
// NOLINTEND(modernize-use-using)

[[gnu::always_inline]] inline Lanes load(const float* from) {
  return *reinterpret_cast<const UnalignedLanes*>(from);
}

[[gnu::always_inline]] inline void store(float* to, Lanes lanes) {
  *reinterpret_cast<UnalignedLanes*>(to) = lanes;
}

[[gnu::always_inline]] inline Lanes all(float value) {
  return value - Lanes{};
}

// Into the second cache, for a later load. Any address will do.
[[gnu::always_inline]] inline void bring_closer(const float* address) {
  __builtin_prefetch(address, 0, 2);
}

// The first `count` floats, and zeros.
[[gnu::always_inline]] inline Lanes load_some(const float* from, std::int64_t count) {
  Lanes lanes = {};
  for (std::int64_t i = 0; i < count; ++i) lanes[i] = from[i];
  return lanes;
}

[[gnu::always_inline]] inline void store_some(float* to, Lanes lanes, std::int64_t count) {
  for (std::int64_t i = 0; i < count; ++i) to[i] = lanes[i];
}

// All lanes, or what is left of a row of `left` floats.
[[gnu::always_inline]] inline Lanes load_up_to(const float* from, std::int64_t left) {
  return left >= lane_count ? load(from) : load_some(from, left);
}

[[gnu::always_inline]] inline void store_up_to(float* to, Lanes lanes, std::int64_t left) {
  if (left >= lane_count) {
    store(to, lanes);
  } else {
    store_some(to, lanes, left);
  }
}

// Four by four floats, rows `from_stride` apart, to columns in rows `to_stride` apart.
[[gnu::always_inline]] inline void transpose_four(const float* from, std::int64_t from_stride,
                                                  float* to, std::int64_t to_stride) {
  const auto row = [&](int i) {
    return *reinterpret_cast<const UnalignedFour*>(from + i * from_stride);
  };
  const auto put = [&](int i, Four four) {
    *reinterpret_cast<UnalignedFour*>(to + i * to_stride) = four;
  };
  const Four low = __builtin_shufflevector(row(0), row(1), 0, 4, 1, 5);
  const Four high = __builtin_shufflevector(row(0), row(1), 2, 6, 3, 7);
  const Four next_low = __builtin_shufflevector(row(2), row(3), 0, 4, 1, 5);
  const Four next_high = __builtin_shufflevector(row(2), row(3), 2, 6, 3, 7);
  put(0, __builtin_shufflevector(low, next_low, 0, 1, 4, 5));
  put(1, __builtin_shufflevector(low, next_low, 2, 3, 6, 7));
  put(2, __builtin_shufflevector(high, next_high, 0, 1, 4, 5));
  put(3, __builtin_shufflevector(high, next_high, 2, 3, 6, 7));
}

// e^x, for x in [-87, 88], to two units in the last place: x = n ln 2 + r with |r| ≤ ln 2 / 2, the Taylor
// polynomial of e^r, and n added to the exponent (W. J. Cody and W. Waite, Software Manual for the
// Elementary Functions, 1980, chapter 6).
[[gnu::always_inline]] inline Lanes exponential(Lanes x) {
  constexpr float round = 12582912.0F;  // 1.5 · 2^23: adding it leaves no place for a fraction
  const Lanes shifted = x * 1.44269504F + round;
  const Lanes n = shifted - round;
  const Lanes r = (x - n * 0.693359375F) + n * 2.12194440e-4F;
  constexpr float factors[] = {1.0F / 720, 1.0F / 120, 1.0F / 24, 1.0F / 6, 0.5F, 1.0F, 1.0F};
  Lanes sum = all(1.0F / 5040);
  for (const float factor : factors) sum = sum * r + factor;
  const LaneBits exponent = __builtin_bit_cast(LaneBits, shifted) << 23;
  return __builtin_bit_cast(Lanes, __builtin_bit_cast(LaneBits, sum) + exponent);
}

// 1/(1 + e^-x).
[[gnu::always_inline]] inline Lanes sigmoid(Lanes x) {
  const Lanes least = all(-87.0F);
  const Lanes most = all(87.0F);
  Lanes bounded = x < least ? least : x;
  bounded = bounded > most ? most : bounded;
  return 1.0F / (1.0F + exponential(-bounded));
}

}  // namespace
}  // namespace maulstick::operators
