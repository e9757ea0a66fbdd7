#pragma once
// The line above the matrix: what is painted, how far it is, and what can be made of it. Used by
// the Styles view.

#include <QWidget>

class QLabel;
class QMenu;
class QPushButton;

namespace maulstick::ui {

class ElidedLabel;

class SeriesHead : public QWidget {
  Q_OBJECT

 public:
  explicit SeriesHead(QWidget* parent = nullptr);

  void setTitle(const QString& prompt);
  void setState(const QString& words);  // "18 of 20 · about 12 s left"
  void setCanExport(bool can);
  void setCanTake(bool can);  // the fields say something else than what is shown

  // Filled by the owner whenever it opens.
  [[nodiscard]] QMenu& earlier() { return *earlier_; }

 Q_SIGNALS:
  void sheetRequested();
  void pageRequested();
  void takeRequested();

 private:
  ElidedLabel* title_;
  QLabel* state_;
  QPushButton* take_;
  QPushButton* sheet_;
  QPushButton* page_;
  QMenu* earlier_;
};

}  // namespace maulstick::ui
