#pragma once
// What stands on a canvas before there is anything to see: a mark, what to do, and how to begin, on
// a dashed sheet. Base of those that offer more.

#include <QString>
#include <QWidget>

class QLabel;
class QVBoxLayout;

namespace maulstick::ui {

class Invitation : public QWidget {
  Q_OBJECT

 public:
  // `icon` is the mark.
  Invitation(const QString& icon, QWidget* parent);

  void setWords(const QString& title, const QString& hint);
  [[nodiscard]] QString text() const;  // its title

 protected:
  void addBelow(QWidget* widget);
  virtual void dress();

  void paintEvent(QPaintEvent* event) override;

 private:
  QString icon_;
  QLabel* mark_;
  QLabel* title_;
  QLabel* hint_;
  QVBoxLayout* column_;
};

}  // namespace maulstick::ui
