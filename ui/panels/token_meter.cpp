#include "ui/panels/token_meter.h"

#include <QHBoxLayout>
#include <QPainter>
#include <QStringList>
#include <algorithm>

#include "ui/widgets/elided_label.h"
#include "ui/widgets/theme.h"

namespace maulstick::ui {
namespace {

constexpr int barHeight = 3;
constexpr int gap = 4;

}  // namespace

TokenMeter::TokenMeter(QWidget* parent) : QWidget(parent) {
  setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
  count_ = new ElidedLabel({}, this);
  auto* row = new QHBoxLayout(this);
  row->setContentsMargins(0, 0, 0, barHeight + gap);
  row->setSpacing(2);
  row->addWidget(count_, 1);
  connect(&Theme::instance(), &Theme::changed, this, &TokenMeter::keepRoom);
  keepRoom();
}

// For the usual words, so that only longer ones are cut.
void TokenMeter::keepRoom() {
  const QString usual = tr("%1 of %2 tokens").arg(77).arg(77);
  const QFontMetrics metrics = count_->fontMetrics();
  const int width =
      std::max(metrics.horizontalAdvance(usual), metrics.horizontalAdvance(noModel()));
  count_->setMinimumWidth(width + 2);
  update();
}

void TokenMeter::addButton(QWidget* button) {
  layout()->addWidget(button);
}

QString TokenMeter::text() const {
  return count_->text();
}

// What is wrong comes first: there may be no room for more.
void TokenMeter::setUse(int used, int room, const QString& dropped,
                        const QString& droppedNegative) {
  const double share = room > 0 ? static_cast<double>(used) / room : 0;
  QStringList lost;
  if (!dropped.isEmpty()) lost << tr("No room for: %1").arg(dropped);
  if (!droppedNegative.isEmpty()) {
    lost << tr("No room in the negative prompt for: %1").arg(droppedNegative);
  }
  setToolTip(lost.isEmpty() ? tr("How much of the text encoder's room the prompt takes")
                            : lost.join(u'\n'));
  if (!dropped.isEmpty()) return show(tr("Too long: %1 of %2").arg(used).arg(room), share, true);
  if (!droppedNegative.isEmpty()) return show(tr("Negative too long"), share, true);
  show(tr("%1 of %2 tokens").arg(used).arg(room), share, false);
}

void TokenMeter::setUnknown() {
  setToolTip(tr("The prompt's tokens are counted as soon as there is a model"));
  show(noModel(), 0, false);
}

QString TokenMeter::noModel() {
  return tr("No model");
}

void TokenMeter::show(const QString& text, double share, bool full) {
  count_->setText(text);
  count_->setForegroundRole(full ? QPalette::BrightText : QPalette::PlaceholderText);
  share_ = std::clamp(share, 0.0, 1.0);
  full_ = full;
  setAccessibleName(text);
  update();
}

void TokenMeter::paintEvent(QPaintEvent* /*event*/) {
  const Palette& colours = Theme::instance().palette();
  QPainter painter(this);
  painter.setRenderHint(QPainter::Antialiasing);
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
