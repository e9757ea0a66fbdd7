#include "ui/panels/style_editor.h"

#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLineEdit>
#include <QPushButton>
#include <QVBoxLayout>

namespace maulstick::ui {
namespace {

constexpr int longestName = 40;
constexpr int longestWords = 2000;

}  // namespace

StyleEditor::StyleEditor(QWidget* parent) : QFrame(parent) {
  setProperty("card", true);
  setFrameShape(QFrame::StyledPanel);
  auto* column = new QVBoxLayout(this);
  column->setContentsMargins(12, 12, 12, 12);
  column->setSpacing(8);
  name_ = makeField(tr("Name of the style"), tr("Name"));
  name_->setMaxLength(longestName);
  words_ = makeField(tr("Words that the style adds to the prompt"), tr("Words for the prompt"));
  negative_ = makeField(tr("Words that the style adds to the negative prompt"),
                        tr("Words to keep out (optional)"));
  save_ = new QPushButton(tr("Save"), this);
  auto* cancel = new QPushButton(tr("Cancel"), this);
  cancel->setFlat(true);
  auto* buttons = new QHBoxLayout;
  buttons->setSpacing(8);
  buttons->addStretch();
  buttons->addWidget(cancel);
  buttons->addWidget(save_);
  column->addLayout(buttons);
  connect(save_, &QPushButton::clicked, this, &StyleEditor::save);
  connect(cancel, &QPushButton::clicked, this, &StyleEditor::leave);
  hide();
}

QLineEdit* StyleEditor::makeField(const QString& name, const QString& placeholder) {
  auto* field = new QLineEdit(this);
  field->setAccessibleName(name);
  field->setPlaceholderText(placeholder);
  field->setMaxLength(longestWords);
  layout()->addWidget(field);
  connect(field, &QLineEdit::textChanged, this, &StyleEditor::showWhetherComplete);
  return field;
}

void StyleEditor::edit(const StyleChip& chip) {
  chip_ = chip;
  name_->setText(chip.name);
  words_->setText(chip.words);
  negative_->setText(chip.negative);
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
  if (!save_->isEnabled()) return;
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
