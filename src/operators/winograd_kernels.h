#pragma once
// Tiles there and back, for winograd.cpp. Included by the kernels_*.cpp only.

#include <iterator>
#include <utility>

#include "operators/kernels.h"
#include "operators/lanes.h"
#include "operators/winograd_points.h"

namespace maulstick::operators {
namespace {

constexpr FilterTransform filter_matrix = filter_transform();
constexpr TileTransforms forward_matrices = forward_transforms();
constexpr TileTransforms gradient_matrices = gradient_transforms();

// One row of a matrix times a vector of lanes; the factors are known to the compiler.
template <const auto& matrix, int row, int... columns>
[[gnu::always_inline]] inline Lanes row_product(const Lanes* in,
                                                std::integer_sequence<int, columns...> /*all*/) {
  Lanes sum = {};
  const auto add = [&]<int column>(std::integral_constant<int, column>) {
    constexpr auto factor = static_cast<float>(matrix[row][column]);
    if constexpr (factor == 1) {
      sum += in[column];
    } else if constexpr (factor == -1) {
      sum -= in[column];
    } else if constexpr (factor != 0) {
      sum += factor * in[column];
    }
  };
  (add(std::integral_constant<int, columns>()), ...);
  return sum;
}

template <const auto& matrix, int... rows>
[[gnu::always_inline]] inline void all_products(const Lanes* in, Lanes* out, int step,
                                                std::integer_sequence<int, rows...> /*all*/) {
  constexpr auto columns = std::make_integer_sequence<int, std::size(matrix[0])>();
  ((out[rows * step] = row_product<matrix, rows>(in, columns)), ...);
}

// out[i · step] = Σ matrix[i][j] in[j].
template <const auto& matrix>
[[gnu::always_inline]] inline void product(const Lanes* in, Lanes* out, int step) {
  all_products<matrix>(in, out, step, std::make_integer_sequence<int, std::size(matrix)>());
}

void transform_filters(const FilterTaps& filters) {
  constexpr auto& matrix = filter_matrix.rows;
  for (std::int64_t i = 0; i < filters.channels * filters.width; i += lane_count) {
    Lanes half[tile_inputs][filter_taps];  // G g
    for (int column = 0; column < filter_taps; ++column) {
      Lanes taps[filter_taps];
      for (int row = 0; row < filter_taps; ++row) {
        taps[row] = load(filters.taps + (row * filter_taps + column) * filters.tap_stride + i);
      }
      product<matrix>(taps, &half[0][column], filter_taps);
    }
    for (int row = 0; row < tile_inputs; ++row) {
      Lanes line[tile_inputs];
      product<matrix>(half[row], line, 1);
      for (int column = 0; column < tile_inputs; ++column) {
        store(filters.transformed + (row * tile_inputs + column) * filters.position_stride + i,
              line[column]);
      }
    }
  }
}

template <const auto& matrix>
void input_tiles(const InputTiles& tiles) {
  for (std::int64_t tile = 0; tile < tiles.tiles; ++tile) {
    const float* const pixels = tiles.strip + tile * tile_outputs * tiles.pixel_stride;
    float* const out = tiles.transformed + tile * tiles.tile_stride;
    for (std::int64_t c = 0; c < tiles.channels; c += lane_count) {
      Lanes half[tile_inputs][tile_inputs];  // Bᵀ d, transposed
      for (int column = 0; column < tile_inputs; ++column) {
        Lanes in[tile_inputs];
        for (int row = 0; row < tile_inputs; ++row) {
          in[row] = load(pixels + row * tiles.row_stride + column * tiles.pixel_stride + c);
        }
        product<matrix>(in, &half[0][column], tile_inputs);
      }
      for (int row = 0; row < tile_inputs; ++row) {
        Lanes line[tile_inputs];
        product<matrix>(half[row], line, 1);
        for (int column = 0; column < tile_inputs; ++column) {
          store(out + (row * tile_inputs + column) * tiles.position_stride + c, line[column]);
        }
      }
    }
  }
}

// What is to be added to four by four pixels, and where they go.
[[gnu::always_inline]] inline void put_tile(const OutputTiles& tiles, std::int64_t tile,
                                            std::int64_t channel,
                                            const Lanes (&out)[tile_outputs][tile_outputs]) {
  const Lanes bias = load(tiles.bias + channel);
  const std::int64_t left = tiles.channels - channel;
  const std::int64_t columns = tiles.columns - tile * tile_outputs;
  for (int row = 0; row < tile_outputs && row < tiles.rows; ++row) {
    for (int column = 0; column < tile_outputs && column < columns; ++column) {
      const std::int64_t at =
          row * tiles.row_stride + (tile * tile_outputs + column) * tiles.pixel_stride + channel;
      Lanes value = out[row][column] + bias;
      if (tiles.added != nullptr) value += load_up_to(tiles.added + at, left);
      store_up_to(tiles.pixels + at, value, left);
    }
  }
}

template <const auto& matrix>
void output_tiles(const OutputTiles& tiles) {
  for (std::int64_t tile = 0; tile < tiles.tiles; ++tile) {
    const float* const in = tiles.transformed + tile * tiles.tile_stride;
    for (std::int64_t c = 0; c < tiles.channels; c += lane_count) {
      Lanes half[tile_outputs][tile_inputs];  // Aᵀ M
      for (int column = 0; column < tile_inputs; ++column) {
        Lanes line[tile_inputs];
        for (int row = 0; row < tile_inputs; ++row) {
          line[row] = load(in + (row * tile_inputs + column) * tiles.position_stride + c);
        }
        product<matrix>(line, &half[0][column], tile_inputs);
      }
      Lanes out[tile_outputs][tile_outputs];
      for (int row = 0; row < tile_outputs; ++row) product<matrix>(half[row], out[row], 1);
      put_tile(tiles, tile, c, out);
    }
  }
}

void transform_input(const InputTiles& tiles, Direction direction) {
  if (direction == Direction::forward) {
    input_tiles<forward_matrices.input>(tiles);
  } else {
    input_tiles<gradient_matrices.input>(tiles);
  }
}

void transform_output(const OutputTiles& tiles, Direction direction) {
  if (direction == Direction::forward) {
    output_tiles<forward_matrices.output>(tiles);
  } else {
    output_tiles<gradient_matrices.output>(tiles);
  }
}

}  // namespace
}  // namespace maulstick::operators
