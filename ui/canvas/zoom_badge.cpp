#include "ui/canvas/zoom_badge.h"

#include <QPainter>
#include <cmath>

#include "ui/widgets/colours.h"
#include "ui/widgets/paint.h"
#include "ui/widgets/theme.h"

namespace maulstick::ui {
namespace {

constexpr int stays = 900;  // milliseconds
constexpr int fades = 250;
constexpr int padding = 12;

}  // namespace

ZoomBadge::ZoomBadge(QWidget* parent) : QWidget(parent) {
  setAttribute(Qt::WA_TransparentForMouseEvents);
  hide();
  stay_.setSingleShot(true);
  stay_.setInterval(stays);
  fade_.setStartValue(1.0);
  fade_.setEndValue(0.0);
  fade_.setDuration(fades);
  connect(&stay_, &QTimer::timeout, this, &ZoomBadge::leave);
  connect(&fade_, &QVariantAnimation::valueChanged, this, [this](const QVariant& value) {
    opacity_ = value.toDouble();
    update();
  });
  connect(&fade_, &QVariantAnimation::finished, this, &QWidget::hide);
}

void ZoomBadge::tell(double zoom, bool fitted) {
  const double percent = zoom * 100;
  const QString number = QString::number(percent, 'f', percent < 10 ? 1 : 0);
  text_ = fitted ? tr("fit · %1\u00a0%").arg(number) : tr("%1\u00a0%").arg(number);
  fade_.stop();
  opacity_ = 1;
  adjustSize();
  show();
  raise();
  update();
  stay_.start();
}

void ZoomBadge::leave() {
  animated_ ? fade_.start() : hide();
}

QSize ZoomBadge::sizeHint() const {
  const double words = tabularWidth(QFontMetricsF(font()), text_);
  return {static_cast<int>(std::ceil(words)) + 2 * padding, fontMetrics().height() + 10};
}

void ZoomBadge::paintEvent(QPaintEvent* /*event*/) {
  const Palette& colours = Theme::instance().palette();
  QPainter painter(this);
  painter.setOpacity(opacity_);
  drawBox(painter, rect(),
          {.fill = faded(colours.raised, 0.92), .line = colours.line, .radius = height() / 2.0});
  painter.setPen(colours.text);
  drawTabular(painter, rect(), Qt::AlignHCenter, text_);
}

}  // namespace maulstick::ui
