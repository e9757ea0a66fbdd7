#include "ui/models/model_details.h"

#include <QDesktopServices>
#include <QGridLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QLocale>
#include <QPushButton>
#include <QToolButton>
#include <QUrl>
#include <QVBoxLayout>

#include "ui/models/check_line.h"
#include "ui/widgets/elided_label.h"
#include "ui/widgets/hairline.h"
#include "ui/widgets/icon_button.h"
#include "ui/widgets/pixels_text.h"

namespace maulstick::ui {

ModelDetails::ModelDetails(QWidget* parent) : QWidget(parent) {
  facts_ = new QGridLayout;
  facts_->setHorizontalSpacing(16);
  facts_->setVerticalSpacing(8);
  facts_->setColumnStretch(1, 1);
  state_ = new CheckLine(this);
  connect(state_, &CheckLine::cancelRequested, this, &ModelDetails::cancelRequested);
  auto* column = new QVBoxLayout(this);
  column->setContentsMargins(24, 20, 24, 20);
  column->setSpacing(16);
  column->addWidget(makeHead());
  column->addWidget(makeHairline(Qt::Horizontal, this));
  column->addLayout(facts_);
  column->addWidget(makeHairline(Qt::Horizontal, this));
  column->addWidget(state_);
  column->addStretch();
  column->addWidget(makeButtons());
}

QWidget* ModelDetails::makeHead() {
  auto* head = new QWidget(this);
  name_ = new ElidedLabel({}, head);
  name_->setProperty("title", true);
  place_ = new ElidedLabel({}, head);
  place_->setElideMode(Qt::ElideMiddle);
  place_->setProperty("dim", true);
  const QString opens = tr("Show the folder");
  auto* open = makeIconButton(QStringLiteral("folder"), opens, opens, head);
  connect(open, &QToolButton::clicked, this,
          [this] { QDesktopServices::openUrl(QUrl::fromLocalFile(folder_)); });
  auto* grid = new QGridLayout(head);
  grid->setContentsMargins(0, 0, 0, 0);
  grid->setVerticalSpacing(2);
  grid->setColumnStretch(0, 1);
  grid->addWidget(name_, 0, 0);
  grid->addWidget(place_, 1, 0);
  grid->addWidget(open, 0, 1, 2, 1, Qt::AlignVCenter);
  return head;
}

QWidget* ModelDetails::makeButtons() {
  auto* buttons = new QWidget(this);
  const auto make = [&](const QString& words, const QString& tip) {
    auto* button = new QPushButton(words, buttons);
    button->setToolTip(tip);
    button->setAutoDefault(false);
    return button;
  };
  use_ = make(tr("Paint with it"), tr("Pictures are painted with this model from now on"));
  use_->setProperty("primary", true);
  verify_ = make(tr("Verify"), tr("Reads every file and tries the networks"));
  remove_ = make(tr("Remove from the list"), {});
  connect(use_, &QPushButton::clicked, this, &ModelDetails::useRequested);
  connect(verify_, &QPushButton::clicked, this, &ModelDetails::verifyRequested);
  connect(remove_, &QPushButton::clicked, this, &ModelDetails::removeRequested);
  auto* row = new QHBoxLayout(buttons);
  row->setContentsMargins(0, 0, 0, 0);
  row->setSpacing(8);
  row->addWidget(use_);
  row->addWidget(verify_);
  row->addStretch();
  row->addWidget(remove_);
  return buttons;
}

void ModelDetails::describe(const ModelEntry& entry, const Standing& standing) {
  folder_ = entry.folder;
  name_->setText(entry.name);
  // A path is read from left to right everywhere.
  place_->setText(u'\u2066' + entry.folder + u'\u2069');
  showFacts(entry);
  showState(entry, standing);
  use_->setText(standing.used ? tr("Paints now") : tr("Paint with it"));
  use_->setEnabled(!standing.used && entry.state == ModelState::ready);
  verify_->setEnabled(standing.canVerify && entry.state != ModelState::none);
  remove_->setVisible(standing.listed);
  remove_->setEnabled(standing.removable);
  remove_->setToolTip(standing.removable ? tr("The files stay where they are")
                                         : tr("It paints now: choose another one before"));
}

void ModelDetails::showFacts(const ModelEntry& entry) {
  while (QLayoutItem* item = facts_->takeAt(0)) {
    delete item->widget();
    delete item;
  }
  const auto add = [this](const QString& name, const QString& value) {
    if (value.isEmpty()) return;
    const int row = facts_->rowCount();
    auto* left = new QLabel(name, this);
    left->setProperty("dim", true);
    auto* right = new ElidedLabel(value, this);
    facts_->addWidget(left, row, 0);
    facts_->addWidget(right, row, 1);
  };
  if (entry.files == 0) return;
  add(tr("Pictures"), tr("%1 pixels, or other multiples of %2")
                          .arg(pixelsText(entry.size.width, entry.size.height))
                          .arg(entry.size.unit));
  add(tr("On disk"), tr("%1 in %n files", nullptr, entry.files).arg(diskText(entry.bytes)));
  add(tr("Stored in"), entry.precision);
  add(tr("Made from"), entry.source);
  add(tr("Licence"), entry.licence);
}

void ModelDetails::showState(const ModelEntry& entry, const Standing& standing) {
  using Verdict = ModelVerdict::Outcome;
  if (entry.state == ModelState::unread) {
    state_->showResult(CheckLine::Sign::neutral, tr("Looking at its files…"));
  } else if (entry.state != ModelState::ready) {
    state_->showResult(CheckLine::Sign::bad, entry.problems.join(u'\n'), entry.advice,
                       entry.details);
  } else if (!standing.verdict || standing.verdict->outcome == Verdict::cancelled) {
    state_->showResult(CheckLine::Sign::good, tr("Ready"),
                       tr("All files are there. Verify also reads them."));
  } else {
    state_->showResult(
        standing.verdict->outcome == Verdict::sound ? CheckLine::Sign::good : CheckLine::Sign::bad,
        standing.verdict->words, standing.verdict->advice);
  }
}

void ModelDetails::showProgress(int percent, const QString& words) {
  state_->showProgress(percent, words);
  verify_->setEnabled(false);
}

QString ModelDetails::stateText() const {
  return state_->text();
}

}  // namespace maulstick::ui
