#include "ui/compare/difference_finder.h"

#include <utility>

#include "ui/compare/difference_map.h"
#include "ui/models/background.h"

namespace maulstick::ui {
namespace {

bool isSame(const DifferenceFinder::Question& one, const DifferenceFinder::Question& other) {
  return one.one.cacheKey() == other.one.cacheKey() &&
         one.other.cacheKey() == other.other.cacheKey() && one.frame == other.frame &&
         one.factor == other.factor;
}

}  // namespace

void DifferenceFinder::ask(const Question& question) {
  if (asked_ && isSame(*asked_, question)) return;
  asked_ = next_ = question;
  if (!busy_) begin();
}

void DifferenceFinder::forget() {
  asked_.reset();
  next_.reset();
}

void DifferenceFinder::begin() {
  busy_ = true;
  const auto find = [what = *std::exchange(next_, std::nullopt)] {
    return std::pair(what, differenceIn(what.frame, what.one, what.other, what.factor));
  };
  inBackground(this, find, [this](const std::pair<Question, QImage>& answer) {
    busy_ = false;
    if (next_) return begin();
    if (asked_ && isSame(*asked_, answer.first)) Q_EMIT found(answer.second);
  });
}

}  // namespace maulstick::ui
