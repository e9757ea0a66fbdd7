#include "engine/request.h"

#include <cmath>
#include <random>

#include "base/refuse.h"
#include "base/utf8.h"
#include "engine/moves.h"
#include "engine/numbers.h"
#include "guidance/catalog.h"

namespace maulstick {
namespace {

using guidance::GuideSettings;

int& field(Request& request, int Request::*member) {
  return request.*member;
}
double& field(Request& request, double Request::*member) {
  return request.*member;
}
int& field(Request& request, int GuideSettings::*member) {
  return request.guidance.*member;
}
double& field(Request& request, double GuideSettings::*member) {
  return request.guidance.*member;
}

// Reading goes through a copy, so that one function per field is enough.
template <auto Member>
double get(Request request, std::size_t /*loss*/) {
  return static_cast<double>(field(request, Member));
}

template <auto Member>
void set(Request& request, std::size_t /*loss*/, double value) {
  auto& target = field(request, Member);
  target = static_cast<std::remove_reference_t<decltype(target)>>(value);
}

double get_scale(Request request, std::size_t loss) {
  return request.guidance.scales.at(loss);
}
void set_scale(Request& request, std::size_t loss, double value) {
  request.guidance.scales.at(loss) = value;
}

std::vector<Control> make_controls() {
  std::vector<Control> rows = {
      {"steps", "denoising steps", 10, 100, 1, true, false, &get<&Request::steps>,
       &set<&Request::steps>},
      {"cfg", "classifier-free guidance: how closely the prompt is followed", 1, 20, 0.5, false,
       false, &get<&Request::cfg>, &set<&Request::cfg>}};
  const auto losses = guidance::catalog();
  for (std::size_t j = 0; j < losses.size(); ++j) {
    const guidance::Loss& loss = losses[j];
    const std::string band =
        "recommended " + shortest(loss.band_low) + " to " + shortest(loss.band_high);
    rows.push_back({std::string(loss.name), std::string(loss.summary) + "; 0 turns it off, " + band,
                    0, loss.maximum, loss.step, false, true, &get_scale, &set_scale, j});
  }
  rows.push_back({"every", "guide at every Nth step", 1, 100, 1, true, false,
                  &get<&GuideSettings::every>, &set<&GuideSettings::every>});
  rows.push_back({"start", "guide only after this share of the steps", 0, 1, 0.05, false, false,
                  &get<&GuideSettings::start>, &set<&GuideSettings::start>});
  rows.push_back({"strength", "relative mode: how far to push, in per cent of the noise", 0, 100, 1,
                  false, true, &get<&GuideSettings::strength>, &set<&GuideSettings::strength>});
  return rows;
}

void check_text(const std::string& text, const std::string& option) {
  if (text.size() > longest_prompt) {
    refuse("the text is too long", option, "at most " + std::to_string(longest_prompt) + " bytes",
           std::to_string(text.size()));
  }
  const std::size_t invalid = find_invalid_utf8(text);
  if (invalid != std::string::npos) {
    refuse("the text is not UTF-8", option, "UTF-8", "a stray byte at " + std::to_string(invalid));
  }
  if (text.find('\0') != std::string::npos) {
    refuse("the text holds a NUL character", option, "text", "NUL");
  }
}

void check_side(int side, int unit, const std::string& option) {
  if (side >= unit && side <= largest_side && side % unit == 0) return;
  refuse("this model cannot paint that size", option,
         "a multiple of " + std::to_string(unit) + " up to " + std::to_string(largest_side),
         std::to_string(side));
}

}  // namespace

std::string Control::range() const {
  return shortest(minimum) + " to " + shortest(maximum);
}

std::span<const Control> controls() {
  static const std::vector<Control> rows = make_controls();
  return rows;
}

void check(const Request& request) {
  check_text(request.prompt, "--prompt");
  check_text(request.negative, "--negative");
  if (request.seed < -1) {
    refuse("the seed is out of range", "--seed", "-1 or 0 to 9223372036854775807",
           std::to_string(request.seed));
  }
  for (const Control& control : controls()) {
    const double value = control.value(request);
    const bool inside = value >= control.minimum && value <= control.maximum;
    if (!inside || (control.whole && value != std::floor(value))) {
      refuse("the value is out of range", "--" + control.name, control.range(), shortest(value));
    }
  }
  check_moves(request);
}

Request with_size(Request request, const SizeRules& rules) {
  if (request.width == 0) request.width = rules.width;
  if (request.height == 0) request.height = rules.height;
  check_side(request.width, rules.unit, "--width");
  check_side(request.height, rules.unit, "--height");
  return request;
}

Request with_seed(Request request) {
  if (request.seed != -1) return request;
  // Nine digits: easy to read out and to type again.
  std::random_device entropy;
  request.seed = std::uniform_int_distribution<std::int64_t>(0, 999'999'999)(entropy);
  return request;
}

}  // namespace maulstick
