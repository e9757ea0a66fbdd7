#pragma once
// What a picture is asked for with. A plain value; check() is the one place where its fields are
// held against their ranges.

#include <cstdint>
#include <filesystem>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/api.h"
#include "guidance/settings.h"

namespace maulstick {

// A new value of one of the controls that may be moved in mid-run.
struct Move {
  int step;  // from 0; guidance takes the value from this step on
  std::string control;
  double value;

  friend bool operator==(const Move&, const Move&) = default;
};

struct Request {
  std::string prompt = "A futuristic city with neon lights";
  std::string negative;
  std::int64_t seed = 42;  // -1 draws one
  int steps = 50;
  double cfg = 8.0;
  guidance::GuideSettings guidance;
  int width = 0;  // pixels; 0: the model's own
  int height = 0;
  std::vector<std::filesystem::path> embeddings;  // textual-inversion files
  bool weights = false;  // brackets in the prompts are weights, as text/prompt_weights.h has them
  std::vector<Move> moves;  // in the order of their steps

  friend bool operator==(const Request&, const Request&) = default;
};

// A number of a request, as options, files and panels know it.
struct Control {
  std::string name;     // "steps"; on the command line "--steps"
  std::string summary;  // what it does
  double minimum;
  double maximum;
  double step;  // of a slider
  bool whole;   // only whole numbers
  bool live;    // may be moved in mid-run
  double (*get)(Request, std::size_t loss);
  void (*set)(Request&, std::size_t loss, double value);
  std::size_t loss = 0;  // the catalog row of a loss's scale

  [[nodiscard]] double value(const Request& request) const { return get(request, loss); }
  void assign(Request& request, double value) const { set(request, loss, value); }
  [[nodiscard]] MAULSTICK_API std::string range() const;  // "10 to 100"
};

// steps, cfg, one for each loss, every, start, strength.
MAULSTICK_API std::span<const Control> controls();

// Sizes that a model can paint.
struct SizeRules {
  int unit;  // sides are multiples of it
  int width;
  int height;  // the model's own size
};
inline constexpr int largest_side = 2048;

// Throws Error{bad_input} for the first field out of range; messages name it as its option,
// "--steps".
MAULSTICK_API void check(const Request& request);

// `request` with its size filled in. Throws Error{bad_input} if the model cannot paint that size.
MAULSTICK_API Request with_size(Request request, const SizeRules& rules);

// `request` with a seed: one drawn from the system's entropy if it is -1.
MAULSTICK_API Request with_seed(Request request);

// Bytes of a prompt: far beyond what an encoder takes, far below what could hurt.
inline constexpr std::size_t longest_prompt = 65536;

}  // namespace maulstick
