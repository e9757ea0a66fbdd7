#pragma once
// From the text chunks of a picture back to the request it was painted with. Pictures come from
// anywhere: whatever they hold, the result passes check(Request), and the only thing thrown is
// Error{bad_input}.

#include <string>
#include <string_view>
#include <vector>

#include "base/api.h"
#include "engine/report.h"
#include "engine/request.h"
#include "picture/png.h"

namespace maulstick {

struct Restored {
  enum class Origin { maulstick, a1111 };

  Origin origin = Origin::maulstick;
  Request request;                        // without embeddings, whose files may be elsewhere now
  std::vector<std::string> adjusted;      // "Steps: 150 → 100": values brought into their ranges
  std::vector<std::string> not_restored;  // "Sampler: Euler a": what this program does not do
  std::string model;                      // as the picture names it
  std::string model_hash;
  std::vector<EmbeddingRecord> embeddings;
};

// Our own settings, which are exact, or else those that A1111's web UI writes. What the picture
// does not name stays as it is in `base`; but settings of our own name everything, and A1111's
// prompts have weights. Throws Error{bad_input} if there are none, saying whose there are instead.
MAULSTICK_API Restored restore(const std::vector<picture::TextChunk>& texts,
                               const Request& base = {});

// The same of a text in A1111's grammar, as people paste it.
MAULSTICK_API Restored restore_parameters(std::string_view text, const Request& base = {});

// Brings the sides of the request to what a model can paint; 0 stays.
MAULSTICK_API void fit_size(Restored& restored, const SizeRules& rules);

}  // namespace maulstick
