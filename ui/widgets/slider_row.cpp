#include "ui/widgets/slider_row.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QMouseEvent>
#include <QToolButton>
#include <QVBoxLayout>
#include <algorithm>
#include <chrono>
#include <cmath>

#include "ui/widgets/elided_label.h"
#include "ui/widgets/groove.h"
#include "ui/widgets/icon.h"
#include "ui/widgets/number_field.h"

namespace maulstick::ui {
namespace {

using namespace std::chrono_literals;

constexpr auto burstPause = 400ms;
constexpr double tolerance = 1e-9;  // of a step

}  // namespace

SliderRow::SliderRow(SliderSpec spec, QWidget* parent)
    : QWidget(parent), spec_(std::move(spec)), value_(spec_.defaultValue) {
  label_ = new ElidedLabel(spec_.label, this);
  label_->installEventFilter(this);
  groove_ = new Groove(spec_, this);
  number_ = new NumberField(spec_, this);
  label_->setBuddy(number_);
  reset_ = new QToolButton(this);
  reset_->setIcon(themedIcon(QStringLiteral("reset")));
  reset_->setAutoRaise(true);
  reset_->setProperty("tight", true);
  // The keyboard has Delete for it: one stop less on the way through a panel.
  reset_->setFocusPolicy(Qt::NoFocus);
  reset_->setAccessibleName(tr("Reset %1").arg(spec_.label));
  reset_->setToolTip(
      tr("Back to %1 (double click or Delete)").arg(number_->textOf(spec_.defaultValue)));
  note_ = makeDim(spec_.note);
  hint_ = makeDim({});
  setToolTip(spec_.toolTip);
  burst_.setSingleShot(true);
  burst_.setInterval(burstPause);
  arrange();
  connectParts();
  showValue();
}

// Hidden while it has nothing to say.
QLabel* SliderRow::makeDim(const QString& text) {
  auto* label = new QLabel(text, this);
  label->setProperty("dim", true);
  label->setProperty("small", true);
  label->setTextFormat(Qt::PlainText);
  label->setWordWrap(true);
  label->setVisible(!text.isEmpty());
  return label;
}

void SliderRow::arrange() {
  QSizePolicy keepsPlace = reset_->sizePolicy();
  keepsPlace.setRetainSizeWhenHidden(true);
  reset_->setSizePolicy(keepsPlace);
  auto* words = new QVBoxLayout;
  words->setSpacing(0);
  words->addWidget(label_);
  words->addWidget(note_);
  auto* head = new QHBoxLayout;
  head->setSpacing(4);
  head->addLayout(words, 1);
  head->addWidget(reset_);
  head->addWidget(number_);
  auto* column = new QVBoxLayout(this);
  column->setContentsMargins(0, 0, 0, 0);
  column->setSpacing(2);
  column->addLayout(head);
  column->addWidget(groove_);
  column->addWidget(hint_);
}

void SliderRow::connectParts() {
  connect(&burst_, &QTimer::timeout, this, &SliderRow::endGesture);
  connect(groove_, &Groove::pressed, this, &SliderRow::beginGesture);
  connect(groove_, &Groove::moved, this, &SliderRow::move);
  connect(groove_, &Groove::released, this, [this](bool dragged) {
    // A click may be the first half of a double click, which is one gesture.
    dragged ? endGesture() : burst_.start();
  });
  connect(groove_, &Groove::cancelled, this, &SliderRow::cancelGesture);
  connect(groove_, &Groove::turned, this, &SliderRow::turn);
  connect(groove_, &Groove::jumped, this, &SliderRow::moveAlone);
  connect(groove_, &Groove::resetRequested, this, &SliderRow::reset);
  connect(groove_, &Groove::settled, this, &SliderRow::settle);
  connect(groove_, &Groove::typed, number_, &NumberField::beginWith);
  connect(number_, &NumberField::entered, this, &SliderRow::moveAlone);
  connect(number_, &NumberField::turned, this, &SliderRow::turn);
  connect(number_, &NumberField::leaving, this, [this](bool toGroove) {
    settle();
    if (toGroove) groove_->setFocus(Qt::OtherFocusReason);
  });
  connect(reset_, &QToolButton::clicked, this, [this] {
    settle();
    reset();
  });
}

QString SliderRow::hint() const {
  if (spec_.bandHigh <= spec_.bandLow || (spec_.zeroReadsOff && value_ == 0)) return {};
  if (value_ > spec_.bandHigh) return spec_.hintAbove;
  if (value_ < spec_.bandLow) return spec_.hintBelow;
  return {};
}

double SliderRow::legal(double value) const {
  const double inside = std::clamp(value, spec_.minimum, spec_.maximum);
  return spec_.whole ? std::round(inside) : inside;
}

void SliderRow::setValue(double value) {
  const double next = legal(value);
  if (next == value_) return;
  value_ = before_ = next;
  showValue();
}

// After the first half of a double click this is the second half of its gesture.
void SliderRow::reset() {
  if (!inGesture_) beginGesture();
  move(spec_.defaultValue);
  endGesture();
}

void SliderRow::settle() {
  if (burst_.isActive()) endGesture();
}

void SliderRow::move(double value) {
  const double next = legal(value);
  if (next == value_) return;
  value_ = next;
  showValue();
  Q_EMIT valueChanged(value_);
}

void SliderRow::beginGesture() {
  endGesture();
  before_ = value_;
  inGesture_ = true;
}

void SliderRow::endGesture() {
  burst_.stop();
  if (!inGesture_) return;
  inGesture_ = false;
  showHint();
  if (value_ != before_) Q_EMIT gestureFinished(before_, value_);
}

void SliderRow::cancelGesture() {
  move(before_);
  endGesture();
}

void SliderRow::moveAlone(double value) {
  beginGesture();
  move(value);
  endGesture();
}

void SliderRow::turn(double steps) {
  if (!burst_.isActive()) beginGesture();
  const double size = std::abs(steps) < 1 ? fineStep(spec_) : spec_.step;
  const double count = std::abs(steps) < 1 ? std::copysign(1.0, steps) : steps;
  // From one multiple of the step to the next, so that a typed 203 turns to 210.
  const double place = value_ / size;
  const double from = count > 0 ? std::floor(place + tolerance) : std::ceil(place - tolerance);
  move(tidy((from + count) * size));
  burst_.start();
}

void SliderRow::showValue() {
  groove_->setValue(value_);
  number_->setValue(value_);
  reset_->setVisible(value_ != spec_.defaultValue);
  showHint();
}

// What is below must not jump while the hand is on the groove: the hint's place stays until the
// gesture is over.
void SliderRow::showHint() {
  const QString text = hint();
  const bool keepsPlace = inGesture_ && hint_->isVisibleTo(this);
  hint_->setText(text.isEmpty() && keepsPlace ? QStringLiteral(" ") : text);
  hint_->setVisible(!text.isEmpty() || keepsPlace);
  groove_->setAccessibleDescription(text.isEmpty() ? spec_.toolTip : text);
}

bool SliderRow::eventFilter(QObject* watched, QEvent* event) {
  if (watched == label_ && event->type() == QEvent::MouseButtonDblClick) {
    const auto* mouse = static_cast<QMouseEvent*>(event);
    if (mouse->button() == Qt::LeftButton) reset();
  }
  return QWidget::eventFilter(watched, event);
}

}  // namespace maulstick::ui
