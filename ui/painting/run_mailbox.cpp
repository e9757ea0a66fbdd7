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

void RunMailbox::put(int member, RunPlan plan) {
  alter([&] { news_.told.push_back({member, std::move(plan)}); });
}

void RunMailbox::put(int member, Replanned news) {
  alter([&] { news_.told.push_back({member, std::move(news)}); });
}

void RunMailbox::put(int member, StepReport report) {
  alter([&] { news_.told.push_back({member, std::move(report)}); });
}

void RunMailbox::put(int member, ShownPreview preview) {
  alter([&] { news_.previews.insert_or_assign(member, std::move(preview)); });
}

void RunMailbox::put(std::vector<Outcome> outcomes) {
  alter([&] { news_.outcomes = std::move(outcomes); });
}

RunNews RunMailbox::take() {
  const std::lock_guard lock(mutex_);
  return std::exchange(news_, {});
}

}  // namespace maulstick::ui
