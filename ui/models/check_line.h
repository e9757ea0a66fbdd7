#pragma once
// How far a check of a model has come, or what it has found. A bar with words and Cancel, or a sign
// with words and the next step. Part of the model manager's pages.

#include <QWidget>

class QLabel;
class QProgressBar;
class QPushButton;

namespace maulstick::ui {

class IconLabel;

class CheckLine : public QWidget {
  Q_OBJECT

 public:
  enum class Sign { good, bad, neutral };

  explicit CheckLine(QWidget* parent = nullptr);

  void showProgress(int percent, const QString& words);  // -1 per cent: nobody knows
  void showResult(Sign sign, const QString& words, const QString& next = {},
                  const QString& details = {});
  void clear();

  [[nodiscard]] QString text() const;  // what is shown, line by line

 Q_SIGNALS:
  void cancelRequested();

 private:
  QLabel* makeWords(bool dim);
  void setRunning(bool running);

  IconLabel* sign_;
  QLabel* words_;
  QLabel* next_;
  QLabel* details_;
  QProgressBar* bar_;
  QPushButton* cancel_;
};

}  // namespace maulstick::ui
