#pragma once
// Lies over the window while a file is dragged across it, and says what a drop will do.

#include <QWidget>

#include "ui/window/dropped_files.h"

namespace maulstick::ui {

class DropOverlay : public QWidget {
  Q_OBJECT

 public:
  // Covers `window` while it is shown, and lets all events through.
  explicit DropOverlay(QWidget* window);

  void tell(const DropOffer& offer);
  [[nodiscard]] const DropOffer& offer() const { return offer_; }

 protected:
  void paintEvent(QPaintEvent* event) override;

 private:
  DropOffer offer_;
};

}  // namespace maulstick::ui
