#include "ui/panels/token_meter.h"

#include <QPainter>
#include <algorithm>

#include "ui/widgets/theme.h"

namespace maulstick::ui {
namespace {

constexpr int barHeight = 3;
constexpr int gap = 4;

}  // namespace

TokenMeter::TokenMeter(QWidget* parent) : QWidget(parent) {
  setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
  connect(&Theme::instance(), &Theme::changed, this, qOverload<>(&QWidget::update));
  setUnknown();
}

void TokenMeter::setUse(int used, int room, const QString& dropped) {
  const bool full = !dropped.isEmpty();
  const QString count = tr("%1 of %2 tokens").arg(used).arg(room);
  setToolTip(full ? tr("No room for: %1").arg(dropped)
                  : tr("How much of the text encoder's room the prompt takes"));
  show(full ? tr("%1, the end is left out").arg(count) : count,
       room > 0 ? static_cast<double>(used) / room : 0, full);
}

void TokenMeter::setUnknown() {
  setToolTip({});
  show(tr("No model to count tokens with"), 0, false);
}

void TokenMeter::show(const QString& text, double share, bool full) {
  text_ = text;
  share_ = std::clamp(share, 0.0, 1.0);
  full_ = full;
  setAccessibleName(text);
  update();
}

QSize TokenMeter::sizeHint() const {
  return {fontMetrics().horizontalAdvance(text_), fontMetrics().height() + gap + barHeight};
}

void TokenMeter::paintEvent(QPaintEvent* /*event*/) {
  const Palette& colours = Theme::instance().palette();
  QPainter painter(this);
  painter.setRenderHint(QPainter::Antialiasing);
  painter.setPen(full_ ? colours.accent : colours.dim);
  const QRect line(0, 0, width(), fontMetrics().height());
  painter.drawText(line, static_cast<int>(Qt::AlignVCenter | Qt::AlignLeading),
                   fontMetrics().elidedText(text_, Qt::ElideRight, width()));
  painter.setPen(Qt::NoPen);
  QRectF bar(0, height() - barHeight, width(), barHeight);
  painter.setBrush(colours.line);
  painter.drawRoundedRect(bar, barHeight / 2.0, barHeight / 2.0);
  const double length = bar.width() * share_;
  if (layoutDirection() == Qt::RightToLeft) bar.setLeft(bar.right() - length);
  bar.setWidth(length);
  painter.setBrush(full_ ? colours.accent : colours.second);
  painter.drawRoundedRect(bar, barHeight / 2.0, barHeight / 2.0);
}

}  // namespace maulstick::ui
