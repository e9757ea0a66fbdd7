#include "ui/styles/values_field.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QVBoxLayout>
#include <algorithm>

#include "ui/widgets/theme.h"

namespace maulstick::ui {

namespace {

constexpr int longestText = 2000;  // that is typed

}  // namespace

ValuesField::ValuesField(QWidget* parent) : QWidget(parent) {
  field_ = new QLineEdit(this);
  field_->setMaxLength(longestText);
  fault_ = new QLabel(this);
  fault_->setProperty("small", true);
  fault_->setWordWrap(true);
  fault_->hide();
  auto* line = new QHBoxLayout;
  line->setSpacing(8);
  line->addWidget(field_, 1);
  auto* column = new QVBoxLayout(this);
  column->setContentsMargins(0, 0, 0, 0);
  column->setSpacing(4);
  column->addLayout(line);
  column->addWidget(fault_);
  connect(field_, &QLineEdit::textEdited, this, &ValuesField::edited);
  const auto tint = [this] {
    QPalette colours = fault_->palette();
    colours.setColor(QPalette::WindowText, Theme::instance().palette().third);
    fault_->setPalette(colours);
  };
  connect(&Theme::instance(), &Theme::changed, this, tint);
  tint();
}

void ValuesField::setText(const QString& text) {
  if (field_->text() == text) return;
  field_->setMaxLength(std::max(longestText, static_cast<int>(text.size())));  // nothing is cut off
  field_->setText(text);
}

void ValuesField::addBeside(QWidget* widget, bool before) {
  auto* line = static_cast<QHBoxLayout*>(layout()->itemAt(0)->layout());
  line->insertWidget(before ? 0 : line->count(), widget);
}

// Also in words for those who do not see the line.
void ValuesField::setFault(const QString& words) {
  fault_->setText(words);
  fault_->setVisible(!words.isEmpty());
  field_->setAccessibleDescription(words);
}

QString ValuesField::fault() const {
  return fault_->text();
}

}  // namespace maulstick::ui
