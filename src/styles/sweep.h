#pragma once
// Every combination of prompts, styles, values and seeds, each with a name of its own. Nothing is
// made before it is asked for.

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "styles/patterns.h"
#include "styles/style.h"

namespace maulstick::styles {

// A number of a request and what it is to be, one after the other.
struct Axis {
  std::string name;  // "clip", "width"
  std::vector<double> values;
};

// None of the lists is empty.
struct Sweep {
  std::vector<Pattern> prompts;
  std::vector<std::optional<Style>> styles;  // nothing: the prompt as it is
  std::vector<std::int64_t> seeds;
  std::vector<Axis> axes;
};

struct Combination {
  std::string id;  // "0007-watercolor-seed42-clip200": fit for a file name, with its number from 1
  std::string prompt;
  const Style* style;  // nullptr: none
  std::int64_t seed;
  std::vector<double> values;  // one for each axis
};

// 2^64-1 stands for itself and all above.
std::uint64_t count(const Sweep& sweep);

// Number < count(sweep), from 0: seeds change fastest, then axes from the last to the first, then
// styles, then prompts. Not for counts of 2^64-1.
Combination combination(const Sweep& sweep, std::uint64_t number);

}  // namespace maulstick::styles
