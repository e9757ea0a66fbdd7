#include "ui/styles/sweep_fields.h"

#include <QComboBox>
#include <QPushButton>
#include <QSignalBlocker>
#include <QVBoxLayout>
#include <algorithm>
#include <limits>

#include "base/error.h"
#include "styles/values.h"
#include "ui/panels/slider_specs.h"
#include "ui/styles/values_field.h"
#include "ui/widgets/section_label.h"

namespace maulstick::ui {
namespace {

constexpr int newSeeds = 4;
constexpr int largestNewSeed = 100'000;  // that a person can read out

QString nameIn(const QComboBox& box) {
  return box.currentData().toString();
}

}  // namespace

SweepFields::SweepFields(QWidget* parent) : QWidget(parent) {
  seeds_ = new ValuesField(this);
  seeds_->field().setAccessibleName(tr("Seeds"));
  seeds_->field().setPlaceholderText(tr("1-5, 9"));
  seeds_->field().setToolTip(tr("A column for each seed: 1-5, or 3, 7, 9"));
  auto* draw = new QPushButton(tr("%n new", nullptr, newSeeds), seeds_);
  draw->setProperty("pill", true);
  draw->setToolTip(tr("Draws new seeds"));
  seeds_->addBeside(draw);
  auto* column = new QVBoxLayout(this);
  column->setContentsMargins(0, 0, 0, 0);
  column->setSpacing(8);
  column->addWidget(new SectionLabel(tr("Seeds"), this), 0, Qt::AlignLeft);
  column->addWidget(seeds_);
  column->addSpacing(8);
  column->addWidget(new SectionLabel(tr("Sweep"), this), 0, Qt::AlignLeft);
  axes_ = {makeAxis(tr("First number to sweep")), makeAxis(tr("Second number to sweep"))};
  connect(seeds_, &ValuesField::edited, this, &SweepFields::read);
  connect(draw, &QPushButton::clicked, this, &SweepFields::drawSeeds);
  read();
}

SweepFields::AxisRow SweepFields::makeAxis(const QString& spoken) {
  auto* values = new ValuesField(this);
  auto* name = new QComboBox(values);
  name->setAccessibleName(spoken);
  name->setToolTip(tr("A number that is painted with each of the values"));
  name->addItem(tr("Nothing"), QString());
  for (const Control& control : controls()) {
    name->addItem(labelOf(control), QString::fromStdString(control.name));
  }
  values->field().setAccessibleName(tr("Its values"));
  values->addBeside(name, true);
  layout()->addWidget(values);
  connect(name, &QComboBox::currentIndexChanged, this, &SweepFields::read);
  connect(values, &ValuesField::edited, this, &SweepFields::read);
  return {name, values};
}

SweepTexts SweepFields::texts() const {
  SweepTexts texts = {seeds_->text()};
  for (const AxisRow& row : axes_) texts << nameIn(*row.name) << row.values->text();
  return texts;
}

void SweepFields::setTexts(const SweepTexts& texts) {
  seeds_->setText(texts.value(0));
  qsizetype at = 1;
  for (const AxisRow& row : axes_) {
    const QSignalBlocker silent(row.name);
    row.name->setCurrentIndex(std::max(0, row.name->findData(texts.value(at))));
    row.values->setText(texts.value(at + 1));
    at += 2;
  }
  read();
}

void SweepFields::drawSeeds() {
  QStringList drawn;
  for (int i = 0; i < newSeeds; ++i) {
    Request any;
    any.seed = -1;
    drawn << QString::number(with_seed(any).seed % largestNewSeed);
  }
  seeds_->setText(drawn.join(QStringLiteral(", ")));
  read();
}

void SweepFields::setTooMany(const QString& words) {
  if (choice_) seeds_->setFault(words);
}

void SweepFields::read() {
  Choice choice;
  bool sound = readSeeds(choice);
  for (const AxisRow& row : axes_) {
    row.values->field().setVisible(!nameIn(*row.name).isEmpty());
    sound = readAxis(row, choice) && sound;
  }
  const bool more = !nameIn(*axes_[0].name).isEmpty() || !nameIn(*axes_[1].name).isEmpty();
  axes_[1].values->setVisible(more);
  choice_ = sound ? std::optional(std::move(choice)) : std::nullopt;
  Q_EMIT changed();
}

bool SweepFields::readSeeds(Choice& choice) {
  seeds_->setFault({});
  try {
    choice.seeds =
        styles::whole_values(seeds_->text().toStdString(), "seeds",
                             {.minimum = 0, .maximum = std::numeric_limits<std::int64_t>::max()});
    return true;
  } catch (const Error&) {
    seeds_->setFault(seeds_->text().trimmed().isEmpty()
                         ? tr("At least one seed, such as 1")
                         : tr("These are no seeds: write them as 1-5, or 3, 7, 9"));
    return false;
  }
}

bool SweepFields::readAxis(const AxisRow& row, Choice& choice) {
  row.values->setFault({});
  const std::string name = nameIn(*row.name).toStdString();
  if (name.empty()) return true;
  const Control& control = controlNamed(name);
  const QString range = QString::fromStdString(control.range());
  row.values->field().setPlaceholderText(
      QStringLiteral("%1-%2 [5]").arg(control.minimum).arg(control.maximum));
  row.values->field().setToolTip(
      tr("Each of %1: 0-200 [5] for five at equal distances, 1-9 (+2) with a step, or a list")
          .arg(range));
  if (std::ranges::find(choice.axes, name, &styles::Axis::name) != choice.axes.end()) {
    row.values->setFault(tr("%1 is swept already").arg(labelOf(control)));
    return false;
  }
  try {
    choice.axes.push_back(
        {.name = name,
         .values = styles::control_values(row.values->text().toStdString(), control)});
    return true;
  } catch (const Error&) {
    row.values->setFault(tr("Numbers of %1, such as %2 or %3-%4 [5]")
                             .arg(range)
                             .arg(control.minimum)
                             .arg(control.minimum)
                             .arg(control.maximum));
    return false;
  }
}

}  // namespace maulstick::ui
