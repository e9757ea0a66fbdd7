#include "ui/compare/comparison.h"

#include <algorithm>
#include <utility>

namespace maulstick::ui {

const ComparedPicture* Comparison::picture(int index) const {
  return index >= 0 && index < count() ? &pictures_[static_cast<std::size_t>(index)] : nullptr;
}

void Comparison::setPictures(std::vector<ComparedPicture> pictures) {
  pictures_ = std::move(pictures);
  left_ = pictures_.empty() ? -1 : 0;
  right_ = count() - 1;
  Q_EMIT replaced();
  Q_EMIT sidesChanged();
}

void Comparison::add(const ComparedPicture& picture) {
  const auto same = std::ranges::find_if(pictures_, [&picture](const ComparedPicture& one) {
    return !picture.file.isEmpty() && one.file == picture.file;
  });
  if (same != pictures_.end()) {
    right_ = static_cast<int>(same - pictures_.begin());
  } else {
    pictures_.push_back(picture);
    right_ = count() - 1;
    if (left_ < 0) left_ = 0;
    Q_EMIT replaced();
  }
  Q_EMIT sidesChanged();
}

void Comparison::change(int index, const std::function<void(ComparedPicture&)>& change) {
  if (picture(index) == nullptr) return;
  change(pictures_[static_cast<std::size_t>(index)]);
  Q_EMIT pictureChanged(index);
}

void Comparison::put(int index, Side side) {
  int& place = side == Side::left ? left_ : right_;
  if (picture(index) == nullptr || place == index) return;
  place = index;
  Q_EMIT sidesChanged();
}

void Comparison::swapSides() {
  std::swap(left_, right_);
  Q_EMIT sidesChanged();
}

}  // namespace maulstick::ui
