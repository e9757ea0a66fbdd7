#include "ui/cockpit/cockpit_rows.h"

#include <QVBoxLayout>
#include <cmath>

#include "ui/cockpit/cockpit_words.h"
#include "ui/cockpit/head_line.h"
#include "ui/cockpit/plot_parts.h"
#include "ui/cockpit/shares_bar.h"
#include "ui/cockpit/sparkline.h"
#include "ui/cockpit/spectrum_plot.h"

namespace maulstick::ui {
namespace {

constexpr int betweenRows = 12;
constexpr int smallCurve = 24;

// Head and plot close together, then room.
void addRow(QVBoxLayout* column, HeadLine* head, QWidget* plot) {
  if (column->count() > 0) column->addSpacing(betweenRows);
  column->addWidget(head);
  if (plot == nullptr) return;
  column->addSpacing(2);
  column->addWidget(plot);
  plot->setAccessibleName(head->title());
}

}  // namespace

CockpitRows::CockpitRows(const std::vector<CockpitRow>& rows, const CockpitData& run,
                         QWidget* parent)
    : QWidget(parent), rows_(rows), data_(run) {
  auto* column = new QVBoxLayout(this);
  column->setContentsMargins(0, 0, 0, 0);
  column->setSpacing(0);
  addLosses(column);
  addPush(column);
  addSpectrum(column);
  addTime(column);
  column->addStretch(1);
  showValues();
}

void CockpitRows::connectCurve(const Curve& curve) {
  connect(curve.line, &Sparkline::stepHovered, this, [this](const std::optional<int>& step) {
    setHovered(step);
    Q_EMIT stepHovered(step);
  });
}

void CockpitRows::addLosses(QVBoxLayout* column) {
  for (const CockpitRow& row : rows_) {
    Sparkline::Look look = {.colourIndex = row.colourIndex};
    if (losses_.empty()) look.placeholder = tr("begins with the first guided step");
    const Curve curve = {new HeadLine(row.title, row.meaning, this), new Sparkline(look, this)};
    curve.head->setWidestNote(changeText(-100));
    addRow(column, curve.head, curve.line);
    connectCurve(curve);
    losses_.push_back(curve);
  }
}

void CockpitRows::addPush(QVBoxLayout* column) {
  sharesHead_ = new HeadLine(
      tr("Share of the push"),
      tr("How much each loss, times its scale, has to say in where the picture is pushed."), this);
  shares_ = new SharesBar(this);
  addRow(column, sharesHead_, shares_);
  Sparkline::Look look = {.height = smallCurve, .text = [](double value) {
                            return percentText(value, value < 1 ? 2 : 1);
                          }};
  push_ = {
      new HeadLine(tr("Push"),
                   tr("How far guidance moves the latents at a step, in per cent of the noise "
                      "that is in them. The more, the more it shows; too much breaks pictures."),
                   this),
      new Sparkline(look, this)};
  addRow(column, push_.head, push_.line);
  connectCurve(push_);
  look.text = lossText;
  gradient_ = {
      new HeadLine(tr("Gradient norm"),
                   tr("How steeply the sum of the losses falls at this point, before the length of "
                      "the push is set."),
                   this),
      new Sparkline(look, this)};
  addRow(column, gradient_.head, gradient_.line);
  connectCurve(gradient_);
}

void CockpitRows::addSpectrum(QVBoxLayout* column) {
  spectrumHead_ = new HeadLine(
      tr("Spectrum"),
      tr("How the picture's power falls off from broad shapes on the left to fine detail on the "
         "right, by its logarithm; the thin line is where it began. The bar below shows how much "
         "of "
         "the spectrum lies above 0.15 cycles a pixel, and the mark its target."),
      this);
  spectrum_ = new SpectrumPlot(this);
  addRow(column, spectrumHead_, spectrum_);
}

void CockpitRows::addTime(QVBoxLayout* column) {
  time_ = new HeadLine(tr("Time"),
                       tr("The mean of a step without and with guidance, which decodes the picture "
                          "and goes back through the decoder."),
                       this);
  addRow(column, time_, nullptr);
}

std::vector<CockpitRows::Curve> CockpitRows::allCurves() const {
  std::vector<Curve> curves = losses_;
  curves.push_back(push_);
  curves.push_back(gradient_);
  return curves;
}

void CockpitRows::start() {
  hovered_.reset();
  for (const Curve& curve : allCurves()) curve.line->start(data_.steps());
  showValues();
}

void CockpitRows::append(const StepPoint& point) {
  if (!point.guided) return;
  for (std::size_t row = 0; row < losses_.size(); ++row) {
    losses_[row].line->append(point.step, CockpitData::loss(point, row));
  }
  push_.line->append(point.step, point.guided->pushPercent);
  gradient_.line->append(point.step, point.guided->gradientNorm);
}

void CockpitRows::setHovered(const std::optional<int>& step) {
  hovered_ = step;
  for (const Curve& curve : allCurves()) curve.line->setCrosshair(step);
  showValues();
}

void CockpitRows::showValues() {
  const StepPoint* point = hovered_ ? data_.at(*hovered_) : data_.lastGuided();
  if (point != nullptr && !point->guided) point = nullptr;
  showLosses(point);
  showPush(point);
  showSpectrum(point);
  showTime();
}

void CockpitRows::showLosses(const StepPoint* point) {
  for (std::size_t row = 0; row < losses_.size(); ++row) {
    const double value = point == nullptr ? GuidedPoint::unknown : CockpitData::loss(*point, row);
    const Curve& curve = losses_[row];
    curve.head->setValue(point == nullptr ? QString() : lossText(value));
    curve.head->setNote(point == nullptr ? QString() : changeText(data_.change(*point, row)));
    curve.line->setAccessibleDescription(
        tr("%1 %2").arg(curve.head->value(), curve.head->note()).trimmed());
  }
}

void CockpitRows::showPush(const StepPoint* point) {
  const std::vector<double> shares =
      point == nullptr ? std::vector<double>() : CockpitData::shares(*point);
  std::vector<SharesBar::Part> parts;
  for (std::size_t row = 0; row < std::min(shares.size(), rows_.size()); ++row) {
    parts.push_back({rows_[row].title, rows_[row].colourIndex, shares[row]});
  }
  shares_->setParts(std::move(parts));
  const double push = point == nullptr ? GuidedPoint::unknown : point->guided->pushPercent;
  push_.head->setValue(point == nullptr ? QString() : percentText(push, push < 1 ? 2 : 1));
  push_.head->setNote(std::isfinite(push) ? tr("of the noise") : QString());
  push_.line->setAccessibleDescription(push_.head->value());
  gradient_.head->setValue(point == nullptr ? QString() : lossText(point->guided->gradientNorm));
  gradient_.line->setAccessibleDescription(gradient_.head->value());
}

void CockpitRows::showSpectrum(const StepPoint* point) {
  const StepPoint* first = data_.firstGuided();
  const bool begun = first != nullptr && point != nullptr && first->step != point->step;
  spectrum_->setSpectrum(point == nullptr ? std::vector<double>() : point->guided->spectrum,
                         begun ? first->guided->spectrum : std::vector<double>());
  const double high = point == nullptr ? GuidedPoint::unknown : point->guided->highShare;
  spectrum_->setHighShare(high);
  const QString target = percentText(100 * highShareTarget);
  spectrumHead_->setNote(std::isfinite(high)
                             ? tr("high %1 · target %2").arg(percentText(100 * high), target)
                             : tr("target %1").arg(target));
  spectrum_->setAccessibleDescription(spectrumHead_->note());
}

void CockpitRows::showTime() {
  const double plain = data_.plainSeconds();
  const double guided = data_.guidedSeconds();
  if (std::isfinite(plain) && std::isfinite(guided)) {
    time_->setNote(tr("plain %1 · guided %2 a step").arg(secondsText(plain), secondsText(guided)));
  } else if (std::isfinite(plain) || std::isfinite(guided)) {
    time_->setNote(tr("%1 a step").arg(secondsText(std::isfinite(plain) ? plain : guided)));
  } else {
    time_->setNote({});
  }
}

}  // namespace maulstick::ui
