#pragma once
// How far one preview has become the next. Used by CanvasView. In a run whose previews come faster
// than a fade takes there is none: they are a film already.

#include <QElapsedTimer>
#include <QTimer>
#include <functional>

namespace maulstick::ui {

class CrossFade {
 public:
  static constexpr int milliseconds = 110;

  explicit CrossFade(std::function<void()> repaint);

  void setEnabled(bool enabled);

  // Another picture has come. Returns whether it is faded in.
  bool start();
  void stop();

  // 0: the picture before; 1: the present one.
  [[nodiscard]] double progress() const;
  [[nodiscard]] bool isRunning() const { return ticks_.isActive(); }

 private:
  bool enabled_ = true;
  QElapsedTimer sinceStart_;
  QTimer ticks_;
  std::function<void()> repaint_;
};

}  // namespace maulstick::ui
