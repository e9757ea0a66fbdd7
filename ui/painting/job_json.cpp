#include "ui/painting/job_json.h"

#include <nlohmann/json.hpp>

#include "ui/settings/json_member.h"
#include "ui/settings/model_json.h"
#include "ui/settings/request_json.h"

namespace maulstick::ui {

using nlohmann::json;

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
