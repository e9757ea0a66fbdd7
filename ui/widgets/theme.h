#pragma once
// The look of the app: two palettes, dark and light, the fonts, and the style that draws Qt's own
// widgets with them (style.h). One for the application; UI thread. Widgets that draw themselves
// read the palette in paintEvent and connect changed() to update().
//
// What a Qt widget is, it says by a dynamic property that is true, set before it is first shown:
//   QPushButton  "primary": the one filled button of a view; "pill": round ends; else a quiet one,
//                with setFlat(true) without an outline. "keys", a text: shown small behind the
//                words, "Ctrl+↵"
//   QToolButton  autoRaise: its words step back until it is pointed at; "pill" as above
//   QToolButton, QLineEdit: "tight" for inside rows, as little as the text needs
//   QLabel       "dim" steps back, "small" is smaller, "title" stands out
//   QWidget      "panel" has the ground of a panel
//   QFrame       "hairline" is a line (hairline.h), "card" a raised card

#include <QColor>
#include <QFont>
#include <QObject>
#include <optional>

class QApplication;
class QPalette;

namespace maulstick::ui {

struct Palette {
  QColor ground;  // behind everything
  QColor panel;
  QColor raised;  // fields, buttons
  QColor line;    // hair lines
  QColor text;
  QColor dim;     // text that steps back
  QColor accent;  // also the CLIP loss
  QColor second;  // also the frequency loss
  QColor third;   // also the composition loss
  QColor canvas;  // around a picture
};

enum class TextRole { body, strong, small, heading };

class Theme : public QObject {
  Q_OBJECT

 public:
  enum class Choice { system, light, dark };

  static Theme& instance();

  // Gives the application its look, and follows the system from then on.
  void install(QApplication& application);

  [[nodiscard]] const Palette& palette() const;
  [[nodiscard]] QPalette qtPalette() const;
  [[nodiscard]] bool isDark() const { return dark_; }
  [[nodiscard]] Choice choice() const { return choice_; }
  void setChoice(Choice choice);

  [[nodiscard]] QColor faint() const;  // what is disabled

  // The accent as the ground of words, and the words on it: a contrast of 4.5 at least.
  [[nodiscard]] QColor filled() const;
  [[nodiscard]] QColor onFilled() const;

  // The colour that a loss has everywhere, by its row in the catalog.
  [[nodiscard]] static QColor lossColour(int row);

  // Text is 13 px times this: 1, or more where the system asks for large text. Lengths that belong
  // to text grow with it.
  [[nodiscard]] double fontScale() const { return fontScale_; }
  void setFontScale(double scale);
  [[nodiscard]] static int scaled(double pixels);
  [[nodiscard]] QFont font(TextRole role) const;

  // What the system's palette says; the style tells, whenever Qt asks it for the application's.
  void noteSystem(const QPalette& system);

  // What the desktop says by itself, where it does: that counts more than the palette.
  void noteScheme(const std::optional<bool>& dark);

 Q_SIGNALS:
  void changed();

 private:
  Theme();
  void apply();
  [[nodiscard]] bool isSystemDark() const { return scheme_.value_or(paletteDark_); }

  bool installed_ = false;
  Choice choice_ = Choice::system;
  bool paletteDark_ = false;
  std::optional<bool> scheme_;
  bool dark_ = false;
  double fontScale_ = 1;
  QFont body_;
};

}  // namespace maulstick::ui
