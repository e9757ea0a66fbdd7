#pragma once
// The app's icons: one family, drawn for it, in the colour of the theme's text.

#include <QIcon>
#include <QString>
#include <QWidget>

namespace maulstick::ui {

// By the name of its file in ui/icons, without ".svg". Takes the colours of the theme at the moment
// of drawing, so it need not be made anew when the theme changes. Arrows turn around where text
// runs from right to left. QIcon::On and the names that end in "-filled" have the accent's colour.
QIcon themedIcon(const QString& name);

// An icon among words; 16 px, or more with large text.
class IconLabel : public QWidget {
  Q_OBJECT

 public:
  enum class Tone { text, dim, accent, second, third };

  explicit IconLabel(const QString& name, QWidget* parent = nullptr);
  void setIcon(const QString& name, Tone tone = Tone::text);
  [[nodiscard]] QString icon() const { return name_; }
  [[nodiscard]] QSize sizeHint() const override;

 protected:
  void paintEvent(QPaintEvent* event) override;

 private:
  QString name_;
  Tone tone_ = Tone::text;
};

}  // namespace maulstick::ui
