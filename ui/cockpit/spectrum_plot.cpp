#include "ui/cockpit/spectrum_plot.h"

#include <QMouseEvent>
#include <QPainter>
#include <algorithm>
#include <cmath>

#include "ui/cockpit/cockpit_words.h"
#include "ui/cockpit/plot_parts.h"
#include "ui/widgets/colours.h"
#include "ui/widgets/theme.h"

namespace maulstick::ui {
namespace {

constexpr int frequencyRow = 1;  // whose colour a spectrum has everywhere
constexpr double finest = 0.5;   // cycles a pixel
constexpr double usualHeight = 92;
constexpr double gaugeHeight = 6;
constexpr double gaugeGap = 10;
constexpr double tickReach = 3;

bool isDrawable(double power) {
  return std::isfinite(power) && power > 0;
}

}  // namespace

SpectrumPlot::SpectrumPlot(QWidget* parent) : QWidget(parent), highShare_(GuidedPoint::unknown) {
  setMouseTracking(true);
  setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
  connect(&Theme::instance(), &Theme::changed, this, [this] {
    updateGeometry();
    update();
  });
}

QSize SpectrumPlot::sizeHint() const {
  return {200, Theme::scaled(usualHeight)};
}

QSize SpectrumPlot::minimumSizeHint() const {
  return {80, sizeHint().height()};
}

void SpectrumPlot::setSpectrum(std::vector<double> power, std::vector<double> reference) {
  power_ = std::move(power);
  reference_ = std::move(reference);
  if (hovered_ && *hovered_ >= static_cast<int>(power_.size())) hovered_.reset();
  findRange();
  update();
}

void SpectrumPlot::setHighShare(double share) {
  highShare_ = share;
  update();
}

void SpectrumPlot::findRange() {
  bool known = false;
  for (const auto* powers : {&power_, &reference_}) {
    for (const double power : *powers) {
      if (!isDrawable(power)) continue;
      const double decades = std::log10(power);
      lowest_ = known ? std::min(lowest_, decades) : decades;
      highest_ = known ? std::max(highest_, decades) : decades;
      known = true;
    }
  }
  lowest_ -= 0.1 * std::max(1.0, highest_ - lowest_);  // so that the end of a fall is not the floor
}

QRectF SpectrumPlot::plot() const {
  return QRectF(rect()).adjusted(0, 2, 0, -(gaugeHeight + gaugeGap + tickReach));
}

QRectF SpectrumPlot::gauge() const {
  return {0, height() - gaugeHeight - tickReach, static_cast<double>(width()), gaugeHeight};
}

double SpectrumPlot::place(double radius) const {
  return plot().left() + radius / finest * plot().width();
}

QPointF SpectrumPlot::placeOf(std::size_t bin, double power, std::size_t bins) const {
  const double radius = finest * (static_cast<double>(bin) + 0.5) / static_cast<double>(bins);
  const double up = (std::log10(power) - lowest_) / std::max(1e-9, highest_ - lowest_);
  return {place(radius), plot().bottom() - up * plot().height()};
}

std::optional<int> SpectrumPlot::binAt(double x) const {
  if (power_.empty()) return std::nullopt;
  const double share = (x - plot().left()) / plot().width();
  const int bins = static_cast<int>(power_.size());
  return std::clamp(static_cast<int>(share * bins), 0, bins - 1);
}

QString SpectrumPlot::textOf(int bin) const {
  if (bin < 0 || bin >= static_cast<int>(power_.size())) return {};
  const double radius = finest * (bin + 0.5) / static_cast<double>(power_.size());
  return tr("%1 cycles a pixel · power %2")
      .arg(QString::number(radius, 'f', 2), lossText(power_[static_cast<std::size_t>(bin)]));
}

void SpectrumPlot::mouseMoveEvent(QMouseEvent* event) {
  hovered_ = binAt(event->position().x());
  update();
}

void SpectrumPlot::leaveEvent(QEvent* event) {
  hovered_.reset();
  update();
  QWidget::leaveEvent(event);
}

void SpectrumPlot::paintEvent(QPaintEvent* /*event*/) {
  QPainter painter(this);
  painter.setRenderHint(QPainter::Antialiasing);
  painter.setPen(QPen(Theme::instance().palette().line, 1));
  painter.drawLine(plot().bottomLeft(), plot().bottomRight());
  drawSpectrum(painter);
  drawSplit(painter);
  drawGauge(painter);
  if (!hovered_) return;
  const auto bin = static_cast<std::size_t>(*hovered_);
  const double power = isDrawable(power_[bin]) ? power_[bin] : std::pow(10.0, lowest_);
  const QPointF at = placeOf(bin, power, power_.size());
  drawCrosshair(painter, plot(), at.x());
  drawBubble(painter, QRectF(rect()), {at.x(), 0}, textOf(*hovered_));  // the curve falls: above it
}

std::vector<QPolygonF> SpectrumPlot::stretches(const std::vector<double>& power) const {
  std::vector<QPolygonF> result;
  bool open = false;
  for (std::size_t bin = 0; bin < power.size(); ++bin) {
    if (!isDrawable(power[bin])) {
      open = false;
      continue;
    }
    if (!open) result.emplace_back();
    open = true;
    result.back() << placeOf(bin, power[bin], power.size());
  }
  return result;
}

void SpectrumPlot::drawSpectrum(QPainter& painter) const {
  const QColor colour = plotColour(frequencyRow);
  const double floor = plot().bottom();
  painter.setBrush(Qt::NoBrush);
  painter.setPen(QPen(faded(Theme::instance().palette().dim, 0.55), 1));
  for (const QPolygonF& line : stretches(reference_)) painter.drawPolyline(line);
  for (const QPolygonF& line : stretches(power_)) {
    QPolygonF area = line;
    area.prepend(QPointF(line.first().x(), floor));
    area.append(QPointF(line.last().x(), floor));
    painter.setPen(Qt::NoPen);
    const double split = place(spectrumSplit);
    const QRectF low(plot().left(), 0, split - plot().left(), floor);
    const QRectF high(split, 0, plot().right() - split, floor);
    for (const auto& [side, alpha] : {std::pair(low, 0.14), std::pair(high, 0.34)}) {
      painter.save();
      painter.setClipRect(side);
      painter.setBrush(faded(colour, alpha));
      painter.drawPolygon(area);
      painter.restore();
    }
    painter.setBrush(Qt::NoBrush);
    painter.setPen(QPen(colour, 1.6, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    painter.drawPolyline(line);
  }
}

void SpectrumPlot::drawSplit(QPainter& painter) const {
  const Palette& colours = Theme::instance().palette();
  const double x = std::round(place(spectrumSplit)) + 0.5;
  QPen pen(colours.dim, 1);
  pen.setDashPattern({3, 3});
  painter.setPen(pen);
  painter.drawLine(QPointF(x, plot().top()), QPointF(x, plot().bottom()));
  painter.setPen(colours.dim);
  painter.setFont(Theme::instance().font(TextRole::small));
  const double line = painter.fontMetrics().height();
  drawWords(painter, {x + 4, plot().top() - 2, plot().right() - x, line}, Qt::AlignLeft,
            QString::number(spectrumSplit, 'f', 2));
}

// All of the magnitude from left to right; what is filled lies above the split.
void SpectrumPlot::drawGauge(QPainter& painter) const {
  const Palette& colours = Theme::instance().palette();
  const QRectF all = gauge();
  painter.setPen(Qt::NoPen);
  painter.setBrush(colours.line);
  painter.drawRoundedRect(all, gaugeHeight / 2, gaugeHeight / 2);
  if (std::isfinite(highShare_)) {
    QRectF filled = all;
    filled.setWidth(std::clamp(highShare_, 0.0, 1.0) * all.width());
    painter.setBrush(plotColour(frequencyRow));
    if (filled.width() > 0.5) painter.drawRoundedRect(filled, gaugeHeight / 2, gaugeHeight / 2);
  }
  const double x = all.left() + highShareTarget * all.width();
  painter.setBrush(colours.text);
  painter.drawRoundedRect(QRectF(x - 1, all.top() - tickReach, 2, all.height() + 2 * tickReach), 1,
                          1);
}

}  // namespace maulstick::ui
