// Our own settings, as settings.cpp writes them.

#include <algorithm>
#include <nlohmann/json.hpp>
#include <optional>

#include "base/json.h"
#include "base/utf8.h"
#include "engine/mode_names.h"
#include "engine/restoring.h"

namespace maulstick {
namespace {

using nlohmann::json;

constexpr int known_version = 1;
constexpr std::size_t most_moves = 10'000;
constexpr std::size_t longest_name = 255;

[[noreturn]] void refuse(std::string got) {
  throw Error(ErrorKind::bad_input, {.what = "these are no settings of Maulstick",
                                     .where = "maulstick",
                                     .expected = "an object of format maulstick-settings",
                                     .got = std::move(got)});
}

std::string dumped(const json& value) {
  return value.dump(-1, ' ', false, json::error_handler_t::replace);
}

std::optional<std::int64_t> whole_of(const json& value) {
  if (value.is_number_unsigned() && value.get<std::uint64_t>() > INT64_MAX) return std::nullopt;
  if (!value.is_number_integer()) return std::nullopt;
  return value.get<std::int64_t>();
}

std::string text_of(const json& object, const char* key) {
  if (!object.is_object()) return "";
  const auto found = object.find(key);
  return found != object.end() && found->is_string() ? found->get<std::string>() : "";
}

std::optional<Move> move_of(const json& value) {
  if (!value.is_object() || !value.contains("step") || !value.contains("value")) return {};
  const auto step = whole_of(value["step"]);
  const std::string control = text_of(value, "control");
  if (!step || *step < 0 || *step > INT32_MAX - 1 || !value["value"].is_number()) return {};
  return Move{static_cast<int>(*step), control, value["value"].get<double>()};
}

void read_moves(const json& list, Restoring& into) {
  if (!list.is_array() || list.size() > most_moves) return into.lost("moves", dumped(list));
  std::vector<Move> moves;
  for (const json& entry : list) {
    const auto move = move_of(entry);
    if (move) {
      moves.push_back(*move);
    } else {
      into.lost("move", dumped(entry));
    }
  }
  into.moves(std::move(moves));
}

void read_embeddings(const json& list, Restoring& into) {
  if (!list.is_array()) return into.lost("embeddings", dumped(list));
  for (const json& entry : list) {
    into.embedding(text_of(entry, "file"), text_of(entry, "sha256"));
  }
}

void read_mode(const json& value, Restoring& into) {
  const auto mode =
      value.is_string() ? mode_named(value.get_ref<const std::string&>()) : std::nullopt;
  if (mode) {
    into.request().guidance.mode = *mode;
  } else {
    into.lost("mode", dumped(value));
  }
}

// A field with its own type; false if the key is none of these or the value is of another type.
bool read_field(const std::string& key, const json& value, Restoring& into) {
  if (key == "prompt" && value.is_string()) {
    into.text(&Request::prompt, key, value.get<std::string>());
  } else if (key == "negative" && value.is_string()) {
    into.text(&Request::negative, key, value.get<std::string>());
  } else if (key == "seed" && whole_of(value)) {
    into.seed(key, *whole_of(value));
  } else if (key == "width" && whole_of(value)) {
    into.side(&Request::width, key, *whole_of(value));
  } else if (key == "height" && whole_of(value)) {
    into.side(&Request::height, key, *whole_of(value));
  } else if (key == "cap" && value.is_boolean()) {
    into.request().guidance.gradient_norm =
        value.get<bool>() ? guidance::GradientNorm::cap : guidance::GradientNorm::set;
  } else if (key == "weights" && value.is_boolean()) {
    into.request().weights = value.get<bool>();
  } else if (key == "mode") {
    read_mode(value, into);
  } else if (key == "embeddings") {
    read_embeddings(value, into);
  } else {
    return key == "moves";  // whose steps must lie in the run: read last
  }
  return true;
}

bool read_control(const std::string& key, const json& value, Restoring& into) {
  const auto control = std::ranges::find(controls(), key, &Control::name);
  if (control == controls().end() || !value.is_number()) return false;
  into.number(*control, key, value.get<double>());
  return true;
}

void read_request(const json& request, Restoring& into) {
  for (const auto& [key, value] : request.items()) {
    if (!read_field(key, value, into) && !read_control(key, value, into)) {
      into.lost(key, dumped(value));
    }
  }
  if (request.contains("moves")) read_moves(request["moves"], into);
}

}  // namespace

void read_settings(const std::string& text, Restoring& into) {
  const json settings = parse_json(text, {.where = "maulstick", .blame = ErrorKind::bad_input});
  if (!settings.is_object()) refuse(settings.type_name());
  if (text_of(settings, "format") != "maulstick-settings") refuse("another format");
  if (!settings.contains("request") || !settings["request"].is_object()) refuse("no request");
  const auto version =
      settings.contains("format_version") ? whole_of(settings["format_version"]) : std::nullopt;
  if (version.value_or(0) != known_version) {
    into.lost("settings of another version of Maulstick", "");
  }
  read_request(settings["request"], into);
  const json painted_with = settings.value("painted_with", json::object());
  into.result().model = printable(text_of(painted_with, "model"), longest_name);
  into.result().model_hash = printable(text_of(painted_with, "model_hash"), longest_name);
}

}  // namespace maulstick
