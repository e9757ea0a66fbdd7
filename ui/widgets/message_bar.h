#pragma once
// A message inside the window: what happened, the next step, details on demand, and buttons.
// Nothing modal. The latest message is shown; a problem or an offer that it covers comes back when it is
// closed, so that neither is lost to a mere notice. Its words never make a window wider: they wrap, and
// where it is narrow the buttons flow below them.

#include <QFrame>
#include <QList>
#include <QPointer>
#include <functional>

class QHBoxLayout;
class QLabel;
class QPushButton;
class QScrollArea;
class QToolButton;
class QVBoxLayout;

namespace maulstick::ui {

class IconLabel;

class MessageBar : public QFrame {
  Q_OBJECT

 public:
  enum class Kind { notice, offer, problem };

  explicit MessageBar(QWidget* parent = nullptr);

  // From now on it lies over the top of `ground`, as a sibling of it, instead of taking room away.
  void layOver(QWidget& ground);

  // Shows a message. `next` and `details` may be empty.
  void tell(Kind kind, const QString& what, const QString& next = {}, const QString& details = {});

  // A button beside the latest message; it closes the message and acts.
  void addAction(const QString& text, const std::function<void()>& action);

  // Closes what is shown; `clear` closes all; `settle` closes what a person who goes on has seen:
  // notices, and the problem that is shown if it waits for no answer.
  void dismiss();
  void clear();
  void settle();

  [[nodiscard]] QString text() const;  // what and next; "" if nothing is shown
  [[nodiscard]] qsizetype count() const { return messages_.size(); }

  [[nodiscard]] QSize minimumSizeHint() const override;

 Q_SIGNALS:
  void dismissed();

 protected:
  bool event(QEvent* event) override;
  bool eventFilter(QObject* watched, QEvent* event) override;
  void changeEvent(QEvent* event) override;
  void keyPressEvent(QKeyEvent* event) override;
  void paintEvent(QPaintEvent* event) override;
  void resizeEvent(QResizeEvent* event) override;

 private:
  struct Action {
    QString text;
    std::function<void()> act;
  };
  struct Message {
    Kind kind;
    QString what;
    QString next;
    QString details;
    QList<Action> actions;
  };

  QLabel* makeWords(bool dim, QWidget* parent);
  void makeDetails();
  void makeTools();
  void connectTools();
  void arrange();
  void placeInside();
  void showLatest();
  void showActions(const Message& message);
  QPushButton* button(qsizetype index);  // makes it, and those before it, where there is none yet
  void press(qsizetype index);
  void leave();
  void placeActions(int width);
  void fitDetails(int width);
  void place();
  void unfold(bool open);

  QList<Message> messages_;
  IconLabel* mark_;
  QLabel* what_;
  QLabel* next_;
  QLabel* details_;
  QScrollArea* detailsArea_;
  QWidget* actions_;
  QList<QPushButton*> buttons_;
  QToolButton* unfold_;
  QToolButton* copy_;
  QToolButton* close_;
  QHBoxLayout* row_;
  QVBoxLayout* column_;
  QPointer<QWidget> ground_;
};

}  // namespace maulstick::ui
