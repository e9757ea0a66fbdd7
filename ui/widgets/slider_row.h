#pragma once
// The one widget for every number: label, groove with the recommended band, number field, and a
// button that resets, shown once there is something to reset. All panels are made of it.
//
//   groove   click jumps, drag moves, with Shift ten times finer and never with a jump; Esc takes a
//            drag back; double click or Delete resets; arrow keys (with Shift finer), Page Up and
//            Down, Home and End; a digit or Return goes on in the number; the wheel turns it only
//            while it has the focus
//   number   takes "," and "." alike; Return, Tab or a click elsewhere takes it, Esc gives it back;
//            0 may read "off"
//   hint     stands below while the value is outside the band

#include <QTimer>
#include <QWidget>

class QLabel;
class QToolButton;

namespace maulstick::ui {

class ElidedLabel;
class Groove;
class NumberField;

struct SliderSpec {
  QString label;
  double minimum = 0;
  double maximum = 1;
  double step = 0.1;
  double defaultValue = 0;
  double bandLow = 0;   // recommended from here …
  double bandHigh = 0;  // … to here; no band if not above bandLow
  int decimals = 0;     // shown at least
  QString suffix = {};
  bool zeroReadsOff = false;
  QString hintBelow = {};
  QString hintAbove = {};
  QString toolTip = {};
  bool whole = false;  // only whole numbers
  // How the groove is divided: 1 evenly; 2 gives small values more room (value ~ place²).
  double grooveExponent = 1;
  int lossRow = -1;   // a loss's row in the catalog: the groove has its colour
  QString note = {};  // what it does in a few words, dim below the label
};

class SliderRow : public QWidget {
  Q_OBJECT

 public:
  explicit SliderRow(SliderSpec spec, QWidget* parent = nullptr);

  [[nodiscard]] double value() const { return value_; }
  [[nodiscard]] const SliderSpec& spec() const { return spec_; }
  [[nodiscard]] QString hint() const;  // "" inside the band

  // Silent: for a value that comes from elsewhere. A gesture under way goes on from there.
  void setValue(double value);

  void reset();

  // Ends a turn of the wheel, a run of keys or a click now, not after its pause. The row does so by
  // itself when it loses the focus and before a shortcut with Ctrl acts.
  void settle();

 Q_SIGNALS:
  void valueChanged(double value);  // at every move
  // Once a gesture that changed something: press to release, a turn of the wheel or a run of keys
  // (up to a pause of 400 ms), a typed number, a reset. A click waits for its second half as long.
  void gestureFinished(double before, double after);

 protected:
  bool eventFilter(QObject* watched, QEvent* event) override;

 private:
  QLabel* makeDim(const QString& text);
  void arrange();
  void connectParts();
  void move(double value);
  void beginGesture();
  void endGesture();
  void cancelGesture();
  void moveAlone(double value);  // a gesture of one move
  void turn(double steps);       // of the wheel or a key
  void showValue();
  void showHint();
  [[nodiscard]] double legal(double value) const;

  SliderSpec spec_;
  double value_;
  double before_ = 0;  // the gesture
  bool inGesture_ = false;
  QTimer burst_;  // ends the gesture of a wheel, of keys or of a click
  ElidedLabel* label_;
  QLabel* note_;
  Groove* groove_;
  NumberField* number_;
  QToolButton* reset_;
  QLabel* hint_;
};

}  // namespace maulstick::ui
