#pragma once
// A loaded model: what engine.cpp and run.cpp share.

#include <ATen/core/Tensor.h>

#include <stop_token>

#include "engine/engine.h"
#include "engine/texts.h"
#include "engine/trunks.h"
#include "guidance/guide.h"
#include "model/bundle.h"
#include "model/networks.h"
#include "sampling/run.h"

namespace maulstick {

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

  // [1, 4, h, w], after classifier-free guidance.
  [[nodiscard]] at::Tensor predict_noise(const at::Tensor& latents, const sampling::Moment& moment,
                                         const Texts& texts, double cfg) const;
  [[nodiscard]] guidance::Eyes eyes(const Texts& texts) const;
};

}  // namespace maulstick
