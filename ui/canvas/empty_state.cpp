#include "ui/canvas/empty_state.h"

#include <QVBoxLayout>

#include "ui/widgets/chip.h"
#include "ui/widgets/tab_order.h"

namespace maulstick::ui {
namespace {

constexpr double widestChip = 420;

}  // namespace

EmptyState::EmptyState(QWidget* parent)
    : Invitation(QStringLiteral("paint"), parent),
      chips_(new QWidget(this)),
      examples_(new QVBoxLayout(chips_)) {
  examples_->setContentsMargins(0, 16, 0, 0);
  examples_->setSpacing(8);
  addBelow(chips_);
  setExamples({tr("A futuristic city with neon lights"), tr("A campfire with group of people"),
               tr("A lighthouse at dusk"), tr("A sailing boat at sunset")});
  setWaiting(false);
}

void EmptyState::setExamples(const QStringList& prompts) {
  while (QLayoutItem* item = examples_->takeAt(0)) {
    if (item->widget() != nullptr) item->widget()->deleteLater();
    delete item;
  }
  QList<QWidget*> chips;
  for (const QString& prompt : prompts) {
    auto* chip = new Chip(prompt, chips_);
    chip->setWidest(widestChip);
    chip->setSizePolicy(QSizePolicy::Maximum, QSizePolicy::Fixed);
    chips << chip;
    chip->setAccessibleDescription(tr("Example: paints these words"));
    examples_->addWidget(chip, 0, Qt::AlignHCenter);
    connect(chip, &Chip::clicked, this, [this, prompt] { Q_EMIT examplePicked(prompt); });
  }
  joinTabOrder(*chips_, chips);
}

void EmptyState::setWaiting(bool waiting) {
  setWords(
      waiting ? tr("The first sketch is on its way") : tr("Describe a picture, then press Paint"),
      waiting ? tr("It shows after the first step.") : tr("or begin with one of these"));
  chips_->setVisible(!waiting);
}

}  // namespace maulstick::ui
