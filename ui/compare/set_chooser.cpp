#include "ui/compare/set_chooser.h"

#include "ui/widgets/chip.h"
#include "ui/widgets/flow_layout.h"

namespace maulstick::ui {

SetChooser::SetChooser(QWidget* parent) : QWidget(parent), sets_(allLossSets()) {
  auto* flow = new FlowLayout(this, 6);
  flow->setContentsMargins(0, 0, 0, 0);
  setAccessibleName(tr("What guides the pictures"));
  for (const LossSet& set : sets_) {
    auto* chip = new Chip(nameOf(set), this);
    chip->setCheckable(true);
    chip->setChecked(isUsual(set));
    chip->setToolTip(tr("Paint one picture like this"));
    connect(chip, &Chip::toggled, this, &SetChooser::changed);
    flow->addWidget(chip);
    chips_.push_back(chip);
  }
}

std::vector<LossSet> SetChooser::chosen() const {
  std::vector<LossSet> sets;
  for (std::size_t i = 0; i < sets_.size(); ++i) {
    if (chips_[i]->isChecked()) sets.push_back(sets_[i]);
  }
  return sets;
}

}  // namespace maulstick::ui
