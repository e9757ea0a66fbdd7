#include "ui/styles/series_column.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QToolButton>
#include <QUndoStack>

#include "ui/panels/guidance_panel.h"
#include "ui/panels/prompt_panel.h"
#include "ui/panels/sampling_panel.h"
#include "ui/panels/style_chips.h"
#include "ui/styles/series_words.h"
#include "ui/widgets/icon.h"

namespace maulstick::ui {
namespace {

QToolButton* makeQuiet(const QString& text, const QString& toolTip, QWidget* parent) {
  auto* button = new QToolButton(parent);
  button->setAutoRaise(true);
  button->setProperty("tight", true);
  button->setText(text);
  button->setToolTip(toolTip);
  return button;
}

}  // namespace

SeriesColumn::SeriesColumn(SettingsHistory& history, QWidget* parent)
    : SideColumn(parent), history_(history) {
  prompt_ = new PromptPanel(history, this);
  prompt_->setStylesApart();
  StyleChips& chips = prompt_->styleChips();
  chips.offerGuidance();
  chips.offerAsItIs();
  QWidget* files = makeFiles();  // each made in its place: that is the way of the Tab key
  sweep_ = new SweepFields(this);
  guidance_ = new GuidancePanel(history, this);
  own_ = new QLabel(this);
  own_->setProperty("dim", true);
  own_->setProperty("small", true);
  own_->setWordWrap(true);
  sampling_ = new SamplingPanel(history, this);
  length_ = new QLabel(this);
  length_->setProperty("dim", true);
  length_->setProperty("small", true);
  length_->setWordWrap(true);

  for (QWidget* panel : {static_cast<QWidget*>(prompt_), files, static_cast<QWidget*>(sweep_),
                         static_cast<QWidget*>(guidance_), static_cast<QWidget*>(own_),
                         static_cast<QWidget*>(sampling_)}) {
    addPanel(panel);
  }
  addBelow(length_);
  addBelow(makeButtons());
  connect(prompt_, &PromptPanel::paintRequested, this, &SeriesColumn::paintRequested);
  connect(&chips, &StyleChips::asItIsChanged, this, &SeriesColumn::asItIsChanged);
  connect(&history.stack(), &QUndoStack::indexChanged, this, &SeriesColumn::showOwn);
  showOwn();
  setButtons(true, {}, Second::nothing);
}

// Styles of others, and one's own for others.
QWidget* SeriesColumn::makeFiles() {
  auto* row = new QWidget(this);
  auto* line = new QHBoxLayout(row);
  line->setContentsMargins(0, 0, 0, 0);
  line->setSpacing(8);
  auto* import = makeQuiet(tr("Import styles…"),
                           tr("From styles.csv of A1111's web UI, or JSON as Fooocus has it"), row);
  auto* write = makeQuiet(tr("Export…"), tr("All styles that stand above, as CSV or JSON"), row);
  line->addWidget(import);
  line->addWidget(write);
  line->addStretch();
  connect(import, &QToolButton::clicked, this, &SeriesColumn::importRequested);
  connect(write, &QToolButton::clicked, this, &SeriesColumn::exportRequested);
  return row;
}

QWidget* SeriesColumn::makeButtons() {
  auto* row = new QWidget(this);
  paint_ = new QPushButton(row);
  paint_->setProperty("primary", true);
  second_ = new QPushButton(row);
  auto* line = new QHBoxLayout(row);
  line->setContentsMargins(0, 0, 0, 0);
  line->addWidget(paint_, 2);
  line->addWidget(second_, 1);
  buttons_ = {paint_, second_};
  connect(paint_, &QPushButton::clicked, this, &SeriesColumn::paintRequested);
  connect(second_, &QPushButton::clicked, this, &SeriesColumn::pressSecond);
  return row;
}

void SeriesColumn::show(const Request& request) {
  prompt_->show(request);
  guidance_->show(request);
  sampling_->show(request);
  showOwn();
}

bool SeriesColumn::isAsItIs() const {
  return prompt_->styleChips().isAsItIs();
}

void SeriesColumn::setAsItIs(bool on) {
  prompt_->styleChips().setAsItIs(on);
}

void SeriesColumn::setCount(int pictures, const QString& words) {
  paint_->setText(paintText(pictures));
  length_->setText(words);
}

void SeriesColumn::setButtons(bool canPaint, const QString& whyNot, Second second) {
  paint_->setToolTip(canPaint ? tr("Paint the series (Ctrl+Return)") : whyNot);
  does_ = second;
  const bool goesOn = second == Second::goOn;
  second_->setText(goesOn ? tr("Go on")
                          : (second == Second::stopping ? tr("Stopping…") : tr("Stop")));
  second_->setToolTip(goesOn ? tr("Paint what is missing of the series that is shown")
                             : tr("What is painted stays; the rest can be painted later"));
  buttons_.setEnabled(canPaint, second == Second::stop || goesOn);
}

void SeriesColumn::pressSecond() {
  if (does_ == Second::stop) Q_EMIT stopRequested();
  if (does_ == Second::goOn) Q_EMIT goOnRequested();
}

void SeriesColumn::showOwn() {
  QStringList names;
  for (const StyleChip& chip : history_.styles()) {
    if (chip.on && !chip.controls.empty()) names << chip.name;
  }
  own_->setVisible(!names.isEmpty());
  if (names.size() == 1) {
    own_->setText(tr("%1 has values of its own").arg(names.front()));
  } else if (!names.isEmpty()) {
    const QString last = names.takeLast();
    own_->setText(
        tr("%1 and %2 have values of their own").arg(names.join(QStringLiteral(", ")), last));
  }
}

}  // namespace maulstick::ui
