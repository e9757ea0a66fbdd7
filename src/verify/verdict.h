#pragma once
// Whether a picture that was painted again is the same, and if not, what it may come from.

#include <string>
#include <vector>

#include "engine/report.h"
#include "verify/claim.h"

namespace maulstick::verify {

struct Difference {
  int largest = 0;   // of the 255 levels of a channel
  double share = 0;  // of the pixels that are not the same
};

// Something that was not as it was then. Both are as fingerprints have them, and may be empty.
struct Cause {
  enum class What {
    model,
    settings,  // some could not be taken over
    precision,
    device,
    isa,       // of the processor
    torch,     // its version
    version,   // of the program
    together,  // several pictures went through the network in one call
    unknown,   // the picture does not say all that it was painted with, say on which card
    picture    // none that is recorded: it was altered since, or another machine painted it
  };
  What what;
  std::string then;
  std::string now;
};

struct Verdict {
  Difference difference;
  std::vector<Cause> causes;  // the likeliest first; empty if it is identical

  [[nodiscard]] bool identical() const { return difference.largest == 0; }
};

// Of two pictures of one size.
Difference difference_of(const Image& one, const Image& other);

Verdict judge(const Claim& claim, const Painting& again);

// In files: "model", "precision", …
const char* name_of(Cause::What what);

// "the precision was bfloat16 and is float32"
std::string words_of(const Cause& cause);

}  // namespace maulstick::verify
