#include "ui/panels/style_editor.h"

#include <QGridLayout>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QVBoxLayout>
#include <algorithm>
#include <cmath>

#include "engine/numbers.h"
#include "guidance/catalog.h"
#include "ui/panels/slider_specs.h"
#include "ui/widgets/theme.h"

namespace maulstick::ui {
namespace {

constexpr int longestName = 40;
constexpr int longestWords = 2000;
constexpr int longestNumber = 12;
constexpr int numbersInRow = 2;

// What a style may set: the losses' scales, and how far guidance pushes.
std::vector<std::string> guidanceNames() {
  std::vector<std::string> names;
  for (const guidance::Loss& loss : guidance::catalog()) names.emplace_back(loss.name);
  names.emplace_back("strength");
  return names;
}

// Styles of others may say more than anybody types: nothing of it is cut off.
void fill(QLineEdit& field, int longest, const QString& text) {
  field.setMaxLength(std::max(longest, static_cast<int>(text.size())));
  field.setText(text);
}

bool isValue(const Control& control, double value) {
  return value >= control.minimum && value <= control.maximum &&
         (!control.whole || value == std::floor(value));
}

}  // namespace

StyleEditor::StyleEditor(QWidget* parent) : QFrame(parent) {
  setProperty("card", true);
  setFrameShape(QFrame::StyledPanel);
  auto* column = new QVBoxLayout(this);
  column->setContentsMargins(12, 12, 12, 12);
  column->setSpacing(8);
  name_ = makeField(tr("Name of the style"), tr("Name"));
  words_ = makeField(tr("Words that the style adds to the prompt"), tr("Words for the prompt"));
  negative_ = makeField(tr("Words that the style adds to the negative prompt"),
                        tr("Words to keep out (optional)"));
  fault_ = makeFault();
  save_ = new QPushButton(tr("Save"), this);
  auto* cancel = new QPushButton(tr("Cancel"), this);
  cancel->setFlat(true);
  auto* buttons = new QHBoxLayout;
  buttons->setSpacing(8);
  buttons->addStretch();
  buttons->addWidget(cancel);
  buttons->addWidget(save_);
  column->addWidget(fault_);
  column->addLayout(buttons);
  connect(save_, &QPushButton::clicked, this, &StyleEditor::save);
  connect(cancel, &QPushButton::clicked, this, &StyleEditor::leave);
  hide();
}

QLineEdit* StyleEditor::makeField(const QString& name, const QString& placeholder) {
  auto* field = new QLineEdit(this);
  field->setAccessibleName(name);
  field->setPlaceholderText(placeholder);
  layout()->addWidget(field);
  connect(field, &QLineEdit::textChanged, this, &StyleEditor::showWhetherComplete);
  return field;
}

QLabel* StyleEditor::makeFault() {
  auto* fault = new QLabel(this);
  fault->setProperty("small", true);
  fault->setWordWrap(true);
  fault->hide();
  const auto tint = [fault] {
    QPalette colours = fault->palette();
    colours.setColor(QPalette::WindowText, Theme::instance().palette().third);
    fault->setPalette(colours);
  };
  connect(&Theme::instance(), &Theme::changed, fault, tint);
  tint();
  return fault;
}

void StyleEditor::offerGuidance() {
  auto* own = new QWidget(this);
  auto* grid = new QGridLayout(own);
  grid->setContentsMargins(0, 0, 0, 0);
  grid->setSpacing(8);
  int place = 0;
  for (const std::string& name : guidanceNames()) {
    const Control& control = controlNamed(name);
    auto* field = new QLineEdit(own);
    field->setPlaceholderText(tr("as below"));
    field->setAccessibleName(tr("%1 of this style").arg(labelOf(control)));
    field->setToolTip(tr("%1 for this style, %2; empty: as set below")
                          .arg(labelOf(control), QString::fromStdString(control.range())));
    auto* label = new QLabel(labelOf(control), own);
    label->setBuddy(field);
    const int column = 2 * (place % numbersInRow);
    grid->addWidget(label, place / numbersInRow, column);
    grid->addWidget(field, place / numbersInRow, column + 1);
    guidance_.emplace_back(name, field);
    ++place;
  }
  auto* column = static_cast<QVBoxLayout*>(layout());
  column->insertWidget(column->indexOf(fault_), own);
}

void StyleEditor::showGuidance() {
  for (const auto& [name, field] : guidance_) {
    const auto value = chip_.controls.find(name);
    fill(*field, longestNumber,
         value == chip_.controls.end() ? QString()
                                       : QString::fromStdString(shortest(value->second)));
  }
  setFault(nullptr, {});
}

// Also in words for those who do not see the line.
void StyleEditor::setFault(QLineEdit* at, const QString& words) {
  for (const auto& [name, field] : guidance_) {
    field->setAccessibleDescription(field == at ? words : QString());
  }
  fault_->setText(words);
  fault_->setVisible(!words.isEmpty());
}

bool StyleEditor::takeGuidance() {
  setFault(nullptr, {});
  for (const auto& [name, field] : guidance_) {
    const QString text = field->text().trimmed().replace(u',', u'.');
    chip_.controls.erase(name);
    if (text.isEmpty()) continue;
    const auto value = parse_real(text.toStdString());
    const Control& control = controlNamed(name);
    if (!value || !isValue(control, *value)) {
      setFault(
          field,
          tr("%1 goes from %2").arg(labelOf(control), QString::fromStdString(control.range())));
      field->setFocus();
      field->selectAll();
      return false;
    }
    chip_.controls[name] = *value;
  }
  return true;
}

void StyleEditor::edit(const StyleChip& chip) {
  chip_ = chip;
  fill(*name_, longestName, chip.name);
  fill(*words_, longestWords, chip.words);
  fill(*negative_, longestWords, chip.negative);
  showGuidance();
  showWhetherComplete();
  show();
  name_->setFocus();
  name_->selectAll();
}

void StyleEditor::showWhetherComplete() {
  const bool says = !words_->text().trimmed().isEmpty() || !negative_->text().trimmed().isEmpty();
  save_->setEnabled(says && !name_->text().trimmed().isEmpty());
}

void StyleEditor::save() {
  if (!save_->isEnabled() || !takeGuidance()) return;
  chip_.name = name_->text().trimmed();
  chip_.words = words_->text().trimmed();
  chip_.negative = negative_->text().trimmed();
  Q_EMIT saved(chip_);
  leave();
}

void StyleEditor::leave() {
  hide();
  Q_EMIT left();
}

// Esc stops a run elsewhere; in here it leaves the card.
bool StyleEditor::event(QEvent* event) {
  if (event->type() == QEvent::ShortcutOverride &&
      static_cast<QKeyEvent*>(event)->key() == Qt::Key_Escape) {
    event->accept();
    return true;
  }
  return QFrame::event(event);
}

void StyleEditor::keyPressEvent(QKeyEvent* event) {
  const bool plain = (event->modifiers() & ~Qt::KeypadModifier) == Qt::NoModifier;
  if (plain && (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter)) {
    save();
  } else if (event->key() == Qt::Key_Escape) {
    leave();
  } else {
    QFrame::keyPressEvent(event);
  }
}

}  // namespace maulstick::ui
