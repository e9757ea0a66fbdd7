#include "batch/job.h"

#include <algorithm>
#include <array>
#include <nlohmann/json.hpp>
#include <utility>

#include "base/json.h"
#include "base/refuse.h"
#include "batch/job_id.h"
#include "batch/job_values.h"

namespace maulstick::batch {
namespace {

using nlohmann::json;

std::string place(const Line& line) {
  return "line " + std::to_string(line.number);
}

std::string place(const Line& line, std::string_view key) {
  return place(line) + ", \"" + std::string(key) + "\"";
}

json object_of(const Line& line) {
  if (line.text.size() > longest_line) {
    refuse("the line is too long", place(line),
           "at most " + std::to_string(longest_line) + " bytes", "more");
  }
  json object = parse_json(line.text, {.where = place(line), .blame = ErrorKind::bad_input});
  if (!object.is_object()) {
    refuse("the line is no job", place(line), "a JSON object", object.type_name());
  }
  return object;
}

void read_id(const json& value, const std::string& where, Job& job) {
  job.id = text_value(value, where);
  if (is_safe_id(job.id)) return;
  refuse("the id cannot be a file's name", where, "1 to 100 of A-Z a-z 0-9 . _ - (docs/batch.md)",
         "\"" + job.id + "\"");
}

// read_job() has read it before all others.
void pass_over_style(const json& /*value*/, const std::string& /*where*/, Job& /*job*/) {}

template <std::string Request::*Member>
void read_text(const json& value, const std::string& where, Job& job) {
  job.request.*Member = text_value(value, where);
}

template <int Request::*Member>
void read_side(const json& value, const std::string& where, Job& job) {
  job.request.*Member = static_cast<int>(whole_value(value, where, {1, largest_side}));
}

void read_seed(const json& value, const std::string& where, Job& job) {
  job.request.seed = whole_value(value, where, {-1, INT64_MAX});
}

void read_mode(const json& value, const std::string& where, Job& job) {
  job.request.guidance.mode = mode_value(value, where);
}

void read_cap(const json& value, const std::string& where, Job& job) {
  job.request.guidance.gradient_norm =
      truth_value(value, where) ? guidance::GradientNorm::cap : guidance::GradientNorm::set;
}

void read_weights(const json& value, const std::string& where, Job& job) {
  job.request.weights = truth_value(value, where);
}

void read_embeddings(const json& value, const std::string& where, Job& job) {
  // One file may stand there without its brackets.
  const json list = value.is_array() ? value : json::array({value});
  if (list.size() > most_embeddings) {
    refuse("there are too many embeddings", where, "at most " + std::to_string(most_embeddings),
           std::to_string(list.size()));
  }
  for (const json& file : list) {
    const std::string name = text_value(file, where);
    if (name.empty()) refuse("the file has no name", where, "a file", "an empty text");
    job.request.embeddings.emplace_back(name);
  }
}

struct Field {
  std::string_view key;
  void (*read)(const json& value, const std::string& where, Job& job);
};

// The keys whose values are no controls.
constexpr std::array<Field, 11> fields = {{{"id", &read_id},
                                           {"style", &pass_over_style},
                                           {"prompt", &read_text<&Request::prompt>},
                                           {"negative", &read_text<&Request::negative>},
                                           {"seed", &read_seed},
                                           {"width", &read_side<&Request::width>},
                                           {"height", &read_side<&Request::height>},
                                           {"mode", &read_mode},
                                           {"cap", &read_cap},
                                           {"weights", &read_weights},
                                           {"embedding", &read_embeddings}}};

void read_value(const std::string& key, const json& value, const Line& line, Job& job) {
  const std::string where = place(line, key);
  const auto* field = std::ranges::find(fields, key, &Field::key);
  if (field != fields.end()) return field->read(value, where, job);
  const auto control = std::ranges::find(controls(), key, &Control::name);
  if (control != controls().end()) return control_value(value, where, *control, job.request);
  refuse("the key is not known", place(line), "an option of generate, \"id\" or \"style\"",
         "\"" + key + "\"");
}

Request with_words(Request request, const styles::Style& style, const Line& line) {
  try {
    return styles::with_words(std::move(request), style);
  } catch (const Error&) {  // whose words know nothing of lines
    refuse("the prompt is too long with its style", place(line, "style"),
           "at most " + std::to_string(longest_prompt) + " bytes together", "more");
  }
}

}  // namespace

Job read_job(const Line& line, std::span<const styles::Style> styles) {
  const json object = object_of(line);
  Job job;
  job.line = line.number;
  styles::Style style;
  if (object.contains("style")) {
    style = styles::style_of(styles, text_value(object["style"], place(line, "style")));
    job.style = style.name;
    job.request = styles::with_controls(std::move(job.request), style);
  }
  for (const auto& [key, value] : object.items()) read_value(key, value, line, job);
  job.request = with_words(std::move(job.request), style, line);
  check(job.request);
  if (job.id.empty()) job.id = default_id(job.request);
  return job;
}

std::string id_of_bad_line(const Line& line) {
  try {
    const std::string id = object_of(line).value("id", json()).get<std::string>();
    if (is_safe_id(id)) return id;
  } catch (const Error&) {            // no object
  } catch (const json::exception&) {  // no id, or one of another type
  }
  return "line-" + std::to_string(line.number);
}

}  // namespace maulstick::batch
