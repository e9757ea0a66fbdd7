#pragma once
// How a batch goes: its results on standard output, everything else on standard error.

#include <optional>

#include "batch/runner.h"
#include "cli/progress.h"

namespace maulstick::cli {

// Which results are printed: all that are recorded, or those of jobs that were done before as well,
// for whoever has sent a job and waits for its answer.
enum class Answers { recorded, all };

class BatchProgress : public batch::Listener {
 public:
  BatchProgress(bool quiet, Answers answers) : quiet_(quiet), answers_(answers) {}

  // How many jobs there are, where that is known.
  void expect(int jobs) { jobs_ = jobs; }

  Observer& on_job(const batch::Job& job, int number) override;
  void on_result(const batch::Result& result, int number, batch::News news) override;

 private:
  [[nodiscard]] std::string place(int number) const;  // "job 3 of 20"
  [[nodiscard]] std::optional<double> seconds_left(int number) const;

  bool quiet_;
  Answers answers_;
  std::optional<int> jobs_;
  std::optional<Progress> picture_;  // of the job that is being painted
  int painted_ = 0;
  double seconds_ = 0;  // that they took
};

}  // namespace maulstick::cli
