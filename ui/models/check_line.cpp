#include "ui/models/check_line.h"

#include <QAccessible>
#include <QGridLayout>
#include <QLabel>
#include <QProgressBar>
#include <QPushButton>

#include "ui/widgets/icon.h"
#include "ui/widgets/theme.h"

namespace maulstick::ui {

CheckLine::CheckLine(QWidget* parent) : QWidget(parent) {
  sign_ = new IconLabel(QStringLiteral("info"), this);
  words_ = makeWords(false);
  next_ = makeWords(true);
  details_ = makeWords(true);
  details_->setProperty("small", true);
  bar_ = new QProgressBar(this);
  bar_->setTextVisible(false);
  bar_->setAccessibleName(tr("Progress of the check"));
  cancel_ = new QPushButton(tr("Cancel"), this);
  cancel_->setProperty("pill", true);
  cancel_->setAutoDefault(false);
  auto* grid = new QGridLayout(this);
  grid->setContentsMargins(0, 0, 0, 0);
  grid->setHorizontalSpacing(8);
  grid->setVerticalSpacing(4);
  grid->addWidget(sign_, 0, 0, Qt::AlignTop);
  grid->addWidget(words_, 0, 1);
  grid->addWidget(next_, 1, 1);
  grid->addWidget(details_, 2, 1);
  grid->addWidget(bar_, 3, 0, 1, 2, Qt::AlignVCenter);
  grid->addWidget(cancel_, 0, 2, 4, 1, Qt::AlignVCenter);
  grid->setColumnStretch(1, 1);
  connect(cancel_, &QPushButton::clicked, this, &CheckLine::cancelRequested);
  clear();
}

QLabel* CheckLine::makeWords(bool dim) {
  auto* label = new QLabel(this);
  label->setProperty("dim", dim);
  label->setTextFormat(Qt::PlainText);
  label->setWordWrap(true);
  label->setTextInteractionFlags(Qt::TextSelectableByMouse);
  return label;
}

void CheckLine::setRunning(bool running) {
  bar_->setVisible(running);
  cancel_->setVisible(running);
  sign_->setVisible(!running);
}

void CheckLine::clear() {
  setRunning(false);
  sign_->hide();
  for (QLabel* label : {words_, next_, details_}) {
    label->clear();
    label->hide();
  }
}

void CheckLine::showProgress(int percent, const QString& words) {
  clear();
  setRunning(true);
  bar_->setRange(0, percent < 0 ? 0 : 100);
  bar_->setValue(std::max(0, percent));
  words_->setText(words);
  words_->show();
}

void CheckLine::showResult(Sign sign, const QString& words, const QString& next,
                           const QString& details) {
  clear();
  const bool bad = sign == Sign::bad;
  sign_->setIcon(bad                  ? QStringLiteral("warning")
                 : sign == Sign::good ? QStringLiteral("check")
                                      : QStringLiteral("info"),
                 bad                  ? IconLabel::Tone::third
                 : sign == Sign::good ? IconLabel::Tone::second
                                      : IconLabel::Tone::dim);
  sign_->show();
  const auto put = [](QLabel* label, const QString& text) {
    label->setText(text);
    label->setVisible(!text.isEmpty());
  };
  put(words_, words);
  put(next_, next);
  put(details_, details);
  setAccessibleName(text());
  QAccessibleEvent alert(this, QAccessible::Alert);
  QAccessible::updateAccessibility(&alert);
}

QString CheckLine::text() const {
  QStringList lines;
  for (const QLabel* label : {words_, next_, details_}) {
    if (!label->text().isEmpty()) lines.append(label->text());
  }
  return lines.join(u'\n');
}

}  // namespace maulstick::ui
