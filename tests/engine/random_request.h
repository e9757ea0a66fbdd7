#pragma once
// Requests drawn at random from everything that check() lets pass.

#include <algorithm>
#include <cmath>
#include <iterator>
#include <random>
#include <string>

#include "engine/request.h"

namespace maulstick::testing {

inline double drawn_between(std::mt19937& random, double low, double high) {
  switch (random() % 8) {
    case 0: return low;
    case 1: return high;
    default: return std::uniform_real_distribution<double>(low, high)(random);
  }
}

inline double drawn_value(std::mt19937& random, const Control& control) {
  const double value = drawn_between(random, control.minimum, control.maximum);
  return control.whole ? std::round(value) : value;
}

inline std::string drawn_text(std::mt19937& random) {
  static const std::string signs[] = {
      "a",     "lake",    " ",   "\n", ", ", ":",        "\"",
      "\\",    "(a:1.2)", "[b]", "é",  "火", "🔥",        "\t",
      "\x01",  "{",       "}",   "\r", "<",  "Steps: 9", "Negative prompt: ",
      "\u2028"};
  std::string text;
  for (auto count = random() % 12; count > 0; --count) text += signs[random() % std::size(signs)];
  return text;
}

inline void draw_moves(std::mt19937& random, Request& request) {
  for (int step = 0; step < request.steps; ++step) {
    for (const Control& control : controls()) {
      if (!control.live || random() % 40 != 0) continue;
      request.moves.push_back({step, control.name, drawn_value(random, control)});
    }
  }
}

inline Request drawn_request(std::mt19937& random) {
  Request request;
  request.prompt = drawn_text(random);
  request.negative = drawn_text(random);
  request.seed = std::uniform_int_distribution<std::int64_t>(-1, INT64_MAX)(random);
  request.width = static_cast<int>(random() % (largest_side + 1));
  request.height = static_cast<int>(random() % (largest_side + 1));
  request.weights = random() % 2 == 0;
  using guidance::GradientNorm;
  using guidance::Mode;
  request.guidance.mode = random() % 2 == 0 ? Mode::relative : Mode::reference;
  request.guidance.gradient_norm = random() % 2 == 0 ? GradientNorm::cap : GradientNorm::set;
  for (const Control& control : controls()) control.assign(request, drawn_value(random, control));
  if (random() % 2 == 0) draw_moves(random, request);
  return request;
}

}  // namespace maulstick::testing
