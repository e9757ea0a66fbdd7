#pragma once
// Runs that differ in their guidance only are one run up to the first step at which it acts: they
// branch off one trunk. Whoever paints the second of them finds here what the first one computed.

#include <ATen/core/Tensor.h>

#include <cstddef>
#include <list>
#include <memory>
#include <vector>

#include "engine/report.h"
#include "engine/request.h"
#include "engine/texts.h"

namespace maulstick {

struct Trunk {
  Request request;  // without guidance and moves
  std::vector<EmbeddingRecord> embeddings;
  Texts texts;                    // not defined until the first run has read them
  std::vector<at::Tensor> noise;  // predicted at each step so far: [1, 4, h, w]
};

// The latest few: of a picture of 512 × 512 in 50 steps a trunk takes 4 MB.
class Trunks {
 public:
  // That of `request`, new if there is none. It stays alive while a run holds it.
  std::shared_ptr<Trunk> of(const Request& request, const std::vector<EmbeddingRecord>& embeddings);

 private:
  static constexpr std::size_t most = 8;

  std::list<std::shared_ptr<Trunk>> latest_;  // the latest first
};

}  // namespace maulstick
