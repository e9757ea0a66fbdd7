#pragma once
// One line of words with figures that keep their places while they change. Used by the cockpit.

#include <QWidget>

#include "ui/widgets/theme.h"

namespace maulstick::ui {

class FigureLabel : public QWidget {
  Q_OBJECT

 public:
  enum class Tone { text, dim };

  FigureLabel(TextRole role, Tone tone, QWidget* parent = nullptr);

  void setText(const QString& text);
  [[nodiscard]] const QString& text() const { return text_; }

  // Keeps at least the room for this.
  void setWidest(const QString& text);

  // Gives way where room is short, and is cut with "…".
  void setCanShrink(bool can);

  [[nodiscard]] QSize sizeHint() const override;
  [[nodiscard]] QSize minimumSizeHint() const override;

 protected:
  void paintEvent(QPaintEvent* event) override;

 private:
  TextRole role_;
  Tone tone_;
  QString text_;
  QString widest_;
  bool canShrink_ = false;
};

}  // namespace maulstick::ui
