#pragma once
// The matrix of a series: a table of pictures that fills while it is painted. Arrow keys go from
// cell to cell, Return or a click opens one; the context menu has the rest. Used by the Styles
// view.

#include <QPersistentModelIndex>
#include <QTableView>

namespace maulstick::ui {

class Series;

class MatrixView : public QTableView {
  Q_OBJECT

 public:
  explicit MatrixView(QWidget* parent = nullptr);

  // May be null. Must outlive its being shown.
  void setSeries(Series* series);
  [[nodiscard]] Series* series() const;

  [[nodiscard]] int currentNumber() const;  // -1: none
  void setCurrentNumber(int number);

  // Shown in the middle while there is no series.
  void setEmptyText(const QString& title, const QString& text);

 Q_SIGNALS:
  void openRequested(int number);
  void menuRequested(int number, const QPoint& at);  // of the screen
  void currentNumberChanged(int number);

 protected:
  bool eventFilter(QObject* watched, QEvent* event) override;
  void currentChanged(const QModelIndex& current, const QModelIndex& previous) override;
  void keyPressEvent(QKeyEvent* event) override;
  void mousePressEvent(QMouseEvent* event) override;
  void mouseReleaseEvent(QMouseEvent* event) override;
  void contextMenuEvent(QContextMenuEvent* event) override;
  void paintEvent(QPaintEvent* event) override;
  void resizeEvent(QResizeEvent* event) override;
  void focusInEvent(QFocusEvent* event) override;

 private:
  void fitCells();
  void tint();

  QPersistentModelIndex pressed_;  // where the mouse went down
  QString emptyTitle_;
  QString emptyText_;
};

}  // namespace maulstick::ui
