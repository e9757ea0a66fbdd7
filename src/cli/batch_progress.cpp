#include "cli/batch_progress.h"

#include <cstdio>
#include <string>

#include "cli/output.h"

namespace maulstick::cli {

Observer& BatchProgress::on_job(const batch::Job& job, int number) {
  if (!quiet_) {
    const std::string left =
        jobs_ && painted_ > 0 ? "  " + time_left_text(seconds_left(number)) : "";
    std::fprintf(stderr, "%s: %s%s\n", place(number).c_str(), job.id.c_str(), left.c_str());
  }
  return picture_.emplace(quiet_);
}

void BatchProgress::on_result(const batch::Result& result, int number, batch::News news) {
  if (picture_ && result.done()) {
    ++painted_;
    seconds_ += result.seconds;
  }
  picture_.reset();
  if (!quiet_ && !result.done()) {
    std::fprintf(stderr, "%s: %s failed: %s\n", place(number).c_str(), result.id.c_str(),
                 result.error.c_str());
  }
  if (news == batch::News::recorded || answers_ == Answers::all) {
    print_line(batch::result_line(result));
  }
}

std::string BatchProgress::place(int number) const {
  const std::string of = jobs_ ? " of " + std::to_string(*jobs_) : "";
  return "job " + std::to_string(number) + of;
}

// Of this job and those behind it, if they take as long as those before.
std::optional<double> BatchProgress::seconds_left(int number) const {
  return seconds_ / painted_ * (*jobs_ - number + 1);
}

}  // namespace maulstick::cli
