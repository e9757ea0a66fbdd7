#pragma once
// How a batch goes: its results on standard output, everything else on standard error. On a terminal
// each job has its bar; a log gets one line a job, when that ends.

#include <chrono>
#include <map>
#include <optional>
#include <string>

#include "batch/runner.h"
#include "cli/progress.h"

namespace maulstick::cli {

// Which results are printed: all that are recorded, or those of jobs that were done before as well,
// for whoever has sent a job and waits for its answer.
enum class Answers { recorded, all };

class BatchProgress : public batch::Listener {
 public:
  BatchProgress(bool quiet, Answers answers);

  // How many jobs there are, where that is known.
  void expect(int jobs) { jobs_ = jobs; }

  Observer& on_job(const batch::Job& job, int number) override;
  void on_result(const batch::Result& result, int number, batch::News news) override;

 private:
  using Clock = std::chrono::steady_clock;

  [[nodiscard]] std::string place(int number) const;  // "job 3 of 20"
  // Of job `from` and those behind it, if they take as long as those before; or nothing to say.
  [[nodiscard]] std::string time_left(int from) const;

  bool quiet_;
  bool terminal_;
  Answers answers_;
  std::optional<int> jobs_;
  std::map<int, Progress> pictures_;  // of the jobs that are being painted, by their numbers
  std::optional<Clock::time_point> began_;
  int painted_ = 0;
};

}  // namespace maulstick::cli
