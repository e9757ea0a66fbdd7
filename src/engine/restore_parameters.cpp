// Settings in A1111's grammar: those of its web UI, of the many programs that write the same, and our
// own where only they are left.

#include <algorithm>
#include <optional>

#include "base/utf8.h"
#include "engine/mode_names.h"
#include "engine/numbers.h"
#include "engine/parameters.h"
#include "engine/restoring.h"
#include "guidance/catalog.h"

namespace maulstick {
namespace {

constexpr std::size_t longest_name = 255;
constexpr std::string_view our_version = "Maulstick ";
constexpr std::string_view word_characters =
    "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_";

// The control that a key stands for; a scale goes by its loss's label: "Guidance CLIP".
const Control* control_of(std::string_view key) {
  const auto named = [](std::string_view name) {
    return &*std::ranges::find(controls(), name, &Control::name);
  };
  if (key == "Steps") return named("steps");
  if (key == "CFG scale") return named("cfg");
  if (key == "Guidance strength") return named("strength");
  if (key == "Guidance every") return named("every");
  if (key == "Guidance start") return named("start");
  for (const guidance::Loss& loss : guidance::catalog()) {
    if (key == "Guidance " + std::string(loss.label)) return named(loss.name);
  }
  return nullptr;
}

bool read_size(std::string_view value, Restoring& into) {
  const std::size_t by = std::min(value.find('x'), value.size());
  const auto width = parse_whole(value.substr(0, by));
  const auto height = parse_whole(value.substr(std::min(by + 1, value.size())));
  if (!width || !height || *width <= 0 || *height <= 0) return false;
  into.side(&Request::width, "Size, width", *width);
  into.side(&Request::height, "Size, height", *height);
  return true;
}

bool read_mode(std::string_view value, Restoring& into) {
  const auto mode = mode_named(value);
  if (mode) into.request().guidance.mode = *mode;
  return mode.has_value();
}

bool read_seed(std::string_view value, Restoring& into) {
  const auto seed = parse_whole(value);
  if (seed) into.seed("Seed", *seed);
  return seed.has_value();
}

// Whether the value found its place.
bool read_value(std::string_view key, std::string_view value, Restoring& into) {
  if (const Control* control = control_of(key)) {
    const auto number = parse_real(value);
    if (number) into.number(*control, key, *number);
    return number.has_value();
  }
  if (key == "Seed") return read_seed(value, into);
  if (key == "Size") return read_size(value, into);
  if (key == "Model") into.result().model = printable(value, longest_name);
  if (key == "Model hash") into.result().model_hash = printable(value, longest_name);
  if (key == "Model" || key == "Model hash" || key == "Version") return true;
  if (key == "Guidance mode") return read_mode(value, into);
  if (key == "Guidance norm" && value == "cap") {
    into.request().guidance.gradient_norm = guidance::GradientNorm::cap;
    return true;
  }
  if (key == "Prompt weights" && value == "on") {
    into.request().weights = true;
    return true;
  }
  return key == "Sampler" && value == "LMS";
}

// "<lora:name:0.8>": a network to add, not text.
std::string without_networks(std::string_view prompt, Restoring& into) {
  std::string text;
  for (std::size_t at = 0; at < prompt.size();) {
    const std::size_t open = std::min(prompt.find('<', at), prompt.size());
    text += prompt.substr(at, open - at);
    const std::size_t colon = prompt.find_first_not_of(word_characters, open + 1);
    const bool named = colon != prompt.npos && colon > open + 1 && prompt[colon] == ':';
    const std::size_t close = named ? prompt.find('>', colon) : prompt.npos;
    const bool network = close != prompt.npos && close > colon + 1;
    at = network ? close + 1 : std::min(open + 1, prompt.size());
    if (network) {
      into.lost(prompt.substr(open, close + 1 - open), "");
    } else {
      text += prompt.substr(open, at - open);
    }
    if (named && close == prompt.npos) return text + std::string(prompt.substr(at));
  }
  return text;
}

// "[a:b:0.5]" and "[a|b]" change a prompt while it is painted.
bool has_editing(std::string_view prompt) {
  std::string open;
  for (std::size_t at = 0; at < prompt.size(); ++at) {
    const char c = prompt[at];
    if (c == '\\') ++at;
    if (c == '(' || c == '[') open += c;
    if ((c == ')' || c == ']') && !open.empty()) open.pop_back();
    if ((c == ':' || c == '|') && open.ends_with('[')) return true;
  }
  return false;
}

bool has_word(std::string_view prompt, std::string_view word) {
  const auto letter = [prompt](std::size_t at) {
    return at < prompt.size() && word_characters.find(prompt[at]) != prompt.npos;
  };
  for (std::size_t at = prompt.find(word); at != prompt.npos; at = prompt.find(word, at + 1)) {
    if (!(at > 0 && letter(at - 1)) && !letter(at + word.size())) return true;
  }
  return false;
}

void tell_what_prompts_lose(const Request& request, Restoring& into) {
  const std::string both = request.prompt + "\n" + request.negative;
  for (const char* word : {"AND", "BREAK"}) {
    if (has_word(both, word))
      into.lost(std::string(word) + " between prompts: it is read as a word", "");
  }
  if (has_editing(request.prompt) || has_editing(request.negative)) {
    into.lost("prompts that change while painting, as [a:b:0.5] or [a|b]: read as weights", "");
  }
}

bool is_ours(const Parameters& parameters) {
  return std::ranges::any_of(parameters.values, [](const auto& entry) {
    return entry.first == "Version" && entry.second.starts_with(our_version);
  });
}

}  // namespace

void read_a1111(std::string_view text, Restoring& into) {
  const Parameters parameters = read_parameters(text);
  const bool ours = is_ours(parameters);
  if (ours) into.request() = {};  // everything but what has its default is named
  into.request().weights = !ours;
  for (const auto& [key, value] : parameters.values) {
    if (!read_value(key, value, into)) into.lost(key, value);
  }
  into.text(&Request::prompt, "Prompt",
            ours ? parameters.prompt : without_networks(parameters.prompt, into));
  into.text(&Request::negative, "Negative prompt", parameters.negative);
  if (!ours) tell_what_prompts_lose(into.request(), into);
}

}  // namespace maulstick
