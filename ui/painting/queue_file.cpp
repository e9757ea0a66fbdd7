#include "ui/painting/queue_file.h"

#include "ui/painting/job_json.h"
#include "ui/settings/json_document.h"

namespace maulstick::ui {
namespace {

using nlohmann::json;

constexpr DocumentFormat format = {.name = "maulstick-queue", .version = 1};

}  // namespace

QueueFile readQueueFile(const std::filesystem::path& file) {
  const JsonDocument document = readDocument(file, format);
  QueueFile queue;
  queue.notice = document.notice;
  const json list = document.root.value("jobs", json());
  if (!list.is_array()) return queue;
  for (const json& one : list) {
    Job job = jobFromJson(one);
    if (!job.id.isEmpty()) queue.jobs.push_back(std::move(job));
  }
  return queue;
}

std::string queueFileBytes(const std::vector<Job>& jobs) {
  json list = json::array();
  for (const Job& job : jobs) list.push_back(jobToJson(job));
  return documentBytes({{"jobs", list}}, format);
}

}  // namespace maulstick::ui
