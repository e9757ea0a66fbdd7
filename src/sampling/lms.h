#pragma once
// The coefficients of the linear multistep method over sigma (Adams-Bashforth with uneven steps, as
// in k-diffusion's LMS sampler).
//
//   z(i+1) = z(i) + sum over j of c_j d(i-j)
//   c_j = integral from sigma(i) to sigma(i+1) of l_j(s) ds
//
// where l_j is the Lagrange basis polynomial through sigma(i), sigma(i-1), …, sigma(i-k+1) that is
// 1 at sigma(i-j) and 0 at the others, and k = min(i + 1, max_order) is the order.

#include <span>
#include <vector>

namespace maulstick::sampling {

inline constexpr int max_order = 4;

// The k coefficients of step `step`, newest derivative first. `sigmas` are n + 1 distinct, falling
// values; 0 <= step < n. Exact but for rounding in double.
std::vector<double> lms_coefficients(std::span<const float> sigmas, int step);

}  // namespace maulstick::sampling
