#include "ui/panels/seed_row.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QRegularExpressionValidator>
#include <QToolButton>
#include <limits>

#include "ui/widgets/icon.h"

namespace maulstick::ui {

SeedRow::SeedRow(SettingsHistory& history, QWidget* parent) : QWidget(parent), history_(history) {
  auto* label = new QLabel(tr("Seed"), this);
  number_ = new QLineEdit(this);
  number_->setAlignment(Qt::AlignRight);
  number_->setMaximumWidth(150);
  // Up to 2^63 - 1; what is beyond is refused when it is taken.
  number_->setValidator(
      new QRegularExpressionValidator(QRegularExpression(QStringLiteral("-1|\\d{1,19}")), number_));
  number_->setToolTip(tr("The same seed and settings give the same picture; -1 draws a new one"));
  number_->setAccessibleName(tr("Seed"));
  label->setBuddy(number_);
  draw_ = new QToolButton(this);
  draw_->setIcon(themedIcon(QStringLiteral("dice")));
  draw_->setToolTip(tr("New seed (Ctrl+R)"));
  draw_->setAccessibleName(tr("New seed"));
  lock_ = new QToolButton(this);
  lock_->setCheckable(true);
  lock_->setChecked(true);

  auto* row = new QHBoxLayout(this);
  row->setContentsMargins(0, 0, 0, 0);
  row->setSpacing(8);
  row->addWidget(label);
  row->addStretch();
  row->addWidget(number_, 1);
  row->addWidget(draw_);
  row->addWidget(lock_);

  connect(number_, &QLineEdit::editingFinished, this, &SeedRow::settle);
  connect(draw_, &QToolButton::clicked, this, &SeedRow::drawSeed);
  connect(lock_, &QToolButton::toggled, this, [this](bool locked) {
    showLock();
    Q_EMIT lockChanged(locked);
  });
  showLock();
  show(history.request());
}

void SeedRow::show(const Request& request) {
  number_->setText(QString::number(request.seed));
}

void SeedRow::drawSeed() {
  Request any = history_.request();
  any.seed = -1;
  put(with_seed(any).seed);
}

void SeedRow::settle() {
  if (!number_->isModified()) return;
  const QString typed = number_->text();
  bool isNumber = false;
  const std::int64_t seed = typed.toLongLong(&isNumber);
  const bool isSeed = isNumber && seed >= -1;
  if (isSeed) put(seed);
  show(history_.request());
  if (isSeed || typed.isEmpty()) return;
  Q_EMIT refused(tr("%1 is no seed: seeds go from 0 to %2, and -1 draws one")
                     .arg(typed)
                     .arg(std::numeric_limits<std::int64_t>::max()));
}

void SeedRow::put(std::int64_t seed) {
  if (seed == history_.request().seed) return;
  Request next = history_.request();
  next.seed = seed;
  history_.change(next, tr("Seed"));
  history_.endGesture();
  show(next);
}

bool SeedRow::isLocked() const {
  return lock_->isChecked();
}

void SeedRow::setLocked(bool locked) {
  lock_->setChecked(locked);
}

void SeedRow::showLock() {
  const bool locked = lock_->isChecked();
  lock_->setIcon(themedIcon(locked ? QStringLiteral("lock") : QStringLiteral("unlock")));
  lock_->setToolTip(locked ? tr("The seed stays as it is (Ctrl+L)")
                           : tr("Every picture gets a new seed (Ctrl+L)"));
  lock_->setAccessibleName(locked ? tr("Seed locked") : tr("Seed unlocked"));
}

}  // namespace maulstick::ui
