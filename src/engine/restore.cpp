#include "engine/restore.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <optional>
#include <utility>

#include "base/error.h"
#include "base/utf8.h"
#include "engine/restoring.h"

namespace maulstick {
namespace {

using picture::find_text;
using picture::TextChunk;

// As many bytes as a text chunk that is read can have.
constexpr std::size_t longest_text = std::size_t{1} << 20U;

[[noreturn]] void refuse(std::string what, std::string got) {
  throw Error(ErrorKind::bad_input, {.what = std::move(what),
                                     .where = "picture",
                                     .expected = "settings of Maulstick or of A1111's web UI",
                                     .got = std::move(got)});
}

bool looks_like_json(std::string_view text) {
  const std::size_t first = text.find_first_not_of(" \t\r\n");
  const std::size_t last = text.find_last_not_of(" \t\r\n");
  return first != text.npos && text[first] == '{' && text[last] == '}' &&
         text.find('"') != text.npos;
}

// Whose settings these are, if they are known and cannot be read; else "".
std::string other_program(const std::vector<TextChunk>& texts) {
  static constexpr std::array<std::pair<const char*, const char*>, 7> keywords = {
      {{"workflow", "ComfyUI"},
       {"prompt", "ComfyUI"},
       {"fooocus_scheme", "Fooocus"},
       {"invokeai_metadata", "InvokeAI"},
       {"invokeai_graph", "InvokeAI"},
       {"sd-metadata", "InvokeAI"},
       {"Dream", "InvokeAI"}}};
  for (const auto& [keyword, program] : keywords) {
    if (find_text(texts, keyword) != nullptr) return program;
  }
  const TextChunk* software = find_text(texts, "Software");
  return software != nullptr && software->text == "NovelAI" ? "NovelAI" : "";
}

Restored restore_settings(const std::string& text) {
  Restoring restoring(Restored::Origin::maulstick, {});
  read_settings(text, restoring);
  return std::move(restoring).done();
}

[[noreturn]] void refuse_all(const std::vector<TextChunk>& texts) {
  const std::string program = other_program(texts);
  if (!program.empty()) refuse("the settings in this picture are not understood", program + "'s");
  if (find_text(texts, "parameters") != nullptr) {
    refuse("the settings in this picture are not understood", "another program's JSON");
  }
  refuse("the picture holds no settings", texts.empty() ? "no text at all" : "other texts");
}

std::string fitted(int& side, int unit) {
  const int old = side;
  const int fitting = std::clamp((side + unit / 2) / unit * unit, unit, largest_side / unit * unit);
  if (side != 0) side = fitting;
  return side == old ? "" : std::to_string(old) + " → " + std::to_string(side);
}

}  // namespace

Restored restore(const std::vector<TextChunk>& texts, const Request& base) {
  std::optional<std::string> problem;
  if (const TextChunk* ours = find_text(texts, "maulstick")) {
    try {
      return restore_settings(ours->text);
    } catch (const Error& error) {
      problem = error.message();
    }
  }
  const TextChunk* parameters = find_text(texts, "parameters");
  if (parameters == nullptr || looks_like_json(parameters->text)) {
    if (problem) refuse("the settings in this picture are damaged", *problem);
    refuse_all(texts);
  }
  Restored restored = restore_parameters(parameters->text, base);
  if (problem)
    restored.not_restored.push_back("settings of Maulstick: " + printable(*problem, 200));
  return restored;
}

Restored restore_parameters(std::string_view text, const Request& base) {
  if (text.size() > longest_text) {
    refuse("the settings are too long", std::to_string(text.size()) + " bytes");
  }
  if (find_invalid_utf8(text) != std::string::npos)
    refuse("the settings are not UTF-8", "other bytes");
  if (text.find_first_not_of(" \t\r\n") == text.npos) refuse("the settings are empty", "nothing");
  Restoring restoring(Restored::Origin::a1111, base);
  read_a1111(text, restoring);
  return std::move(restoring).done();
}

void fit_size(Restored& restored, const SizeRules& rules) {
  for (const auto& [name, side] : {std::pair{"width", &restored.request.width},
                                   std::pair{"height", &restored.request.height}}) {
    const std::string change = fitted(*side, rules.unit);
    if (!change.empty()) restored.adjusted.push_back(std::string(name) + ": " + change);
  }
}

}  // namespace maulstick
