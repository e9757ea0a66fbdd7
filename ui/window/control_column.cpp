#include "ui/window/control_column.h"

#include <QHBoxLayout>
#include <QPushButton>
#include <QScrollArea>
#include <QStyle>
#include <QVBoxLayout>
#include <algorithm>

#include "ui/panels/guidance_panel.h"
#include "ui/panels/prompt_panel.h"
#include "ui/panels/queue_panel.h"
#include "ui/panels/sampling_panel.h"
#include "ui/panels/seed_row.h"
#include "ui/widgets/icon.h"
#include "ui/widgets/theme.h"
#include "ui/window/shortcuts.h"

namespace maulstick::ui {
namespace {

constexpr int columnWidth = 332;
constexpr int margin = 16;
constexpr auto nativeText = QKeySequence::NativeText;
constexpr int betweenPanels = 16;

}  // namespace

ControlColumn::ControlColumn(SettingsHistory& history, JobQueue& queue, QueueRunner& runner,
                             QWidget* parent)
    : QWidget(parent) {
  setProperty("panel", true);
  setAttribute(Qt::WA_StyledBackground);
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
  connect(guidance_, &GuidancePanel::movedByHand, this, &ControlColumn::movedByHand);
  setState(Controller::State::idle);
}

// What scrolls does so up and down only: it must have room for its widest row.
QSize ControlColumn::minimumSizeHint() const {
  const int scrollBar = style()->pixelMetric(QStyle::PM_ScrollBarExtent);
  const int widest = inside_->minimumSizeHint().width() + scrollBar;
  return QWidget::minimumSizeHint().expandedTo({std::max(Theme::scaled(columnWidth), widest), 0});
}

QWidget* ControlColumn::makeScrolled() {
  inside_ = new QWidget;
  auto* column = new QVBoxLayout(inside_);
  column->setContentsMargins(margin, margin, margin, 4);
  column->setSpacing(betweenPanels);
  for (QWidget* panel : {static_cast<QWidget*>(prompt_), static_cast<QWidget*>(seed_),
                         static_cast<QWidget*>(guidance_), static_cast<QWidget*>(sampling_)}) {
    column->addWidget(panel);
  }
  column->addStretch();
  auto* area = new QScrollArea(this);
  area->setWidget(inside_);
  area->setWidgetResizable(true);
  area->setFrameShape(QFrame::NoFrame);
  area->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
  area->setFocusPolicy(Qt::NoFocus);
  return area;
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
  stop_->setEnabled(busy && !stopping);
  paint_->setToolTip(busy ? tr("Paint this next") : tr("Paint this"));
}

}  // namespace maulstick::ui
