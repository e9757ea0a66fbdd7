#pragma once
// The matrices of Winograd's minimal filtering F(4, 3): four outputs y of a filter g of three taps over six
// inputs d, y[i] = Σ d[i+k] g[k], by six multiplications in place of twelve:
//
//   y = Aᵀ ((G g) ⊙ (Bᵀ d))
//
// (S. Winograd, Arithmetic Complexity of Computations, 1980; A. Lavin and S. Gray, Fast Algorithms for
// Convolutional Neural Networks, 2016, arXiv:1509.09308.) It is the transposed Toom-Cook multiplication:
// with five points p and infinity, and N[j] = Π (p[j] - p[l]) over the other points,
//
//   G[j] = (1, p[j], p[j]²) / N[j]           the filter, as a polynomial, at the point
//   Bᵀ[j] = coefficients of Π (x - p[l]), l ≠ j
//   Aᵀ[i][j] = p[j]^i
//
// and for infinity G = (0, 0, 1), Bᵀ = the coefficients of Π (x - p[l]), Aᵀ = (0, 0, 0, 1).
//
// The gradient to the input is the same filtering with the flipped filter ĝ(x) = x² g(1/x), whose value at
// 1/p is g(p)/p². So F(4, 3) at the inverted points needs no weights of its own: those of G serve, and the
// factors by which they differ go into its Bᵀ.

namespace maulstick::operators {

constexpr int filter_taps = 3;                             // in a row
constexpr int tile_outputs = 4;                            // in a row
constexpr int tile_inputs = 6;                             // in a row
constexpr int tile_positions = tile_inputs * tile_inputs;  // of a transformed tile

struct TileTransforms {
  double input[tile_inputs][tile_inputs];    // Bᵀ
  double output[tile_outputs][tile_inputs];  // Aᵀ
};

namespace points {

constexpr int finite = tile_inputs - 1;
// Zero first. Among small fractions these five give about the least error (B. Barabasz et al., Error
// Analysis and Improving the Accuracy of Winograd Convolution for Deep Neural Networks, 2018,
// arXiv:1803.10986).
constexpr double forward[finite] = {0, 1, -1, 0.5, -2};
// The inverses; zero and infinity change places.
constexpr double inverted[finite] = {0, 1, -1, 2, -0.5};

// Π (p[j] - p[l]) over l ≠ j.
constexpr double distance_product(const double (&p)[finite], int j) {
  double product = 1;
  for (int l = 0; l < finite; ++l) {
    if (l != j) product *= p[j] - p[l];
  }
  return product;
}

constexpr TileTransforms transforms(const double (&p)[finite]) {
  TileTransforms matrices = {};
  for (int j = 0; j < tile_inputs; ++j) {
    double(&row)[tile_inputs] = matrices.input[j];
    row[0] = 1;
    for (int l = 0; l < finite; ++l) {
      if (l == j) continue;
      for (int i = tile_inputs - 1; i > 0; --i) row[i] = row[i - 1] - p[l] * row[i];
      row[0] *= -p[l];
    }
    double power = 1;
    for (int i = 0; i < tile_outputs; ++i) {
      matrices.output[i][j] = j < finite ? power : (i == tile_outputs - 1 ? 1 : 0);
      if (j < finite) power *= p[j];
    }
  }
  return matrices;
}

}  // namespace points

// G, [6, 3].
struct FilterTransform {
  double rows[tile_inputs][filter_taps];
};

constexpr FilterTransform filter_transform() {
  FilterTransform g = {};
  for (int j = 0; j < points::finite; ++j) {
    const double p = points::forward[j];
    const double n = points::distance_product(points::forward, j);
    g.rows[j][0] = 1 / n;
    g.rows[j][1] = p / n;
    g.rows[j][2] = p * p / n;
  }
  g.rows[points::finite][2] = 1;
  return g;
}

constexpr TileTransforms forward_transforms() {
  return points::transforms(points::forward);
}

// For the flipped filter, with the weights of filter_transform().
constexpr TileTransforms gradient_transforms() {
  const TileTransforms own = points::transforms(points::inverted);
  TileTransforms matrices = {};
  for (int j = 0; j < tile_inputs; ++j) {
    int from = j;
    if (j == 0) from = points::finite;
    if (j == points::finite) from = 0;
    const double n = j < points::finite ? points::distance_product(points::forward, j) : 1;
    const double own_n =
        from < points::finite ? points::distance_product(points::inverted, from) : 1;
    const double q = j > 0 && j < points::finite ? points::inverted[j] : 1;
    for (int i = 0; i < tile_inputs; ++i) {
      matrices.input[j][i] = own.input[from][i] * q * q * n / own_n;
    }
    for (int i = 0; i < tile_outputs; ++i) matrices.output[i][j] = own.output[i][from];
  }
  return matrices;
}

}  // namespace maulstick::operators
