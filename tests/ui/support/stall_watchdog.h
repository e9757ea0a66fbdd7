#pragma once
// Measures how long the thread it is made on keeps others waiting: a thread of its own posts an
// event every few milliseconds, whether the earlier ones are answered or not, and notes how long
// each of them waits. Ends the program if one waits as long as a hang. Used by tests and benchmarks
// of the desktop app.

#include <QMetaObject>
#include <QObject>
#include <algorithm>
#include <chrono>
#include <cstddef>
#include <cstdio>
#include <cstdlib>
#include <deque>
#include <mutex>
#include <stop_token>
#include <thread>
#include <vector>

namespace maulstick::testing {

class StallWatchdog {
 public:
  explicit StallWatchdog(std::chrono::seconds hang = std::chrono::seconds(30))
      : hang_(hang), thread_([this](const std::stop_token& stop) { watch(stop); }) {}

  ~StallWatchdog() { end(); }
  StallWatchdog(const StallWatchdog&) = delete;
  StallWatchdog& operator=(const StallWatchdog&) = delete;

  // Afterwards the figures stand still; what is not answered by then is in none of them.
  void end() {
    thread_.request_stop();
    if (thread_.joinable()) thread_.join();
    const std::lock_guard lock(mutex_);
    asked_.clear();
  }

  // Of the waits in milliseconds: the longest, and the one that `share` of them do not exceed.
  [[nodiscard]] double worst() const { return quantile(1); }
  [[nodiscard]] double quantile(double share) const {
    const std::lock_guard lock(mutex_);
    if (waits_.empty()) return 0;
    std::vector<double> sorted = waits_;
    std::ranges::sort(sorted);
    const auto last = static_cast<double>(sorted.size() - 1);
    return sorted[static_cast<std::size_t>(last * share)];
  }
  [[nodiscard]] std::size_t count() const {
    const std::lock_guard lock(mutex_);
    return waits_.size();
  }

 private:
  using Clock = std::chrono::steady_clock;
  using Milliseconds = std::chrono::duration<double, std::milli>;
  static constexpr std::chrono::milliseconds interval{5};

  void watch(const std::stop_token& stop) {
    while (!stop.stop_requested()) {
      ask();
      std::this_thread::sleep_for(interval);
      if (!hangs()) continue;
      std::fprintf(stderr, "the thread of the windows has not answered for %d s\n",
                   static_cast<int>(hang_.count()));
      std::abort();
    }
  }

  void ask() {
    {
      const std::lock_guard lock(mutex_);
      asked_.push_back(Clock::now());
    }
    QMetaObject::invokeMethod(
        &target_, [this] { answer(); }, Qt::QueuedConnection);
  }

  // Events come in the order in which they were posted.
  void answer() {
    const std::lock_guard lock(mutex_);
    if (asked_.empty()) return;
    waits_.push_back(Milliseconds(Clock::now() - asked_.front()).count());
    asked_.pop_front();
  }

  [[nodiscard]] bool hangs() const {
    const std::lock_guard lock(mutex_);
    return !asked_.empty() && Clock::now() - asked_.front() > hang_;
  }

  QObject target_;
  std::chrono::seconds hang_;
  mutable std::mutex mutex_;
  std::deque<Clock::time_point> asked_;  // what is not answered yet, the oldest first
  std::vector<double> waits_;
  std::jthread thread_;  // last: it uses what stands above
};

}  // namespace maulstick::testing
