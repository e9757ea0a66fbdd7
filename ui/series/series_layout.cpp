#include "ui/series/series_layout.h"

#include <QStringList>

#include "ui/panels/slider_specs.h"
#include "ui/series/series_tr.h"
#include "ui/widgets/number_field.h"

namespace maulstick::ui {
namespace {

QString seedWords(std::int64_t seed) {
  return SeriesWords::tr("seed %1").arg(seed);
}

QString withCapital(QString text) {
  if (!text.isEmpty()) text[0] = text[0].toUpper();
  return text;
}

// A style's words without its own name in front, which stands above them already.
QString wordsBelow(const styles::Style& style) {
  const QString words = QString::fromStdString(style.prompt);
  const QString name = QString::fromStdString(style.name);
  const qsizetype comma = words.indexOf(u',');
  const bool repeats = comma > 0 && words.left(comma).contains(name, Qt::CaseInsensitive);
  return repeats ? words.mid(comma + 1).trimmed() : words;
}

}  // namespace

QString valueWords(const std::string& control, double value) {
  const SliderSpec spec = sliderSpecOf(controlNamed(control));
  return QStringLiteral("%1 %2").arg(spec.label, numberText(spec, value));
}

SeriesLayout::SeriesLayout(const SeriesPlan& plan, const styles::Sweep& sweep)
    : plan_(plan), sweep_(sweep), seeds_(static_cast<int>(plan.seeds.size())) {
  const auto cells = static_cast<int>(styles::count(sweep));
  columns_ = plan.axes.empty() ? seeds_ : static_cast<int>(plan.axes.back().values.size());
  rows_ = columns_ == 0 ? 0 : cells / columns_;
}

// With an axis a cell's number is (rest · columns + column) · seeds + seed, and its row rest ·
// seeds + seed.
int SeriesLayout::numberAt(int row, int column) const {
  if (plan_.axes.empty()) return row * columns_ + column;
  return (row / seeds_ * columns_ + column) * seeds_ + row % seeds_;
}

int SeriesLayout::rowOf(int number) const {
  if (plan_.axes.empty()) return number / columns_;
  return number / seeds_ / columns_ * seeds_ + number % seeds_;
}

int SeriesLayout::columnOf(int number) const {
  return plan_.axes.empty() ? number % columns_ : number / seeds_ % columns_;
}

QString SeriesLayout::axisWords(std::size_t axis, double value) const {
  return valueWords(plan_.axes[axis].name, value);
}

RowWords SeriesLayout::rowWords(int row) const {
  const styles::Combination first =
      styles::combination(sweep_, static_cast<std::uint64_t>(numberAt(row, 0)));
  QStringList parts;
  if (sweep_.prompts.front().count() > 1) parts << QString::fromStdString(first.prompt);
  if (first.style != nullptr) {
    parts << withCapital(QString::fromStdString(first.style->name));
  } else if (plan_.asItIs) {
    parts << SeriesWords::tr("As it is");
  }
  if (plan_.axes.size() > 1) parts << axisWords(0, first.values[0]);
  if (!plan_.axes.empty() && (seeds_ > 1 || parts.isEmpty())) parts << seedWords(first.seed);
  if (parts.isEmpty()) parts << SeriesWords::tr("As it is");
  const QString name = parts.join(QStringLiteral(" · "));
  const QString title = parts.takeFirst();
  const bool styled = parts.isEmpty() && first.style != nullptr;
  return {.title = title,
          .detail = styled ? wordsBelow(*first.style) : parts.join(QStringLiteral(" · ")),
          .name = name};
}

QString SeriesLayout::columnWords(int column) const {
  if (plan_.axes.empty()) return seedWords(plan_.seeds[static_cast<std::size_t>(column)]);
  const styles::Axis& last = plan_.axes.back();
  return axisWords(plan_.axes.size() - 1, last.values[static_cast<std::size_t>(column)]);
}

}  // namespace maulstick::ui
