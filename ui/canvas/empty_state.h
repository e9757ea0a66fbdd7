#pragma once
// What stands on the canvas before the first picture: what to do, and prompts to begin with. Child
// of a CanvasView.

#include <QStringList>

#include "ui/canvas/invitation.h"

namespace maulstick::ui {

class EmptyState : public Invitation {
  Q_OBJECT

 public:
  explicit EmptyState(QWidget* parent);

  // Prompts that the model at hand paints well.
  void setExamples(const QStringList& prompts);

  // A run is under way and there is nothing to see of it yet.
  void setWaiting(bool waiting);

 Q_SIGNALS:
  void examplePicked(const QString& prompt);

 private:
  QWidget* chips_;
  QVBoxLayout* examples_;
};

}  // namespace maulstick::ui
