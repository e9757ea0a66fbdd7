#include "sampling/lms.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>

namespace maulstick::sampling {
namespace {

double lagrange_basis(std::span<const double> nodes, std::size_t j, double s) {
  double value = 1.0;
  for (std::size_t m = 0; m < nodes.size(); ++m) {
    if (m != j) value *= (s - nodes[m]) / (nodes[j] - nodes[m]);
  }
  return value;
}

// Two-point Gauss-Legendre: exact for polynomials of degree 3 or less, and the basis has degree
// max_order - 1.
double integrate_basis(std::span<const double> nodes, std::size_t j, double from, double to) {
  static_assert(max_order <= 4, "a higher order needs a quadrature with more points");
  const double centre = (from + to) / 2;
  const double offset = (to - from) / 2 / std::sqrt(3.0);
  return (to - from) / 2 *
         (lagrange_basis(nodes, j, centre - offset) + lagrange_basis(nodes, j, centre + offset));
}

}  // namespace

std::vector<double> lms_coefficients(std::span<const float> sigmas, int step) {
  const auto i = static_cast<std::size_t>(step);
  const std::size_t order = std::min<std::size_t>(i + 1, max_order);
  std::array<double, max_order> storage = {};
  for (std::size_t j = 0; j < order; ++j) storage[j] = static_cast<double>(sigmas[i - j]);
  const std::span<const double> nodes(storage.data(), order);

  std::vector<double> coefficients(order);
  for (std::size_t j = 0; j < order; ++j) {
    coefficients[j] = integrate_basis(nodes, j, nodes[0], static_cast<double>(sigmas[i + 1]));
  }
  return coefficients;
}

}  // namespace maulstick::sampling
