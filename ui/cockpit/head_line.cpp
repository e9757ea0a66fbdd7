#include "ui/cockpit/head_line.h"

#include <QHBoxLayout>

#include "ui/cockpit/figure_label.h"
#include "ui/widgets/elided_label.h"

namespace maulstick::ui {

HeadLine::HeadLine(const QString& title, const QString& meaning, QWidget* parent)
    : QWidget(parent),
      title_(title),
      name_(new ElidedLabel(title, this)),
      value_(new FigureLabel(TextRole::strong, FigureLabel::Tone::text, this)),
      note_(new FigureLabel(TextRole::small, FigureLabel::Tone::dim, this)) {
  auto* row = new QHBoxLayout(this);
  row->setContentsMargins(0, 0, 0, 0);
  row->setSpacing(Theme::scaled(8));
  name_->setToolTip(meaning);
  name_->setAccessibleDescription(meaning);
  if (!meaning.isEmpty()) name_->setCursor(Qt::WhatsThisCursor);
  note_->setCanShrink(true);
  note_->hide();
  row->addWidget(name_, 1);
  row->addWidget(value_);
  row->addWidget(note_);
}

void HeadLine::setValue(const QString& value) {
  value_->setText(value);
}

void HeadLine::setNote(const QString& note) {
  note_->setText(note);
  note_->setVisible(keepsNote_ || !note.isEmpty());
}

void HeadLine::setValueCanShrink() {
  value_->setCanShrink(true);
}

void HeadLine::setWidestNote(const QString& note) {
  note_->setWidest(note);
  note_->show();
  keepsNote_ = true;
}

const QString& HeadLine::value() const {
  return value_->text();
}

const QString& HeadLine::note() const {
  return note_->text();
}

}  // namespace maulstick::ui
