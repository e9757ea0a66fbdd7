#pragma once
// A sheet below the canvas that says what a picture's settings would change, and what of them cannot be
// taken over. Not modal: everything else can be used meanwhile. Return restores, Esc leaves it.

#include <QFrame>
#include <QImage>
#include <QPointer>
#include <QStringList>

#include "ui/window/settings_changes.h"

class QGridLayout;
class QLabel;
class QPushButton;
class QScrollArea;

namespace maulstick::ui {

class ElidedLabel;

class RestoreSheet : public QFrame {
  Q_OBJECT

 public:
  explicit RestoreSheet(QWidget* parent = nullptr);

  // What may be restored, for reading: the sheet decides nothing.
  struct Offer {
    QString file;
    std::vector<SettingChange> changes;
    QStringList left;
  };
  // Shows itself and takes the focus.
  void propose(const Offer& offer, const QImage& picture);
  // Goes away; the keyboard goes back to where it was.
  void dismiss();
  // The panels have been changed meanwhile.
  void refresh(const Offer& offer);

  // What it says, line by line: "Steps: 30 → 50".
  [[nodiscard]] QStringList lines() const { return lines_; }

 Q_SIGNALS:
  void accepted();
  void cancelled();

 protected:
  bool event(QEvent* event) override;
  bool eventFilter(QObject* watched, QEvent* event) override;
  void keyPressEvent(QKeyEvent* event) override;

 private:
  QWidget* makeHead();
  QWidget* makeButtons();
  void fill(const Offer& offer);
  void addChange(QGridLayout* grid, const SettingChange& change);
  void addLeft(QGridLayout* grid, const QStringList& left);

  QLabel* picture_;
  ElidedLabel* title_;
  ElidedLabel* summary_;
  QScrollArea* scrolled_;
  QPushButton* restore_;
  QPointer<QWidget> before_;  // had the keyboard
  QStringList lines_;
};

}  // namespace maulstick::ui
