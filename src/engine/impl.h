#pragma once
// A loaded model: what engine.cpp and run.cpp share.

#include <ATen/core/Tensor.h>

#include <stop_token>
#include <vector>

#include "engine/engine.h"
#include "engine/texts.h"
#include "engine/trunks.h"
#include "guidance/guide.h"
#include "model/bundle.h"
#include "model/networks.h"
#include "sampling/run.h"

namespace maulstick {

// What a run asks of the UNet at a step.
struct Question {
  at::Tensor latents;  // [1, 4, h, w]
  sampling::Moment moment;
  at::Tensor contexts;  // [2, tokens, width]: unconditional, conditional
  double cfg;
};

struct Engine::Impl {
  model::Bundle bundle;
  model::Placement placement;
  model::Networks networks;
  Fingerprint fingerprint;
  Trunks trunks;

  Impl(const EngineOptions& options, const std::stop_token& stop);

  // With seed and size filled in. Throws Error{bad_input}.
  [[nodiscard]] Request complete(const Request& request) const;

  [[nodiscard]] Texts read_texts(const Request& request, const std::stop_token& stop) const;

  // [1, 4, h, w] each, after classifier-free guidance; all in one call of the UNet. The questions
  // are of one size and one moment.
  [[nodiscard]] std::vector<at::Tensor> predict_noise(const std::vector<Question>& questions) const;
  [[nodiscard]] guidance::Eyes eyes(const Texts& texts) const;
};

}  // namespace maulstick
