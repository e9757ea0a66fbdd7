#include "engine/settings.h"

#include <cstddef>
#include <nlohmann/json.hpp>

#include "base/utf8.h"
#include "engine/mode_names.h"
#include "engine/numbers.h"
#include "engine/settings_json.h"
#include "engine/version.h"
#include "guidance/catalog.h"

namespace maulstick {
namespace {

using nlohmann::json;

// A1111's rule: a value with a comma, a colon or a line break is written as a JSON string.
std::string quoted(const std::string& value) {
  return value.find_first_of(",:\n\"") == std::string::npos ? value : json(value).dump();
}

class ParameterLine {
 public:
  void add(const std::string& key, const std::string& value) {
    if (!line_.empty()) line_ += ", ";
    line_ += key + ": " + quoted(value);
  }
  void add(const std::string& key, double value) { add(key, shortest(value)); }
  [[nodiscard]] const std::string& text() const { return line_; }

 private:
  std::string line_;
};

void add_guidance(ParameterLine& line, const guidance::GuideSettings& settings) {
  for (std::size_t j = 0; j < guidance::catalog().size(); ++j) {
    line.add("Guidance " + std::string(guidance::catalog()[j].label), settings.scales[j]);
  }
  line.add("Guidance mode", name_of(settings.mode));
  if (settings.mode == guidance::Mode::relative) line.add("Guidance strength", settings.strength);
  line.add("Guidance every", settings.every);
  line.add("Guidance start", settings.start);
  if (settings.gradient_norm == guidance::GradientNorm::cap) line.add("Guidance norm", "cap");
}

json moves_json(const std::vector<Move>& moves) {
  json list = json::array();
  for (const Move& move : moves) {
    list.push_back({{"step", move.step}, {"control", move.control}, {"value", move.value}});
  }
  return list;
}

json embeddings_json(const std::vector<EmbeddingRecord>& embeddings) {
  json list = json::array();
  for (const EmbeddingRecord& one : embeddings) {
    list.push_back({{"file", printable(one.file, 255)}, {"sha256", one.sha256}});
  }
  return list;
}

json fingerprint_json(const Fingerprint& fingerprint) {
  json object = {{"model", fingerprint.model},   {"model_hash", fingerprint.model_hash},
                 {"device", fingerprint.device}, {"precision", fingerprint.precision},
                 {"torch", fingerprint.torch},   {"isa", fingerprint.isa},
                 {"version", maulstick::version}};
  if (fingerprint.together > 1) object["together"] = fingerprint.together;
  return object;
}

// What a line of the log has, and the push as panels show it.
json curve_json(const StepReport& step) {
  json object = step_json(step);
  object["guidance"]["push_percent"] = step.guidance->push_percent;
  return object;
}

std::string settings_text(const Painting& painting) {
  json curves = json::array();
  for (const StepReport& step : painting.steps) {
    if (step.guidance) curves.push_back(curve_json(step));
  }
  json request = request_json(painting.request);
  request["embeddings"] = embeddings_json(painting.embeddings);
  const json settings = {{"format", "maulstick-settings"},
                         {"format_version", 1},
                         {"request", request},
                         {"painted_with", fingerprint_json(painting.fingerprint)},
                         {"losses", losses_json(painting.losses)},
                         {"curves", curves},
                         {"seconds", painting.seconds}};
  return settings.dump();
}

}  // namespace

json losses_json(const std::vector<double>& losses) {
  json object = json::object();
  for (std::size_t j = 0; j < losses.size(); ++j) {
    object[std::string(guidance::catalog()[j].name)] = losses[j];
  }
  return object;
}

json step_json(const StepReport& step) {
  json guidance;
  if (step.guidance) {
    guidance = losses_json(step.guidance->losses);
    guidance["total"] = step.guidance->total;
    guidance["gradient_norm"] = step.guidance->gradient_norm;
    guidance["push_norm"] = step.guidance->push_norm;
    if (!step.guidance->skipped.empty()) guidance["skipped"] = step.guidance->skipped;
  }
  return {{"step", step.step},
          {"timestep", step.timestep},
          {"sigma", step.sigma},
          {"seconds", step.seconds},
          {"guidance", guidance}};
}

json request_json(const Request& request) {
  json object = {{"prompt", request.prompt},
                 {"negative", request.negative},
                 {"seed", request.seed},
                 {"width", request.width},
                 {"height", request.height},
                 {"mode", name_of(request.guidance.mode)},
                 {"cap", request.guidance.gradient_norm == guidance::GradientNorm::cap},
                 {"weights", request.weights}};
  if (!request.moves.empty()) object["moves"] = moves_json(request.moves);
  for (const Control& control : controls()) {
    const double value = control.value(request);
    object[control.name] = control.whole ? json(static_cast<std::int64_t>(value)) : json(value);
  }
  return object;
}

std::string parameters_text(const Painting& painting) {
  const Request& request = painting.request;
  ParameterLine line;
  line.add("Steps", request.steps);
  line.add("Sampler", "LMS");
  line.add("CFG scale", request.cfg);
  line.add("Seed", std::to_string(request.seed));
  line.add("Size", std::to_string(request.width) + "x" + std::to_string(request.height));
  line.add("Model", painting.fingerprint.model);
  line.add("Model hash", painting.fingerprint.model_hash.substr(0, 10));
  add_guidance(line, request.guidance);
  // How many, so that a reader knows that these are not the settings of the whole run.
  if (!request.moves.empty()) line.add("Guidance moves", std::to_string(request.moves.size()));
  if (request.weights) line.add("Prompt weights", "on");
  line.add("Version", std::string("Maulstick ") + version);

  std::string text = request.prompt + "\n";
  if (!request.negative.empty()) text += "Negative prompt: " + request.negative + "\n";
  return text + line.text();
}

std::vector<picture::TextChunk> text_chunks(const Painting& painting) {
  return {{"parameters", parameters_text(painting)}, {"maulstick", settings_text(painting)}};
}

}  // namespace maulstick
