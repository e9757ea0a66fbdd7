#include "ui/canvas/cross_fade.h"

#include <algorithm>

namespace maulstick::ui {
namespace {

constexpr int tick = 28;           // milliseconds: four repaints a fade
constexpr int fastestFaded = 160;  // from picture to picture

}  // namespace

CrossFade::CrossFade(std::function<void()> repaint) : repaint_(std::move(repaint)) {
  ticks_.setInterval(tick);
  QObject::connect(&ticks_, &QTimer::timeout, &ticks_, [this] {
    if (progress() >= 1) ticks_.stop();
    repaint_();
  });
}

void CrossFade::setEnabled(bool enabled) {
  enabled_ = enabled;
  if (!enabled) stop();
}

bool CrossFade::start() {
  const bool film = sinceStart_.isValid() && sinceStart_.elapsed() < fastestFaded;
  sinceStart_.start();
  if (!enabled_ || film) {
    stop();
    return false;
  }
  ticks_.start();
  return true;
}

void CrossFade::stop() {
  ticks_.stop();
}

double CrossFade::progress() const {
  if (!ticks_.isActive()) return 1;
  return std::min(1.0, static_cast<double>(sinceStart_.elapsed()) / milliseconds);
}

}  // namespace maulstick::ui
