#pragma once
// Measures how long the thread it is made on keeps others waiting: a thread of its own posts an event every
// few milliseconds and notes when it is answered. Ends the program if an answer takes longer than a
// hang. Used by tests and benchmarks of the desktop app.

#include <QCoreApplication>
#include <algorithm>
#include <atomic>
#include <chrono>
#include <condition_variable>
#include <cstdio>
#include <cstdlib>
#include <mutex>
#include <thread>
#include <vector>

namespace maulstick::testing {

class StallWatchdog {
 public:
  using Milliseconds = std::chrono::duration<double, std::milli>;

  explicit StallWatchdog(std::chrono::seconds hang = std::chrono::seconds(30))
      : hang_(hang), thread_([this](const std::stop_token& stop) { watch(stop); }) {}

  ~StallWatchdog() { end(); }
  StallWatchdog(const StallWatchdog&) = delete;
  StallWatchdog& operator=(const StallWatchdog&) = delete;

  // Afterwards the figures stand still.
  void end() {
    thread_.request_stop();
    if (thread_.joinable()) thread_.join();
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
  void watch(const std::stop_token& stop) {
    while (!stop.stop_requested()) {
      const auto asked = std::chrono::steady_clock::now();
      answered_ = false;
      QMetaObject::invokeMethod(
          &target_, [this] { answer(); }, Qt::QueuedConnection);
      std::unique_lock lock(mutex_);
      const bool came = changed_.wait_for(lock, stop, hang_, [this] { return answered_.load(); });
      if (!came && !stop.stop_requested()) {
        std::fprintf(stderr, "the thread of the windows has not answered for %d s\n",
                     static_cast<int>(hang_.count()));
        std::abort();
      }
      if (!came) return;
      waits_.push_back(Milliseconds(std::chrono::steady_clock::now() - asked).count());
      changed_.wait_for(lock, stop, std::chrono::milliseconds(4), [] { return false; });
    }
  }

  void answer() {
    const std::lock_guard lock(mutex_);
    answered_ = true;
    changed_.notify_all();
  }

  QObject target_;
  std::chrono::seconds hang_;
  mutable std::mutex mutex_;
  std::condition_variable_any changed_;
  std::atomic<bool> answered_ = false;
  std::vector<double> waits_;
  std::jthread thread_;  // last: it uses what stands above
};

}  // namespace maulstick::testing
