#pragma once
// The queue on disk: what was waiting or being painted when the program ended, however it ended.

#include <QString>
#include <filesystem>
#include <string>
#include <vector>

#include "ui/painting/job.h"

namespace maulstick::ui {

struct QueueFile {
  std::vector<Job> jobs;
  QString notice;  // empty, or what a person should be told
};

// Never fails: a damaged file is set aside.
QueueFile readQueueFile(const std::filesystem::path& file);

std::string queueFileBytes(const std::vector<Job>& jobs);

}  // namespace maulstick::ui
