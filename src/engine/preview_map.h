#pragma once
// From latents to colours without the decoder: a linear map of each cell, [5, 3] float32 on the CPU.
// Rows 0 to 3 are the factors of the channels, row 4 is added; columns are red, green, blue.

#include <ATen/core/Tensor.h>

#include "model/manifest.h"

namespace maulstick {

// The bundle's own; where it has none, Stable Diffusion v1's, which fits whatever uses its VAE.
at::Tensor preview_map(const model::Latents& rules);

// `map` fitted to one picture: least squares over the cells of latents [1, 4, h, w] and what they
// were decoded to [1, 3, H, W], held back by a ridge towards `map`.
at::Tensor fitted_map(const at::Tensor& map, const at::Tensor& latents, const at::Tensor& picture);

// Latents [1, 4, h, w] as colours [1, 3, h, w] in [0, 1], on the CPU.
at::Tensor cheap_picture(const at::Tensor& latents, const at::Tensor& map);

// Maps of cells [1, C, h, w] brought to the size of `picture`, smoothly.
at::Tensor enlarged(const at::Tensor& cells, const at::Tensor& picture);

}  // namespace maulstick
