#pragma once
// The inner loops of the operators, compiled once for every instruction set that helps, and chosen when
// the program starts. Pixels lie with their channels side by side (channels-last): [H, W, C]. All float32.

#include <cstdint>

namespace maulstick::operators {

// Channels are padded to whole vectors of the widest instruction set, in everything but pictures.
constexpr std::int64_t channel_block = 16;

// Columns of a matrix that lie together in a panel (panels.h).
constexpr std::int64_t panel_columns = 2 * channel_block;

enum class Direction { forward, gradient };

// γ x̂ + β of a group normalisation is scale · x + shift, each [C].
struct ChannelAffine {
  const float* scale = nullptr;
  const float* shift = nullptr;
  bool silu = false;  // x σ(x) follows
};

// Some pixels of one row of a picture, into a row of a strip.
struct StripRow {
  const float* pixels;    // the row's first; nullptr: a row outside the picture, zeros
  std::int64_t width;     // of the picture
  std::int64_t channels;  // C
  std::int64_t padded;    // C in the strip; the rest is filled with zeros
  std::int64_t first;     // column of the strip's first pixel; may lie outside, which gives zeros
  std::int64_t count;     // pixels
  ChannelAffine affine;   // scale == nullptr: as they are
};

// The nine taps of a panel's filters, some channels of it -> G g Gᵀ of each, [36, channels, width].
struct FilterTaps {
  const float* taps;        // [9][channels, width]
  std::int64_t tap_stride;  // floats between the nine
  std::int64_t channels;
  std::int64_t width;  // filters, whole channel_blocks
  float* transformed;
  std::int64_t position_stride;  // floats between the 36 positions
};

// A strip of six rows under a row of tiles -> Bᵀ d B of each tile, [36, tiles, channels].
struct InputTiles {
  const float* strip;         // [6, 4 tiles + 2, channels]
  std::int64_t row_stride;    // floats between its rows
  std::int64_t pixel_stride;  // and between its pixels
  std::int64_t tiles;
  std::int64_t channels;  // whole channel_blocks
  float* transformed;
  std::int64_t tile_stride;      // floats between tiles
  std::int64_t position_stride;  // and between the 36 positions
};

// The other way: M [36, tiles, channels] -> AᵀMA of each tile, added to the bias and to `added`.
struct OutputTiles {
  const float* transformed;
  std::int64_t tile_stride;
  std::int64_t position_stride;
  std::int64_t tiles;
  float* pixels;            // of the first tile, [rows, columns, channels] within the picture
  std::int64_t row_stride;  // floats between the rows of the picture
  std::int64_t rows;        // of the picture below there: fewer than four are cut
  std::int64_t columns;     // likewise, to the right
  std::int64_t channels;
  std::int64_t pixel_stride;  // floats between pixels, at least as many
  const float* bias;          // of whole channel_blocks
  const float* added;         // another picture, of the same layout, or nullptr
};

// c = start + a b. Each of c's floats is summed up in parts of one length, from the first product to the last:
// its bits depend neither on what is computed beside it nor, where products and sums are fused, on the
// instruction set.
struct Product {
  std::int64_t rows;
  std::int64_t inner;
  std::int64_t columns;   // whole channel_blocks
  const float* a;         // [rows, inner]
  std::int64_t a_stride;  // floats between its rows
  const float* b;  // [b_rows, columns] in panels (panels.h), of which the first `inner` rows count
  std::int64_t b_rows;
  float* c;  // [rows, columns]
  std::int64_t c_stride;
  const float* start = nullptr;   // [rows, columns]; may be c; nullptr: zeros
  std::int64_t start_stride = 0;  // 0: one row for all
};

// A block of attention's scores, row by row: softmax as far as the keys seen until now allow.
struct Scores {
  float* scores;  // [rows, keys] -> e^(scale · score - most)
  std::int64_t rows;
  std::int64_t keys;
  std::int64_t stride;
  float scale;
  float* most;  // [rows], the largest scale · score yet
  float* sums;  // [rows], of the exponentials yet
  float*
      values;  // [rows, columns], what was summed up with them; all three follow a new largest score
  std::int64_t columns;  // whole channel_blocks
};

// A block of scores s and of slopes dL/dp, p = e^(scale · s - log sum), on the way to dL/ds. Log sums and
// products are a row's each, or a column's.
struct ScoreSlopes {
  float* scores;  // [rows, columns] -> p
  float* slopes;  // [rows, columns] -> scale · p · (slope - product)
  std::int64_t rows;
  std::int64_t columns;
  std::int64_t stride;
  float scale;
  const float* log_sums;
  const float* products;
  bool by_row;
};

// Sums over pixels for each channel, into [C] doubles.
struct ChannelSums {
  double* first;
  double* second;
};

struct Kernels {
  const char* name;
  void (*multiply)(const Product& product);
  void (*soften)(const Scores& scores);
  void (*soften_slopes)(const ScoreSlopes& block);
  void (*fill_strip_row)(const StripRow& row, float* strip);
  void (*transform_filters)(const FilterTaps& filters);
  void (*transform_input)(const InputTiles& tiles, Direction direction);
  void (*transform_output)(const OutputTiles& tiles, Direction direction);
  // y = affine(x), [pixels, C].
  void (*normalise)(const float* x, std::int64_t pixels, std::int64_t channels,
                    const ChannelAffine& affine, float* y);
  // Σ (x - pilot) and Σ (x - pilot)², pilot [C].
  void (*sum_moments)(const float* x, std::int64_t pixels, std::int64_t channels,
                      const float* pilot, const ChannelSums& sums);
  // g ← g · silu'(h), h = scale · x + shift (as it is without silu), and Σ g and Σ g x.
  void (*sum_slopes)(float* slopes, const float* x, std::int64_t pixels, std::int64_t channels,
                     const ChannelAffine& affine, const ChannelSums& sums);
  // g ← slope[c] g + x[c] x + constant[c].
  void (*combine_slopes)(float* slopes, const float* x, std::int64_t pixels, std::int64_t channels,
                         const float* slope, const float* factor, const float* constant);
};

// The best for this processor, or what MAULSTICK_KERNELS in the environment names, if it can run that: for
// comparing, and to test what other processors get.
const Kernels& kernels();

// All that this processor can run, the best first; for tests.
struct KernelList {
  const Kernels* const* list;
  int count;
};
KernelList all_kernels();

}  // namespace maulstick::operators
