#pragma once
// The row of thumbnails within the history strip: a list that says why it is empty, and keys: arrows show
// the picture they come to, Return restores its settings, Delete throws it away, S stars it. Several
// may be chosen, with Ctrl and Shift; then Delete and S do nothing. While
// something can be taken back from the trash, undo does that here.

#include <QListView>
#include <functional>

namespace maulstick::ui {

class HistoryList : public QListView {
  Q_OBJECT

 public:
  explicit HistoryList(QWidget* parent = nullptr);

  // Whether the keyboard is at work here: a ring is drawn around the current picture then.
  [[nodiscard]] bool hasRing() const { return hasRing_ && hasFocus(); }

  // Whether more than one picture is chosen.
  [[nodiscard]] bool hasSeveral() const;

  // Shown in the middle while there are no rows.
  void setEmptyText(const QString& text);

  // Whether undo is to be asked for here; it is the window's otherwise.
  void setUndoOffered(const std::function<bool()>& offered) { undoOffered_ = offered; }

 Q_SIGNALS:
  void deleteRequested(const QModelIndex& index);
  void starRequested(const QModelIndex& index);
  void undoRequested();

 protected:
  bool event(QEvent* event) override;
  void focusInEvent(QFocusEvent* event) override;
  void focusOutEvent(QFocusEvent* event) override;
  void keyPressEvent(QKeyEvent* event) override;
  void mousePressEvent(QMouseEvent* event) override;
  void paintEvent(QPaintEvent* event) override;

 private:
  [[nodiscard]] bool isUndo(const QKeyEvent& event) const;

  QString emptyText_;
  std::function<bool()> undoOffered_ = [] { return false; };
  bool hasRing_ = false;  // of the focus, when it came by a key
};

}  // namespace maulstick::ui
