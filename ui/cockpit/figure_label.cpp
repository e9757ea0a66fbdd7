#include "ui/cockpit/figure_label.h"

#include <QPaintEngine>
#include <QPainter>
#include <algorithm>
#include <cmath>

#include "ui/cockpit/plot_parts.h"
#include "ui/widgets/paint.h"

namespace maulstick::ui {
namespace {

constexpr double leastWidth = 24;

}  // namespace

FigureLabel::FigureLabel(TextRole role, Tone tone, QWidget* parent)
    : QWidget(parent), role_(role), tone_(tone) {
  setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
  connect(&Theme::instance(), &Theme::changed, this, [this] {
    updateGeometry();
    update();
  });
}

void FigureLabel::setText(const QString& text) {
  if (text == text_) return;
  text_ = text;
  setAccessibleName(text);
  updateGeometry();
  update();
}

void FigureLabel::setWidest(const QString& text) {
  widest_ = text;
  updateGeometry();
}

QSize FigureLabel::sizeHint() const {
  const QFontMetricsF metrics(Theme::instance().font(role_));
  const double width = std::max(tabularWidth(metrics, text_), tabularWidth(metrics, widest_));
  return {static_cast<int>(std::ceil(width)), static_cast<int>(std::ceil(metrics.height()))};
}

void FigureLabel::setCanShrink(bool can) {
  canShrink_ = can;
  setSizePolicy(can ? QSizePolicy::Maximum : QSizePolicy::Fixed, QSizePolicy::Fixed);
}

QSize FigureLabel::minimumSizeHint() const {
  const QSize usual = sizeHint();
  return canShrink_ ? QSize(std::min(usual.width(), Theme::scaled(leastWidth)), usual.height())
                    : usual;
}

void FigureLabel::paintEvent(QPaintEvent* /*event*/) {
  const Palette& colours = Theme::instance().palette();
  QPainter painter(this);
  painter.setFont(Theme::instance().font(role_));
  painter.setPen(tone_ == Tone::dim ? colours.dim : colours.text);
  const Qt::Alignment side = isRightToLeft() ? Qt::AlignLeft : Qt::AlignRight;
  // In a drawing that others open and edit, words stay words.
  if (painter.paintEngine()->type() == QPaintEngine::SVG) {
    drawWords(painter, rect(), side, text_);
  } else if (width() < sizeHint().width()) {
    const QFontMetricsF metrics(painter.font());
    drawWords(painter, rect(), side, metrics.elidedText(text_, Qt::ElideRight, width()));
  } else {
    drawTabular(painter, QRectF(rect()), side, text_);
  }
}

}  // namespace maulstick::ui
