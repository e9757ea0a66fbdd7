#include "ui/cockpit/shares_bar.h"

#include <QHelpEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QPainterPath>
#include <QToolTip>

#include "ui/cockpit/cockpit_words.h"
#include "ui/cockpit/plot_parts.h"
#include "ui/widgets/colours.h"
#include "ui/widgets/theme.h"
#include "ui/widgets/tool_tips.h"

namespace maulstick::ui {
namespace {

constexpr double thickness = 8;
constexpr double above = 2;
constexpr double gap = 1.5;  // between parts
constexpr double legendGap = 4;
constexpr double dotRadius = 3;

}  // namespace

SharesBar::SharesBar(QWidget* parent) : QWidget(parent) {
  setMouseTracking(true);
  setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
  connect(&Theme::instance(), &Theme::changed, this, [this] {
    updateGeometry();
    update();
  });
}

QSize SharesBar::sizeHint() const {
  const QFontMetrics metrics(Theme::instance().font(TextRole::small));
  return {200, qRound(above + thickness + legendGap) + metrics.height()};
}

QSize SharesBar::minimumSizeHint() const {
  return {80, sizeHint().height()};
}

void SharesBar::setParts(std::vector<Part> parts) {
  parts_ = std::move(parts);
  hovered_ = hovered_ < static_cast<int>(parts_.size()) ? hovered_ : -1;
  update();
}

QRectF SharesBar::bar() const {
  return {0, above, static_cast<double>(width()), thickness};
}

QRectF SharesBar::place(std::size_t part) const {
  double before = 0;
  for (std::size_t i = 0; i < part; ++i) before += parts_[i].share;
  const QRectF all = bar();
  const double length = parts_[part].share * all.width();
  const double from = isRightToLeft() ? all.right() - before * all.width() - length
                                      : all.left() + before * all.width();
  return {from, all.top(), length, all.height()};
}

std::vector<double> SharesBar::shares() const {
  std::vector<double> all;
  for (const Part& part : parts_) all.push_back(part.share);
  return all;
}

int SharesBar::partAt(double x) const {
  for (std::size_t part = 0; part < parts_.size(); ++part) {
    const QRectF here = place(part);
    if (x >= here.left() && x < here.right()) return static_cast<int>(part);
  }
  return -1;
}

QString SharesBar::textOf(int part) const {
  if (part < 0 || part >= static_cast<int>(parts_.size())) return {};
  const Part& here = parts_[static_cast<std::size_t>(part)];
  return tr("%1 %2").arg(here.title, shareTexts(shares())[static_cast<std::size_t>(part)]);
}

bool SharesBar::event(QEvent* event) {
  if (event->type() == QEvent::ToolTip) {
    const auto* help = static_cast<QHelpEvent*>(event);
    QToolTip::showText(help->globalPos(), tipText(textOf(partAt(help->pos().x()))), this);
    return true;
  }
  return QWidget::event(event);
}

void SharesBar::mouseMoveEvent(QMouseEvent* event) {
  const int part = partAt(event->position().x());
  if (part == hovered_) return;
  hovered_ = part;
  if (part >= 0) {
    QToolTip::showText(event->globalPosition().toPoint(), tipText(textOf(part)), this);
  }
  update();
}

void SharesBar::leaveEvent(QEvent* event) {
  hovered_ = -1;
  update();
  QWidget::leaveEvent(event);
}

void SharesBar::paintEvent(QPaintEvent* /*event*/) {
  QPainter painter(this);
  painter.setRenderHint(QPainter::Antialiasing);
  painter.setPen(Qt::NoPen);
  QPainterPath outline;
  outline.addRoundedRect(bar(), thickness / 2, thickness / 2);
  painter.fillPath(outline, Theme::instance().palette().line);
  for (std::size_t part = 0; part < parts_.size(); ++part) {
    const bool back = hovered_ >= 0 && hovered_ != static_cast<int>(part);
    QRectF here = place(part);
    const bool last = isRightToLeft() ? here.left() < gap : here.right() > width() - gap;
    if (!last) here.adjust(isRightToLeft() ? gap : 0, 0, isRightToLeft() ? 0 : -gap, 0);
    QPainterPath piece;
    piece.addRect(here);
    const QColor colour = plotColour(parts_[part].colourIndex);
    painter.fillPath(piece.intersected(outline), faded(colour, back ? 0.35 : 1));
  }
  if (!parts_.empty()) drawLegend(painter);
}

void SharesBar::drawLegend(QPainter& painter) const {
  const Palette& colours = Theme::instance().palette();
  const double top = bar().bottom() + legendGap;
  painter.setFont(Theme::instance().font(TextRole::small));
  const QFontMetricsF metrics(painter.font());
  const double line = metrics.height();
  const std::vector<QString> texts = shareTexts(shares());
  double x = dotRadius;
  for (std::size_t part = 0; part < parts_.size(); ++part) {
    const QString& words = texts[part];
    const double wide = metrics.horizontalAdvance(words);
    const double start = 2 * dotRadius + 2;
    const auto mirrored = [this](double at, double length) {
      return isRightToLeft() ? width() - at - length : at;
    };
    painter.setPen(Qt::NoPen);
    painter.setBrush(plotColour(parts_[part].colourIndex));
    painter.drawEllipse(QPointF(mirrored(x, 0), top + line / 2), dotRadius, dotRadius);
    const bool bright = hovered_ == static_cast<int>(part);
    painter.setPen(bright ? colours.text : colours.dim);
    drawWords(painter, {mirrored(x + start, wide), top, wide + 1, line}, Qt::AlignLeft, words);
    x += start + wide + 4 * dotRadius;
  }
}

}  // namespace maulstick::ui
