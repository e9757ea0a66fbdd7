#pragma once
// From losses to a push: the gradient of the weighted losses, taken through the decoder, moves the
// latents. Works on functions, so that it can be checked without a network.
//
// Reference mode:  U = dL/dI,  L = sum of scale_j L_j
//                  g = (dI/dz)^T U,  z <- z - 0.05 · 0.5 g/‖g‖ · sigma²
// Relative mode:   U = sum of (scale_j / recommended_j) G_j/‖G_j‖,  G_j = dL_j/dI
//                  g = (dI/dz)^T U,  z <- z - (P / 100) · sigma √N · g/‖g‖
//
// with I the picture decoded from x0 = z - sigma · noise, and N the number of elements of z.

#include <ATen/core/Tensor.h>

#include <functional>
#include <stop_token>
#include <string>
#include <vector>

#include "guidance/losses.h"
#include "guidance/settings.h"

namespace maulstick::guidance {

// What the push needs from the model.
struct Eyes {
  // x0 [1, 4, h, w] float32 -> picture [1, 3, H, W] float32 in [0, 1], clamped; keeps the graph.
  std::function<at::Tensor(const at::Tensor& x0)> decode;
  LossInputs losses;
};

struct Push {
  at::Tensor latents;          // after the push; the ones given where the push was skipped
  at::Tensor x0;               // [1, 4, h, w]
  at::Tensor picture;          // decoded from x0, [1, 3, H, W] in [0, 1]
  at::Tensor gradient;         // g before its norm is set; undefined where a loss was not finite
  std::vector<double> losses;  // of that picture, one for each row of the catalog, unweighted
  double total = 0;            // sum of scale · loss over scales > 0
  double gradient_norm = 0;
  double push_norm = 0;
  double push_percent = 0;  // of the norm of the noise: 100 · push_norm / (sigma √N)
  std::string skipped;      // empty, or what was not finite: "the frequency loss", "the gradient"
};

// The push at one guided step; at least one scale is > 0. Looks at `stop` after the decode and
// throws Error{interrupted}. Losses and gradients that are not finite are no error: the push is
// skipped.
Push push(const GuideSettings& settings, const Eyes& eyes, const at::Tensor& latents,
          const at::Tensor& noise, double sigma, const std::stop_token& stop = {});

// Every loss of the catalog of a picture [1, 3, H, W] in [0, 1], unweighted.
std::vector<double> measure(const at::Tensor& picture, const LossInputs& inputs);

}  // namespace maulstick::guidance
