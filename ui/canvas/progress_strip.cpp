#include "ui/canvas/progress_strip.h"

#include <QAccessible>
#include <QPainter>
#include <algorithm>
#include <cmath>

#include "ui/canvas/accessible_canvas.h"
#include "ui/canvas/progress_words.h"
#include "ui/widgets/paint.h"
#include "ui/widgets/theme.h"

namespace maulstick::ui {
namespace {

constexpr int widest = 760;
constexpr int sides = 16;
constexpr int gap = 14;
constexpr double thickness = 4;
constexpr double tickHeight = 10;
constexpr int leastBar = 48;

}  // namespace

ProgressStrip::ProgressStrip(QWidget* parent) : QWidget(parent) {
  setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
  setAttribute(Qt::WA_OpaquePaintEvent);
  setAccessibleName(tr("Progress"));
  installCanvasAccessibility();
  connect(&Theme::instance(), &Theme::changed, this, qOverload<>(&QWidget::update));
}

QSize ProgressStrip::sizeHint() const {
  return {480, fontMetrics().height() + 24};
}

QSize ProgressStrip::minimumSizeHint() const {
  return {160, sizeHint().height()};
}

void ProgressStrip::start(int steps, std::vector<bool> guided) {
  state_ = State::running;
  steps_ = std::max(0, steps);
  done_ = 0;
  guided_ = std::move(guided);
  note_.clear();
  left_.reset();
  tell(stepWords(0, steps_), trailingWords());
}

void ProgressStrip::setGuided(std::vector<bool> guided) {
  guided_ = std::move(guided);
  update();
}

void ProgressStrip::setStep(int done) {
  if (state_ != State::running) return;
  done_ = std::clamp(done, 0, steps_);
  tell(stepWords(done_, steps_), trailing_);
  QAccessibleValueChangeEvent event(this, done_);
  QAccessible::updateAccessibility(&event);
}

void ProgressStrip::setTimeLeft(const std::optional<double>& seconds) {
  if (state_ != State::running) return;
  left_ = seconds;
  tell(leading_, trailingWords());
}

void ProgressStrip::setNote(const QString& note) {
  if (state_ != State::running) return;
  note_ = note;
  tell(leading_, trailingWords());
}

QString ProgressStrip::trailingWords() const {
  const QString time = timeLeftWords(left_);
  return note_.isEmpty() ? time : QStringLiteral("%1 · %2").arg(note_, time);
}

void ProgressStrip::wait(const QString& text) {
  state_ = State::waiting;
  tell(text, {});
  announce();
}

void ProgressStrip::finish(const QString& text) {
  state_ = State::ended;
  tell(text, {});
  announce();
}

void ProgressStrip::announce() {
  QAccessibleEvent alert(this, QAccessible::Alert);
  QAccessible::updateAccessibility(&alert);
}

void ProgressStrip::reset() {
  state_ = State::idle;
  steps_ = done_ = 0;
  guided_.clear();
  tell({}, {});
}

void ProgressStrip::tell(const QString& leading, const QString& trailing) {
  leading_ = leading;
  trailing_ = trailing;
  const bool both = !leading.isEmpty() && !trailing.isEmpty();
  setAccessibleDescription(both ? tr("%1, %2").arg(leading, trailing) : leading + trailing);
  update();
}

QRectF ProgressStrip::content() const {
  const double room = std::min(width() - 2 * sides, widest);
  return {(width() - room) / 2, 0, room, static_cast<double>(height())};
}

// As wide as the words get during a run, so that the bar does not move when a digit is added.
double ProgressStrip::leadingWidth() const {
  const QString longest = state_ == State::running ? stepWords(steps_, steps_) : leading_;
  return tabularWidth(QFontMetricsF(font()), longest);
}

double ProgressStrip::trailingWidth() const {
  if (trailing_.isEmpty()) return 0;
  const QFontMetricsF metrics(font());
  const QString usual =
      note_.isEmpty() ? timeLeftWords(55) : QStringLiteral("%1 · %2").arg(note_, timeLeftWords(55));
  return std::max(tabularWidth(metrics, usual), tabularWidth(metrics, trailing_));
}

QRectF ProgressStrip::barRect() const {
  const QRectF room = content();
  const double before = leadingWidth() + gap;
  const double after = trailing_.isEmpty() ? 0 : trailingWidth() + gap;
  const double length = std::max<double>(leastBar, room.width() - before - after);
  const double left = room.left() + (isRightToLeft() ? after : before);
  return {left, (height() - thickness) / 2, length, thickness};
}

double ProgressStrip::place(int step) const {
  const QRectF bar = barRect();
  const double share = steps_ == 0 ? 0 : static_cast<double>(step + 1) / steps_;
  return isRightToLeft() ? bar.right() - share * bar.width() : bar.left() + share * bar.width();
}

void ProgressStrip::drawBar(QPainter& painter) const {
  const Palette& colours = Theme::instance().palette();
  const QRectF bar = barRect();
  painter.setPen(Qt::NoPen);
  painter.setBrush(colours.line);
  painter.drawRoundedRect(bar, thickness / 2, thickness / 2);
  const double end = place(done_ - 1);
  QRectF filled = bar;
  isRightToLeft() ? filled.setLeft(end) : filled.setRight(end);
  painter.setBrush(colours.accent);
  if (filled.width() > 0.5) painter.drawRoundedRect(filled, thickness / 2, thickness / 2);
  const double from = bar.center().y() - tickHeight / 2;
  for (int step = 0; step < std::min<int>(steps_, static_cast<int>(guided_.size())); ++step) {
    if (!guided_[static_cast<std::size_t>(step)]) continue;
    QColor tick = colours.second;
    if (step >= done_) tick.setAlphaF(0.6F);
    painter.setBrush(tick);
    painter.drawRoundedRect(QRectF(std::round(place(step)) - 1, from, 2, tickHeight), 1, 1);
  }
}

void ProgressStrip::paintEvent(QPaintEvent* /*event*/) {
  const Palette& colours = Theme::instance().palette();
  QPainter painter(this);
  painter.fillRect(rect(), colours.canvas);
  if (state_ == State::idle) return;
  painter.setRenderHint(QPainter::Antialiasing);
  drawBar(painter);
  const QRectF room = content();
  const QRectF bar = barRect();
  QRectF before(room.left(), 0, bar.left() - gap - room.left(), height());
  QRectF after(bar.right() + gap, 0, room.right() - bar.right() - gap, height());
  if (isRightToLeft()) std::swap(before, after);
  const Qt::Alignment start = isRightToLeft() ? Qt::AlignRight : Qt::AlignLeft;
  const Qt::Alignment end = isRightToLeft() ? Qt::AlignLeft : Qt::AlignRight;
  painter.setPen(state_ == State::ended ? colours.text : colours.dim);
  drawTabular(painter, before, start, leading_);
  painter.setPen(colours.dim);
  drawTabular(painter, after, end, trailing_);
}

}  // namespace maulstick::ui
