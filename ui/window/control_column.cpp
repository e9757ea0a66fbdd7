#include "ui/window/control_column.h"

#include <QHBoxLayout>
#include <QPushButton>

#include "ui/panels/guidance_panel.h"
#include "ui/panels/prompt_panel.h"
#include "ui/panels/queue_panel.h"
#include "ui/panels/sampling_panel.h"
#include "ui/panels/seed_row.h"
#include "ui/widgets/icon.h"
#include "ui/window/shortcuts.h"

namespace maulstick::ui {
namespace {

constexpr auto nativeText = QKeySequence::NativeText;

}  // namespace

ControlColumn::ControlColumn(SettingsHistory& history, JobQueue& queue, QueueRunner& runner,
                             QWidget* parent)
    : SideColumn(parent) {
  prompt_ = new PromptPanel(history, this);
  seed_ = new SeedRow(history, this);
  guidance_ = new GuidancePanel(history, this);
  sampling_ = new SamplingPanel(history, this);
  for (QWidget* panel : {static_cast<QWidget*>(prompt_), static_cast<QWidget*>(seed_),
                         static_cast<QWidget*>(guidance_), static_cast<QWidget*>(sampling_)}) {
    addPanel(panel);
  }
  addBelow(new QueuePanel(queue, runner, this));
  addBelow(makeButtons());
  connect(prompt_, &PromptPanel::paintRequested, this, &ControlColumn::paintRequested);
  connect(guidance_, &GuidancePanel::movedByHand, this, &ControlColumn::movedByHand);
  setState(Controller::State::idle);
}

QWidget* ControlColumn::makeButtons() {
  auto* row = new QWidget(this);
  paint_ = new QPushButton(themedIcon(QStringLiteral("paint")), tr("Paint"), row);
  paint_->setProperty("primary", true);
  paint_->setProperty("keys", shortcutNamed(QStringLiteral("paint")).keys.toString(nativeText));
  stop_ = new QPushButton(row);
  stop_->setToolTip(tr("Stop painting"));
  auto* line = new QHBoxLayout(row);
  line->setContentsMargins(0, 0, 0, 0);
  line->addWidget(paint_, 2);
  line->addWidget(stop_, 1);
  buttons_ = {paint_, stop_};
  connect(paint_, &QPushButton::clicked, this, &ControlColumn::paintRequested);
  connect(stop_, &QPushButton::clicked, this, &ControlColumn::stopRequested);
  return row;
}

void ControlColumn::show(const Request& request) {
  prompt_->show(request);
  seed_->show(request);
  guidance_->show(request);
  sampling_->show(request);
}

void ControlColumn::settle() {
  seed_->settle();
}

void ControlColumn::setState(Controller::State state) {
  const bool busy = state != Controller::State::idle;
  const bool stopping = state == Controller::State::stopping;
  const QString keys = shortcutNamed(QStringLiteral("stop")).keys.toString(nativeText);
  stop_->setProperty("keys", stopping ? QString() : keys);
  stop_->setText(stopping ? tr("Stopping…") : tr("Stop"));
  buttons_.setEnabled(true, busy && !stopping);
  paint_->setToolTip(busy ? tr("Paint this next") : tr("Paint this"));
}

}  // namespace maulstick::ui
