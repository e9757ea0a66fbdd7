#include "ui/widgets/side_column.h"

#include <QScrollArea>
#include <QStyle>
#include <QVBoxLayout>
#include <algorithm>

#include "ui/widgets/theme.h"

namespace maulstick::ui {
namespace {

constexpr int columnWidth = 332;
constexpr int margin = 16;
constexpr int betweenPanels = 16;

}  // namespace

SideColumn::SideColumn(QWidget* parent) : QWidget(parent), inside_(new QWidget) {
  setProperty("panel", true);
  setAttribute(Qt::WA_StyledBackground);
  auto* inside = new QVBoxLayout(inside_);
  inside->setContentsMargins(margin, margin, margin, 4);
  panels_ = new QVBoxLayout;
  panels_->setSpacing(betweenPanels);
  inside->addLayout(panels_);
  inside->addStretch();
  auto* area = new QScrollArea(this);
  area->setWidget(inside_);
  area->setWidgetResizable(true);
  area->setFrameShape(QFrame::NoFrame);
  area->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
  area->setFocusPolicy(Qt::NoFocus);

  auto* column = new QVBoxLayout(this);
  column->setContentsMargins(0, 0, 0, margin);
  column->setSpacing(8);
  column->addWidget(area, 1);
  below_ = new QVBoxLayout;
  below_->setContentsMargins(margin, 0, margin, 0);
  column->addLayout(below_);
}

// What scrolls does so up and down only: it must have room for its widest row.
QSize SideColumn::minimumSizeHint() const {
  const int scrollBar = style()->pixelMetric(QStyle::PM_ScrollBarExtent);
  const int widest = inside_->minimumSizeHint().width() + scrollBar;
  return QWidget::minimumSizeHint().expandedTo({std::max(Theme::scaled(columnWidth), widest), 0});
}

void SideColumn::addPanel(QWidget* panel) {
  panels_->addWidget(panel);
}

void SideColumn::addBelow(QWidget* widget) {
  below_->addWidget(widget);
}

}  // namespace maulstick::ui
