#include "ui/series/pace.h"

#include <algorithm>

#include "engine/numbers.h"

namespace maulstick::ui {
namespace {

std::string keyOf(const EngineOptions& model, int width, int height) {
  return model.model.string() + '\n' + model.device + '\n' +
         std::to_string(static_cast<int>(model.precision)) + '\n' + std::to_string(model.threads) +
         '\n' + std::to_string(width) + 'x' + std::to_string(height);
}

constexpr const char* unknown = "-";

std::string textOf(const std::optional<double>& seconds) {
  return seconds ? shortest(*seconds) : unknown;
}

// Takes the last line off.
std::string takeLine(std::string& text) {
  const std::size_t at = text.rfind('\n');
  const std::string line = at == std::string::npos ? text : text.substr(at + 1);
  text.resize(at == std::string::npos ? 0 : at);
  return line;
}

}  // namespace

std::string Pace::text() const {
  return key_ + '\n' + textOf(plain_.value) + '\n' + textOf(guided_.value) + '\n' +
         textOf(around_.value);
}

Pace Pace::read(const std::string& text) {
  Pace pace;
  std::string rest = text;
  for (Mean* mean : {&pace.around_, &pace.guided_, &pace.plain_}) {
    const auto seconds = parse_real(takeLine(rest));
    if (seconds && *seconds >= 0) mean->value = seconds;
  }
  pace.key_ = rest;
  return pace;
}

void Pace::begin(const EngineOptions& model, const RunPlan& plan) {
  const std::string key = keyOf(model, plan.request.width, plan.request.height);
  if (key != key_) *this = Pace();
  key_ = key;
  inSteps_ = 0;
}

void Pace::add(const StepReport& report) {
  inSteps_ += report.seconds;
  if (report.reused) return;  // faster than any step to come
  (report.guidance ? guided_ : plain_).add(report.seconds);
}

void Pace::end(double seconds) {
  around_.add(std::max(0.0, seconds - inSteps_));
}

std::optional<double> Pace::secondsOf(std::span<const Work> work, const EngineOptions& model,
                                      int width, int height) const {
  return keyOf(model, width, height) == key_ ? secondsOf(work) : std::nullopt;
}

std::optional<double> Pace::secondsOf(std::span<const Work> work) const {
  double plain = 0;
  double guided = 0;
  for (const Work& one : work) {
    plain += one.plain;
    guided += one.guided;
  }
  if ((plain > 0 && !plain_.value) || (guided > 0 && !guided_.value)) return std::nullopt;
  return plain * plain_.value.value_or(0) + guided * guided_.value.value_or(0) +
         static_cast<double>(work.size()) * around_.value.value_or(0);
}

}  // namespace maulstick::ui
