#include "ui/panels/guidance_panel.h"

#include <QLabel>
#include <QVBoxLayout>

#include "guidance/catalog.h"
#include "ui/panels/control_sliders.h"
#include "ui/widgets/section_label.h"
#include "ui/widgets/segmented_control.h"

namespace maulstick::ui {
namespace {

std::vector<std::string_view> lossNames() {
  std::vector<std::string_view> names;
  for (const guidance::Loss& loss : guidance::catalog()) names.push_back(loss.name);
  return names;
}

}  // namespace

GuidancePanel::GuidancePanel(SettingsHistory& history, QWidget* parent)
    : QWidget(parent), history_(history) {
  losses_ = new ControlSliders(history, lossNames(), this);
  strength_ = new ControlSliders(history, {"strength"}, this);
  mode_ = new SegmentedControl({tr("Reference"), tr("Relative")}, this);
  mode_->setAccessibleName(tr("How guidance pushes"));
  mode_->setSegmentToolTip(
      0, tr("As in the original: only the ratio of the scales counts, and the push is small"));
  mode_->setSegmentToolTip(
      1, tr("Strength says how far to push; the scales say how much each loss has a say"));
  modeWords_ = new QLabel(this);
  modeWords_->setProperty("dim", true);
  modeWords_->setProperty("small", true);
  modeWords_->setWordWrap(true);

  auto* column = new QVBoxLayout(this);
  column->setContentsMargins(0, 0, 0, 0);
  column->setSpacing(8);
  column->addWidget(new SectionLabel(tr("Guidance"), this), 0, Qt::AlignLeft);
  column->addWidget(losses_);
  auto* mode = new QVBoxLayout;
  mode->setSpacing(4);
  mode->addWidget(mode_);
  mode->addWidget(modeWords_);
  column->addLayout(mode);
  column->addWidget(strength_);

  for (ControlSliders* sliders : {losses_, strength_}) {
    connect(sliders, &ControlSliders::movedByHand, this, &GuidancePanel::movedByHand);
  }
  connect(mode_, &SegmentedControl::currentChanged, this, &GuidancePanel::chooseMode);
  show(history.request());
}

void GuidancePanel::show(const Request& request) {
  losses_->show(request);
  strength_->show(request);
  const bool relative = request.guidance.mode == guidance::Mode::relative;
  const QSignalBlocker silent(mode_);
  mode_->setCurrent(relative ? 1 : 0);
  tellMode(relative);
}

// What is chosen, and what there is besides.
void GuidancePanel::tellMode(bool relative) {
  strength_->setVisible(relative);
  modeWords_->setText(relative ? tr("Strength says how far; the scales share it out.")
                               : tr("Pushes of 0.02 %, hardly visible. Try Relative."));
}

void GuidancePanel::chooseMode(int index) {
  Request next = history_.request();
  next.guidance.mode = index == 1 ? guidance::Mode::relative : guidance::Mode::reference;
  history_.change(next, tr("Guidance mode"));
  history_.endGesture();
  tellMode(index == 1);
}

}  // namespace maulstick::ui
