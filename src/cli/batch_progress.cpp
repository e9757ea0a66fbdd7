#include "cli/batch_progress.h"

#include <unistd.h>

#include <cstdio>
#include <string>

#include "cli/output.h"

namespace maulstick::cli {

BatchProgress::BatchProgress(bool quiet, Answers answers)
    : quiet_(quiet), terminal_(::isatty(STDERR_FILENO) == 1), answers_(answers) {}

// One bar at a time: pictures that are painted together are at the same step.
Observer& BatchProgress::on_job(const batch::Job& job, int number) {
  if (!began_) began_ = Clock::now();
  if (!quiet_ && terminal_) {
    std::fprintf(stderr, "%s: %s%s\n", place(number).c_str(), job.id.c_str(),
                 time_left(number).c_str());
  }
  const bool has_bar = !quiet_ && terminal_ && pictures_.empty();
  return pictures_.try_emplace(number, !has_bar, job.id).first->second;
}

void BatchProgress::on_result(const batch::Result& result, int number, batch::News news) {
  const bool painted = pictures_.erase(number) > 0 && result.done();
  if (painted) ++painted_;
  if (!quiet_ && !result.done()) {
    std::fprintf(stderr, "%s: %s failed: %s\n", place(number).c_str(), result.id.c_str(),
                 result.error.c_str());
  } else if (!quiet_ && painted && !terminal_) {
    std::fprintf(stderr, "%s: %s  %.1f s%s\n", place(number).c_str(), result.id.c_str(),
                 result.seconds, time_left(number + 1).c_str());
  }
  if (news == batch::News::recorded || answers_ == Answers::all) {
    print_line(batch::result_line(result));
  }
}

std::string BatchProgress::place(int number) const {
  const std::string of = jobs_ ? " of " + std::to_string(*jobs_) : "";
  return "job " + std::to_string(number) + of;
}

std::string BatchProgress::time_left(int from) const {
  if (!jobs_ || painted_ == 0 || from > *jobs_) return "";
  const std::chrono::duration<double> so_far = Clock::now() - *began_;
  return "  " + time_left_text(so_far.count() / painted_ * (*jobs_ - from + 1));
}

}  // namespace maulstick::cli
