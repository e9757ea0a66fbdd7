#pragma once
// What stands on the canvas before the first picture: what to do, and prompts to begin with. Child of a
// CanvasView.

#include <QStringList>
#include <QWidget>

class QLabel;
class QVBoxLayout;

namespace maulstick::ui {

class EmptyState : public QWidget {
  Q_OBJECT

 public:
  explicit EmptyState(QWidget* parent);

  // Prompts that the model at hand paints well.
  void setExamples(const QStringList& prompts);

  // A run is under way and there is nothing to see of it yet.
  void setWaiting(bool waiting);

  [[nodiscard]] QString text() const;

 Q_SIGNALS:
  void examplePicked(const QString& prompt);

 protected:
  void paintEvent(QPaintEvent* event) override;

 private:
  void tell();
  void dress();

  bool waiting_ = false;
  QLabel* mark_;
  QLabel* title_;
  QLabel* hint_;
  QWidget* chips_;
  QVBoxLayout* column_;
};

}  // namespace maulstick::ui
