#include "ui/widgets/number_field.h"

#include <QKeyEvent>
#include <QPainter>
#include <QStyleOption>
#include <QWheelEvent>
#include <algorithm>
#include <cmath>

#include "ui/widgets/paint.h"
#include "ui/widgets/theme.h"

namespace maulstick::ui {
namespace {

constexpr int mostDecimals = 3;
constexpr double wheelNotch = 120;
constexpr double textMargin = 8;

// With as many digits as it needs, at least `decimals` and at most three.
QString number(double value, int decimals) {
  for (int digits = decimals; digits < mostDecimals; ++digits) {
    const double scale = std::pow(10.0, digits);
    if (std::abs(std::round(value * scale) / scale - value) < 1e-9) {
      return QString::number(value, 'f', digits);
    }
  }
  return QString::number(value, 'f', mostDecimals);
}

bool isReturn(int key) {
  return key == Qt::Key_Return || key == Qt::Key_Enter;
}

}  // namespace

QString numberText(const SliderSpec& spec, double value) {
  if (spec.zeroReadsOff && value == 0) return NumberField::tr("off");
  return number(value, spec.decimals) + spec.suffix;
}

NumberField::NumberField(const SliderSpec& spec, QWidget* parent)
    : QLineEdit(parent), spec_(spec), value_(spec.defaultValue) {
  setAlignment(Qt::AlignRight);
  setAccessibleName(spec.label);
  setProperty("tight", true);
  setMaxLength(32);
  connect(this, &QLineEdit::editingFinished, this, &NumberField::take);
  connect(&Theme::instance(), &Theme::changed, this, &NumberField::fitWidth);
  setText(textOf(value_));
  fitWidth();
}

void NumberField::fitWidth() {
  QString widest = number(spec_.maximum, spec_.decimals) + spec_.suffix;
  if (!spec_.whole && spec_.decimals == 0) widest += QLatin1Char('0');
  const QFontMetricsF metrics(font());
  const double width = std::max(tabularWidth(metrics, widest), tabularWidth(metrics, textOf(0)));
  setFixedWidth(std::max(Theme::scaled(52),
                         static_cast<int>(std::ceil(width)) + 2 * Theme::scaled(textMargin) + 4));
}

QString NumberField::textOf(double value) const {
  return numberText(spec_, value);
}

void NumberField::setValue(double value) {
  value_ = value;
  setText(textOf(value));
}

void NumberField::beginWith(const QString& text) {
  setFocus(Qt::ShortcutFocusReason);
  fromGroove_ = true;
  selectAll();
  if (!text.isEmpty()) insert(text);
}

std::optional<double> NumberField::typed() const {
  QString plain = text().trimmed();
  if (spec_.zeroReadsOff && plain.compare(tr("off"), Qt::CaseInsensitive) == 0) return 0.0;
  const QString suffix = spec_.suffix.trimmed();
  if (!suffix.isEmpty() && plain.endsWith(suffix)) plain.chop(suffix.size());
  plain.replace(QLatin1Char(','), QLatin1Char('.'));
  bool isNumber = false;
  const double value = plain.trimmed().toDouble(&isNumber);
  if (!isNumber || !std::isfinite(value)) return std::nullopt;
  return value;
}

void NumberField::take() {
  if (!isModified()) return;
  setModified(false);
  if (const auto value = typed()) Q_EMIT entered(*value);
  // Shows what it has become: within the range, or as it was.
  setText(textOf(value_));
}

void NumberField::giveBack() {
  setModified(false);
  setText(textOf(value_));
  selectAll();
}

bool NumberField::event(QEvent* event) {
  if (event->type() == QEvent::ShortcutOverride) {
    const auto* key = static_cast<QKeyEvent*>(event);
    // What is typed counts for the picture that Ctrl+Return asks for.
    if (isReturn(key->key()) && key->modifiers().testFlag(Qt::ControlModifier)) take();
    // With nothing typed, undo is the window's, and finds what has been turned with the arrows.
    if (!isModified() && (key->matches(QKeySequence::Undo) || key->matches(QKeySequence::Redo))) {
      Q_EMIT leaving(false);
      event->ignore();
      return true;
    }
    // Esc stops a run elsewhere; here it first gives back the number.
    if (key->key() == Qt::Key_Escape && isModified()) {
      event->accept();
      return true;
    }
  }
  return QLineEdit::event(event);
}

void NumberField::changeEvent(QEvent* event) {
  QLineEdit::changeEvent(event);
  if (event->type() == QEvent::FontChange || event->type() == QEvent::StyleChange) fitWidth();
}

void NumberField::focusInEvent(QFocusEvent* event) {
  QLineEdit::focusInEvent(event);
  fromGroove_ = false;
  selectAll();
}

void NumberField::focusOutEvent(QFocusEvent* event) {
  QLineEdit::focusOutEvent(event);
  wheel_ = 0;
  Q_EMIT leaving(false);
}

void NumberField::keyPressEvent(QKeyEvent* event) {
  const int key = event->key();
  if (key == Qt::Key_Up || key == Qt::Key_Down) {
    take();
    Q_EMIT turned(key == Qt::Key_Up ? 1 : -1);
    selectAll();
  } else if (key == Qt::Key_Escape && (isModified() || fromGroove_)) {
    giveBack();
    if (fromGroove_) Q_EMIT leaving(true);
  } else if (isReturn(key)) {
    take();
    selectAll();
    if (fromGroove_) Q_EMIT leaving(true);
  } else {
    QLineEdit::keyPressEvent(event);
  }
}

// At rest with tabular figures; while it is edited, as every field.
void NumberField::paintEvent(QPaintEvent* event) {
  if (hasFocus()) return QLineEdit::paintEvent(event);
  QPainter painter(this);
  QStyleOptionFrame option;
  initStyleOption(&option);
  style()->drawPrimitive(QStyle::PE_PanelLineEdit, &option, &painter, this);
  const bool off = spec_.zeroReadsOff && value_ == 0;
  painter.setPen(!isEnabled() ? palette().color(QPalette::Disabled, QPalette::Text)
                 : off        ? Theme::instance().palette().dim
                              : palette().color(QPalette::Text));
  const double margin = Theme::scaled(textMargin);
  drawTabular(painter, QRectF(rect()).adjusted(margin, 0, -margin, 0),
              QStyle::visualAlignment(layoutDirection(), Qt::AlignRight), text());
}

void NumberField::wheelEvent(QWheelEvent* event) {
  if (!hasFocus()) {
    event->ignore();
    return;
  }
  take();
  wheel_ += event->angleDelta().y() / wheelNotch;
  const double steps = std::trunc(wheel_);
  wheel_ -= steps;
  if (steps != 0) Q_EMIT turned(steps);
  event->accept();
}

}  // namespace maulstick::ui
