#include "ui/cockpit/cockpit_data.h"

#include <algorithm>
#include <cmath>

namespace maulstick::ui {

double CockpitData::Mean::mean() const {
  return count == 0 ? GuidedPoint::unknown : sum / count;
}

void CockpitData::start(int steps) {
  *this = CockpitData();
  steps_ = std::max(0, steps);
}

void CockpitData::add(const StepPoint& point) {
  steps_ = std::max(steps_, point.step + 1);
  if (std::isfinite(point.seconds)) {
    Mean& mean = point.guided ? guided_ : plain_;
    mean.sum += point.seconds;
    mean.count += 1;
  }
  if (point.guided) {
    guidedAt_.push_back(points_.size());
    const auto& losses = point.guided->losses;
    firstLosses_.resize(std::max(firstLosses_.size(), losses.size()), GuidedPoint::unknown);
    for (std::size_t row = 0; row < losses.size(); ++row) {
      if (!std::isfinite(firstLosses_[row])) firstLosses_[row] = losses[row];
    }
  }
  points_.push_back(point);
}

const StepPoint* CockpitData::firstGuided() const {
  return guidedAt_.empty() ? nullptr : &points_[guidedAt_.front()];
}

const StepPoint* CockpitData::lastGuided() const {
  return guidedAt_.empty() ? nullptr : &points_[guidedAt_.back()];
}

const StepPoint* CockpitData::at(int step) const {
  const auto found = std::ranges::find(points_, step, &StepPoint::step);
  return found == points_.end() ? nullptr : &*found;
}

double CockpitData::loss(const StepPoint& point, std::size_t row) {
  if (!point.guided || row >= point.guided->losses.size()) return GuidedPoint::unknown;
  return point.guided->losses[row];
}

double CockpitData::change(const StepPoint& point, std::size_t row) const {
  if (row >= firstLosses_.size() || !(std::abs(firstLosses_[row]) > 0)) return GuidedPoint::unknown;
  return 100 * (loss(point, row) / firstLosses_[row] - 1);
}

std::vector<double> CockpitData::shares(const StepPoint& point) {
  if (!point.guided) return {};
  std::vector<double> result = point.guided->weighted;
  double sum = 0;
  for (double& share : result) {
    share = std::isfinite(share) ? std::abs(share) : 0;
    sum += share;
  }
  if (!(sum > 0)) return {};
  for (double& share : result) share /= sum;
  return result;
}

}  // namespace maulstick::ui
