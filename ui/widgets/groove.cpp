#include "ui/widgets/groove.h"

#include <QAccessible>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QWheelEvent>
#include <algorithm>
#include <cmath>

#include "ui/widgets/colours.h"
#include "ui/widgets/paint.h"
#include "ui/widgets/theme.h"

namespace maulstick::ui {
namespace {

constexpr double grooveHeight = 20;
constexpr double thickness = 5;
constexpr double bandThickness = 12;
constexpr double knobRadius = 7;
constexpr double ringRadius = 6;
constexpr double fineness = 0.1;
constexpr double page = 10;         // steps
constexpr double wheelNotch = 120;  // QWheelEvent's eighths of a degree
constexpr double dustless = 1e9;

double scaled(double pixels) {
  return pixels * Theme::instance().fontScale();
}

}  // namespace

double fineStep(const SliderSpec& spec) {
  const double fine = spec.step * fineness;
  return spec.whole ? std::max(1.0, std::round(fine)) : fine;
}

double tidy(double value) {
  return std::round(value * dustless) / dustless;
}

Groove::Groove(const SliderSpec& spec, QWidget* parent)
    : QWidget(parent), spec_(spec), value_(spec.defaultValue) {
  setFocusPolicy(Qt::StrongFocus);
  setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
  setAttribute(Qt::WA_Hover);
  setAccessibleName(spec.label);
  setAccessibleDescription(spec.toolTip);
  connect(&Theme::instance(), &Theme::changed, this, [this] {
    updateGeometry();
    update();
  });
}

QSize Groove::sizeHint() const {
  return {Theme::scaled(160), Theme::scaled(grooveHeight)};
}

QSize Groove::minimumSizeHint() const {
  return {Theme::scaled(60), Theme::scaled(grooveHeight)};
}

void Groove::setValue(double value) {
  if (value == value_) return;
  value_ = value;
  update();
  QAccessibleValueChangeEvent event(this, value);
  QAccessible::updateAccessibility(&event);
}

double Groove::length() const {
  return std::max(1.0, width() - 2 * scaled(knobRadius));
}

double Groove::shareOf(double value) const {
  const double share = (value - spec_.minimum) / (spec_.maximum - spec_.minimum);
  return std::pow(std::clamp(share, 0.0, 1.0), 1 / spec_.grooveExponent);
}

double Groove::valueAt(double share) const {
  const double part = std::pow(std::clamp(share, 0.0, 1.0), spec_.grooveExponent);
  return spec_.minimum + (spec_.maximum - spec_.minimum) * part;
}

double Groove::place(double value) const {
  const double share = shareOf(value);
  return scaled(knobRadius) + length() * (isRightToLeft() ? 1 - share : share);
}

double Groove::onStep(double value, bool fine) const {
  const double step = fine ? fineStep(spec_) : spec_.step;
  const double stepped = std::round(value / step) * step;
  return std::clamp(tidy(stepped), spec_.minimum, spec_.maximum);
}

void Groove::paintEvent(QPaintEvent* /*event*/) {
  QPainter painter(this);
  painter.setRenderHint(QPainter::Antialiasing);
  drawGround(painter);
  drawKnob(painter);
  // For who came by keyboard; a hand on the knob sees it light up.
  const bool byKeys = window()->testAttribute(Qt::WA_KeyboardFocusChange);
  if (hasFocus() && byKeys) drawFocusRing(painter, rect(), scaled(ringRadius));
}

void Groove::drawPart(QPainter& painter, double from, double to, double thick,
                      const QColor& colour) const {
  const auto [left, right] = std::minmax(from, to);
  const double middle = height() / 2.0;
  drawBox(painter, QRectF(left, middle - thick / 2, right - left, thick),
          {.fill = colour, .radius = thick / 3});
}

void Groove::drawGround(QPainter& painter) const {
  const Palette& colours = Theme::instance().palette();
  // As long as the row: the knob stays inside at both ends.
  const double low = place(spec_.minimum);
  const double high = place(spec_.maximum);
  const double out = isRightToLeft() ? -scaled(knobRadius) : scaled(knobRadius);
  drawPart(painter, low - out, high + out, scaled(thickness), colours.line);
  if (spec_.bandHigh > spec_.bandLow) {
    const QColor band = spec_.lossRow < 0 ? colours.second : Theme::lossColour(spec_.lossRow);
    drawPart(painter, place(spec_.bandLow), place(spec_.bandHigh), scaled(bandThickness),
             faded(band, isEnabled() ? 0.3 : 0.15));
  }
  const QColor fill = spec_.lossRow < 0 ? colours.accent : Theme::lossColour(spec_.lossRow);
  const QColor quiet = mixed(fill, colours.line, 0.7);
  drawPart(painter, low - out, place(value_), scaled(thickness), isEnabled() ? fill : quiet);
}

void Groove::drawKnob(QPainter& painter) const {
  const Theme& theme = Theme::instance();
  const QColor fill = spec_.lossRow < 0 ? theme.palette().accent : Theme::lossColour(spec_.lossRow);
  const bool lively = isEnabled() && (underMouse() || dragging_);
  const double radius = scaled(knobRadius) - (lively ? 0 : 0.5);
  const QPointF centre(place(value_), height() / 2.0);
  if (hasFocus()) {
    painter.setPen(Qt::NoPen);
    painter.setBrush(faded(fill, 0.35));
    painter.drawEllipse(centre, radius + scaled(2.5), radius + scaled(2.5));
  }
  const QColor white(theme.isDark() ? 0xf4f2ed : 0xffffff);
  painter.setBrush(isEnabled() ? white : theme.palette().raised);
  painter.setPen(QPen(isEnabled() ? fill : theme.palette().dim, scaled(2)));
  painter.drawEllipse(centre, radius - scaled(1), radius - scaled(1));
}

void Groove::mousePressEvent(QMouseEvent* event) {
  if (event->button() != Qt::LeftButton) return;
  dragging_ = true;
  dragged_ = false;
  lastX_ = event->position().x();
  grip_ = shareOf(value_);
  Q_EMIT pressed();
  // The knob is taken where it is, and Shift means care: only a plain click beside it jumps.
  const bool onKnob = std::abs(lastX_ - place(value_)) <= scaled(knobRadius);
  if (!onKnob && !event->modifiers().testFlag(Qt::ShiftModifier)) {
    const double share = (lastX_ - scaled(knobRadius)) / length();
    grip_ = std::clamp(isRightToLeft() ? 1 - share : share, 0.0, 1.0);
    Q_EMIT moved(onStep(valueAt(grip_), false));
  }
  update();
}

void Groove::mouseMoveEvent(QMouseEvent* event) {
  if (!dragging_) return;
  const double x = event->position().x();
  if (x == lastX_) return;
  const bool fine = event->modifiers().testFlag(Qt::ShiftModifier);
  const double way = (isRightToLeft() ? lastX_ - x : x - lastX_) / length();
  grip_ += way * (fine ? fineness : 1);
  lastX_ = x;
  dragged_ = true;
  Q_EMIT moved(onStep(valueAt(grip_), fine));
}

void Groove::mouseReleaseEvent(QMouseEvent* event) {
  if (event->button() != Qt::LeftButton || !dragging_) return;
  dragging_ = false;
  update();
  Q_EMIT released(dragged_);
}

void Groove::mouseDoubleClickEvent(QMouseEvent* event) {
  if (event->button() == Qt::LeftButton) Q_EMIT resetRequested();
}

void Groove::cancelDrag() {
  dragging_ = false;
  update();
  Q_EMIT cancelled();
}

// Without the focus the wheel belongs to the panel, which scrolls.
void Groove::wheelEvent(QWheelEvent* event) {
  if (!hasFocus()) {
    event->ignore();
    return;
  }
  wheel_ += event->angleDelta().y() / wheelNotch;
  const double steps = std::trunc(wheel_);
  wheel_ -= steps;
  const bool fine = event->modifiers().testFlag(Qt::ShiftModifier);
  if (steps != 0) Q_EMIT turned(fine ? std::copysign(fineness, steps) : steps);
  event->accept();
}

bool Groove::turnByKey(const QKeyEvent& event) {
  const double right = isRightToLeft() ? -1 : 1;
  double steps = 0;
  switch (event.key()) {
    case Qt::Key_Right: steps = right; break;
    case Qt::Key_Left: steps = -right; break;
    case Qt::Key_Up: steps = 1; break;
    case Qt::Key_Down: steps = -1; break;
    case Qt::Key_PageUp: steps = page; break;
    case Qt::Key_PageDown: steps = -page; break;
    default: return false;
  }
  const bool fine = event.modifiers().testFlag(Qt::ShiftModifier) && std::abs(steps) == 1;
  Q_EMIT turned(fine ? steps * fineness : steps);
  return true;
}

void Groove::keyPressEvent(QKeyEvent* event) {
  const bool plain = (event->modifiers() & ~(Qt::ShiftModifier | Qt::KeypadModifier)) == 0;
  if (!plain) return QWidget::keyPressEvent(event);
  if (turnByKey(*event)) return;
  switch (event->key()) {
    case Qt::Key_Home: Q_EMIT jumped(spec_.minimum); return;
    case Qt::Key_End: Q_EMIT jumped(spec_.maximum); return;
    case Qt::Key_Delete:
    case Qt::Key_Backspace:
      Q_EMIT settled();
      Q_EMIT resetRequested();
      return;
    case Qt::Key_Return:
    case Qt::Key_Enter:
    case Qt::Key_F2: Q_EMIT typed({}); return;
    default: break;
  }
  const QString text = event->text();
  const bool begins =
      text.size() == 1 && (text[0].isDigit() || QStringLiteral("-.,").contains(text));
  if (!begins) return QWidget::keyPressEvent(event);
  Q_EMIT typed(text);
}

bool Groove::event(QEvent* event) {
  if (event->type() == QEvent::ShortcutOverride) {
    const auto* key = static_cast<QKeyEvent*>(event);
    // Undo must find what has just been turned; Esc is a shortcut elsewhere, but not in a drag.
    if (key->modifiers().testFlag(Qt::ControlModifier)) Q_EMIT settled();
    if (key->key() == Qt::Key_Escape && dragging_) {
      event->accept();
      cancelDrag();
      return true;
    }
  }
  return QWidget::event(event);
}

void Groove::changeEvent(QEvent* event) {
  if (event->type() == QEvent::EnabledChange || event->type() == QEvent::LayoutDirectionChange)
    update();
  QWidget::changeEvent(event);
}

void Groove::focusOutEvent(QFocusEvent* event) {
  Q_EMIT settled();
  wheel_ = 0;
  QWidget::focusOutEvent(event);
}

}  // namespace maulstick::ui
