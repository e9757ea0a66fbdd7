#include "ui/window/control_column.h"

#include <QHBoxLayout>
#include <QPushButton>
#include <QScrollArea>
#include <QVBoxLayout>

#include "ui/panels/guidance_panel.h"
#include "ui/panels/prompt_panel.h"
#include "ui/panels/queue_panel.h"
#include "ui/panels/sampling_panel.h"
#include "ui/panels/seed_row.h"
#include "ui/widgets/icon.h"

namespace maulstick::ui {
namespace {

constexpr int columnWidth = 332;
constexpr int margin = 16;
constexpr int betweenPanels = 16;

}  // namespace

ControlColumn::ControlColumn(SettingsHistory& history, JobQueue& queue, QueueRunner& runner,
                             QWidget* parent)
    : QWidget(parent) {
  setProperty("panel", true);
  setAttribute(Qt::WA_StyledBackground);
  setMinimumWidth(columnWidth);
  prompt_ = new PromptPanel(history, this);
  seed_ = new SeedRow(history, this);
  guidance_ = new GuidancePanel(history, this);
  sampling_ = new SamplingPanel(history, this);
  auto* waiting = new QueuePanel(queue, runner, this);

  auto* column = new QVBoxLayout(this);
  column->setContentsMargins(0, 0, 0, margin);
  column->setSpacing(8);
  column->addWidget(makeScrolled(), 1);
  auto* below = new QVBoxLayout;
  below->setContentsMargins(margin, 0, margin, 0);
  below->addWidget(waiting);
  below->addWidget(makeButtons());
  column->addLayout(below);

  connect(prompt_, &PromptPanel::paintRequested, this, &ControlColumn::paintRequested);
  connect(guidance_, &GuidancePanel::guidanceMoved, this, &ControlColumn::guidanceMoved);
  setBusy(false);
}

QWidget* ControlColumn::makeScrolled() {
  auto* inside = new QWidget;
  auto* column = new QVBoxLayout(inside);
  column->setContentsMargins(margin, margin, margin, margin);
  column->setSpacing(betweenPanels);
  for (QWidget* panel : {static_cast<QWidget*>(prompt_), static_cast<QWidget*>(seed_),
                         static_cast<QWidget*>(guidance_), static_cast<QWidget*>(sampling_)}) {
    column->addWidget(panel);
  }
  column->addStretch();
  auto* area = new QScrollArea(this);
  area->setWidget(inside);
  area->setWidgetResizable(true);
  area->setFrameShape(QFrame::NoFrame);
  area->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
  return area;
}

QWidget* ControlColumn::makeButtons() {
  auto* row = new QWidget(this);
  paint_ = new QPushButton(themedIcon(QStringLiteral("paint")), tr("Paint"), row);
  paint_->setProperty("primary", true);
  stop_ = new QPushButton(tr("Stop"), row);
  stop_->setToolTip(tr("Stop painting (Esc)"));
  auto* line = new QHBoxLayout(row);
  line->setContentsMargins(0, 0, 0, 0);
  line->addWidget(paint_, 2);
  line->addWidget(stop_, 1);
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

void ControlColumn::setBusy(bool busy) {
  stop_->setEnabled(busy);
  paint_->setToolTip(busy ? tr("Paint this next (Ctrl+Return)") : tr("Paint (Ctrl+Return)"));
}

}  // namespace maulstick::ui
