#include "ui/painting/run_mailbox.h"

#include <utility>

namespace maulstick::ui {

template <typename Change>
void RunMailbox::alter(Change change) {
  bool first = false;
  {
    const std::lock_guard lock(mutex_);
    first = news_.empty();
    change();
  }
  if (first) wake_();
}

void RunMailbox::put(RunPlan plan) {
  alter([&] { news_.told.emplace_back(std::move(plan)); });
}

void RunMailbox::put(Replanned news) {
  alter([&] { news_.told.emplace_back(std::move(news)); });
}

void RunMailbox::put(StepReport report) {
  alter([&] { news_.told.emplace_back(std::move(report)); });
}

void RunMailbox::put(ShownPreview preview) {
  alter([&] { news_.preview = std::move(preview); });
}

void RunMailbox::put(Outcome outcome) {
  alter([&] { news_.outcome = std::move(outcome); });
}

RunNews RunMailbox::take() {
  const std::lock_guard lock(mutex_);
  return std::exchange(news_, {});
}

}  // namespace maulstick::ui
