#pragma once
// Where a prompt is written. Ctrl+Return paints, Ctrl+Up and Ctrl+Down weigh the word at the cursor or
// the selection, Alt+Up and Alt+Down ask for earlier prompts, and what the text encoder has no room for
// is struck out. It has no undo of its own: Ctrl+Z is the window's, which knows all settings.

#include <QPlainTextEdit>

namespace maulstick::ui {

class PromptEdit : public QPlainTextEdit {
  Q_OBJECT

 public:
  explicit PromptEdit(QWidget* parent = nullptr);

  [[nodiscard]] QString prompt() const { return toPlainText(); }

  // Replaces the text; edited() is not sent. The cursor stays where it is if the text allows it.
  void setPrompt(const QString& text);

  // Strikes out the end of the text from `position` on (UTF-16 units); -1: nothing is struck out.
  void setCut(int position);

  // Whether weights count; if not, weightsNeeded() is sent before a word is weighed.
  void setWeightsEnabled(bool enabled) { weights_ = enabled; }

  // The fewest lines that there is room for; the field grows with its text, up to eight.
  void setVisibleLines(int lines);

 Q_SIGNALS:
  void edited();           // by the user, at every change
  void editingFinished();  // the focus left, or painting was asked for
  void paintRequested();
  void weightsNeeded();
  void recallRequested(bool earlier);  // a prompt that was painted before, or a later one again

 protected:
  bool event(QEvent* event) override;
  void keyPressEvent(QKeyEvent* event) override;
  void focusOutEvent(QFocusEvent* event) override;
  void insertFromMimeData(const QMimeData* source) override;
  bool canInsertFromMimeData(const QMimeData* source) const override;
  void showEvent(QShowEvent* event) override;
  void changeEvent(QEvent* event) override;

 private:
  void weigh(double change);
  void fitLines();

  int fewestLines_ = 3;
  bool silent_ = false;
  bool weights_ = true;
};

}  // namespace maulstick::ui
