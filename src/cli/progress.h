#pragma once
// Progress on standard error: a bar where there is a terminal, a line now and then where there is
// none.

#include <optional>
#include <string>

#include "engine/report.h"
#include "engine/time_left.h"

namespace maulstick::cli {

// "about 3 min left"
std::string time_left_text(const std::optional<double>& seconds);

class Progress : public Observer {
 public:
  // Notes name the `job` where there are several.
  explicit Progress(bool quiet, const std::string& job = "");

  void on_start(const RunPlan& plan) override;
  void on_step(const StepReport& report) override;

  // Ends the bar's line; done by the destructor too, so that an error starts on a line of its own.
  void finish();
  ~Progress() override { finish(); }

 private:
  void note_cut(const char* option, const std::string& cut) const;
  [[nodiscard]] bool worth_a_line(const StepReport& report) const;

  std::string note_;  // how one begins
  bool quiet_;
  bool terminal_;
  bool line_open_ = false;
  double seconds_ = 0;
  TimeLeft time_left_;
};

}  // namespace maulstick::cli
