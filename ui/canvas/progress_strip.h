#pragma once
// How far the run is, in one line below the canvas: "step 13 of 50", a bar with a tick at every
// guided step, "about 40 s left". Until a run starts it is a piece of the canvas like any other. UI
// thread.

#include <QWidget>
#include <optional>
#include <vector>

namespace maulstick::ui {

class ProgressStrip : public QWidget {
  Q_OBJECT

 public:
  explicit ProgressStrip(QWidget* parent = nullptr);

  // One entry of `guided` a step; may be empty.
  void start(int steps, std::vector<bool> guided);
  void setGuided(std::vector<bool> guided);  // another plan for the same run
  void setStep(int done);                    // how many steps are done
  void setTimeLeft(const std::optional<double>& seconds);
  void setNote(const QString& note);  // beside the time, till the run ends: "CLIP → 210"

  // Words in place of the step while it is not known how long it takes: a model that loads, a run
  // that stops. The bar stays where it is.
  void wait(const QString& text);

  // The bar stays where it is, and `text` stands in place of the step. Screen readers tell it.
  void finish(const QString& text);
  void reset();

  [[nodiscard]] int done() const { return done_; }
  [[nodiscard]] int steps() const { return steps_; }
  [[nodiscard]] QString leadingText() const { return leading_; }
  [[nodiscard]] QString trailingText() const { return trailing_; }
  [[nodiscard]] QRectF barRect() const;
  [[nodiscard]] double place(int step) const;  // where step `step`, from 0, ends on the bar

  [[nodiscard]] QSize sizeHint() const override;
  [[nodiscard]] QSize minimumSizeHint() const override;

 protected:
  void paintEvent(QPaintEvent* event) override;

 private:
  enum class State { idle, waiting, running, ended };

  void tell(const QString& leading, const QString& trailing);
  void announce();
  [[nodiscard]] QString trailingWords() const;
  [[nodiscard]] QRectF content() const;
  [[nodiscard]] double leadingWidth() const;
  [[nodiscard]] double trailingWidth() const;
  void drawBar(QPainter& painter) const;

  State state_ = State::idle;
  int steps_ = 0;
  int done_ = 0;
  std::vector<bool> guided_;
  QString leading_;
  QString trailing_;
  QString note_;
  std::optional<double> left_;  // seconds
};

}  // namespace maulstick::ui
