#include "ui/painting/job_json.h"

#include <nlohmann/json.hpp>

#include "ui/settings/model_json.h"
#include "ui/settings/request_json.h"

namespace maulstick::ui {
namespace {

using nlohmann::json;

json member(const json& object, const char* name) {
  return object.is_object() ? object.value(name, json()) : json();
}

std::string textOf(const json& value) {
  return value.is_string() ? value.get<std::string>() : std::string();
}

}  // namespace

json jobToJson(const Job& job) {
  return {{"id", job.id.toStdString()},
          {"model", modelToJson(job.model)},
          {"request", requestToJson(job.request)},
          {"folder", job.folder.string()}};
}

Job jobFromJson(const json& object) {
  return {.id = QString::fromStdString(textOf(member(object, "id"))),
          .model = modelFromJson(member(object, "model")),
          .request = requestFromJson(member(object, "request")),
          .folder = textOf(member(object, "folder"))};
}

}  // namespace maulstick::ui
