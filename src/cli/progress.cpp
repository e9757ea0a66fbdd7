#include "cli/progress.h"

#include <unistd.h>

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <optional>
#include <string>

#include "base/utf8.h"

namespace maulstick::cli {
namespace {

constexpr int bar_cells = 24;
constexpr const char* clear_to_end = "\x1b[K";

std::string bar(int done, int all) {
  const int filled = bar_cells * done / all;
  std::string cells;
  for (int cell = 0; cell < bar_cells; ++cell) cells += cell < filled ? "━" : "─";
  return cells;
}

std::string rate(int steps, double seconds) {
  char text[32];
  const double per_second = steps / std::max(seconds, 1e-9);
  if (per_second >= 1) {
    std::snprintf(text, sizeof text, "%.1f steps/s", per_second);
  } else {
    std::snprintf(text, sizeof text, "%.1f s/step", 1 / per_second);
  }
  return text;
}

}  // namespace

std::string time_left_text(const std::optional<double>& seconds) {
  if (!seconds) return "estimating";
  const auto whole = static_cast<long>(std::lround(*seconds));
  if (whole < 120) return "about " + std::to_string(whole) + " s left";
  return "about " + std::to_string((whole + 30) / 60) + " min left";
}

Progress::Progress(bool quiet, const std::string& job)
    : note_(job.empty() ? "note: " : "note: " + job + ": "),
      quiet_(quiet),
      terminal_(::isatty(STDERR_FILENO) == 1) {}

void Progress::on_start(const RunPlan& plan) {
  note_cut("--prompt", plan.cut);
  note_cut("--negative", plan.cut_negative);
  time_left_ = TimeLeft(plan.guided);
}

void Progress::on_step(const StepReport& report) {
  time_left_.add(report);
  seconds_ += report.seconds;
  if (report.guidance && !report.guidance->skipped.empty()) {
    finish();
    std::fprintf(stderr, "%sno push at step %d: %s is not finite\n", note_.c_str(), report.step + 1,
                 report.guidance->skipped.c_str());
  }
  if (quiet_ || !worth_a_line(report)) return;
  const int done = report.step + 1;
  const std::string text = "step " + std::to_string(done) + " of " + std::to_string(report.steps) +
                           "  " + rate(done, seconds_) + "  " +
                           time_left_text(time_left_.seconds());
  if (terminal_) {
    std::fprintf(stderr, "\r%s  %s%s", bar(done, report.steps).c_str(), text.c_str(), clear_to_end);
    line_open_ = true;
  } else {
    std::fprintf(stderr, "%s\n", text.c_str());
  }
  std::fflush(stderr);
}

void Progress::note_cut(const char* option, const std::string& cut) const {
  if (cut.empty()) return;
  std::fprintf(stderr, "%sthis part of %s does not fit and was cut: %s\n", note_.c_str(), option,
               printable(cut, 300).c_str());
}

void Progress::finish() {
  if (line_open_) std::fputs("\n", stderr);
  line_open_ = false;
}

// On a terminal every step; elsewhere ten lines a picture.
bool Progress::worth_a_line(const StepReport& report) const {
  const int done = report.step + 1;
  return terminal_ || done * 10 / report.steps != report.step * 10 / report.steps;
}

}  // namespace maulstick::cli
