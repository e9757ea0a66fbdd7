#include "ui/settings/request_json.h"

#include <cmath>
#include <limits>
#include <nlohmann/json.hpp>
#include <optional>

#include "base/error.h"
#include "engine/mode_names.h"
#include "engine/moves.h"
#include "engine/settings_json.h"
#include "ui/settings/json_member.h"

namespace maulstick::ui {
namespace {

using nlohmann::json;

std::optional<std::int64_t> wholeIn(const json& value, std::int64_t least, std::int64_t most) {
  if (!value.is_number_integer()) return std::nullopt;
  if (value.is_number_unsigned() &&
      value.get<std::uint64_t>() > std::uint64_t{std::numeric_limits<std::int64_t>::max()}) {
    return std::nullopt;
  }
  const auto number = value.get<std::int64_t>();
  return number >= least && number <= most ? std::optional(number) : std::nullopt;
}

void readText(const json& value, std::string& text) {
  if (!value.is_string()) return;
  const auto& given = value.get_ref<const std::string&>();
  if (given.size() <= longest_prompt && given.find('\0') == std::string::npos) text = given;
}

void readSide(const json& value, int& side) {
  if (const auto number = wholeIn(value, 0, largest_side)) side = static_cast<int>(*number);
}

void readControl(const Control& control, const json& value, Request& request) {
  if (!value.is_number()) return;
  const auto number = value.get<double>();
  if (!(number >= control.minimum && number <= control.maximum)) return;
  if (control.whole && number != std::floor(number)) return;
  control.assign(request, number);
}

void readGuidance(const json& object, guidance::GuideSettings& settings) {
  if (const auto mode = mode_named(textOf(member(object, "mode")))) settings.mode = *mode;
  const json& cap = member(object, "cap");
  if (cap.is_boolean()) {
    settings.gradient_norm =
        cap.get<bool>() ? guidance::GradientNorm::cap : guidance::GradientNorm::set;
  }
}

// Pictures name their embeddings by file name and hash; only paths say where a file is.
void readEmbeddings(const json& list, Request& request) {
  if (!list.is_array()) return;
  request.embeddings.clear();
  for (const json& one : list) {
    if (one.is_string()) request.embeddings.emplace_back(one.get_ref<const std::string&>());
  }
}

std::optional<Move> moveOf(const json& object) {
  if (!object.is_object()) return std::nullopt;
  const auto step = wholeIn(member(object, "step"), 0, std::numeric_limits<int>::max());
  const json& control = member(object, "control");
  const json& value = member(object, "value");
  if (!step || !control.is_string() || !value.is_number()) return std::nullopt;
  return Move{.step = static_cast<int>(*step),
              .control = control.get<std::string>(),
              .value = value.get<double>()};
}

// All or none: a run with half of its moves is no run that ever was.
void readMoves(const json& list, Request& request) {
  if (!list.is_array()) return;
  request.moves.clear();
  for (const json& one : list) {
    auto move = moveOf(one);
    if (!move) return request.moves.clear();
    request.moves.push_back(std::move(*move));
  }
  try {
    check_moves(request);
  } catch (const Error&) {
    request.moves.clear();
  }
}

}  // namespace

json requestToJson(const Request& request) {
  json object = request_json(request);
  object["embeddings"] = json::array();
  for (const auto& path : request.embeddings) object["embeddings"].push_back(path.string());
  object.emplace("moves", json::array());  // also none, so that old ones in a file are replaced
  return object;
}

Request requestFromJson(const json& object, Request request) {
  if (!object.is_object()) return request;
  readText(member(object, "prompt"), request.prompt);
  readText(member(object, "negative"), request.negative);
  if (const auto seed =
          wholeIn(member(object, "seed"), -1, std::numeric_limits<std::int64_t>::max())) {
    request.seed = *seed;
  }
  readSide(member(object, "width"), request.width);
  readSide(member(object, "height"), request.height);
  for (const Control& control : controls()) {
    readControl(control, member(object, control.name), request);
  }
  readGuidance(object, request.guidance);
  readEmbeddings(member(object, "embeddings"), request);
  const json& weights = member(object, "weights");
  if (weights.is_boolean()) request.weights = weights.get<bool>();
  readMoves(member(object, "moves"), request);  // last: they depend on the steps
  return request;
}

}  // namespace maulstick::ui
