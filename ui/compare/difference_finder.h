#pragma once
// Finds the difference map of two pictures in the background: large ones take longer than a key
// may. Of questions that come faster than answers only the latest is answered. UI thread.

#include <QImage>
#include <QObject>
#include <QSize>
#include <optional>

namespace maulstick::ui {

class DifferenceFinder : public QObject {
  Q_OBJECT

 public:
  using QObject::QObject;

  struct Question {
    QImage one;
    QImage other;
    QSize frame;
    int factor = 1;
  };

  // found() follows, unless something else is asked meanwhile. What was answered last, or is being
  // found, is not asked again.
  void ask(const Question& question);

  // What is being found is of no interest any more.
  void forget();

 Q_SIGNALS:
  void found(const QImage& map);

 private:
  void begin();

  std::optional<Question> asked_;  // last
  std::optional<Question> next_;   // to begin with, when the one under way is answered
  bool busy_ = false;
};

}  // namespace maulstick::ui
