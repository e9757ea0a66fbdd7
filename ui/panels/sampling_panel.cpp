#include "ui/panels/sampling_panel.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QToolButton>
#include <QVBoxLayout>
#include <array>

#include "ui/panels/control_sliders.h"
#include "ui/widgets/pixels_text.h"
#include "ui/widgets/section_label.h"

namespace maulstick::ui {
namespace {

constexpr int unknownSize = -1;

// Sides in units of the model's own: as it is, smaller, larger, wide and tall.
constexpr std::array<std::pair<double, double>, 6> shapes = {
    {{1, 1}, {0.75, 0.75}, {1.5, 1.5}, {1.5, 1}, {1, 1.5}, {2, 1}}};

int multipleOf(int unit, double side) {
  return std::max(unit, static_cast<int>(side / unit + 0.5) * unit);
}

QString textOf(const QSize& size) {
  return pixelsText(size.width(), size.height());
}

}  // namespace

SamplingPanel::SamplingPanel(SettingsHistory& history, QWidget* parent)
    : QWidget(parent), history_(history) {
  fold_ = new QToolButton(this);  // Tab comes to it first
  main_ = new ControlSliders(history, {"steps", "cfg"}, this);
  folded_ = new QWidget(this);
  more_ = new ControlSliders(history, {"every", "start"}, folded_);
  sizes_ = new QComboBox(folded_);
  sizes_->setAccessibleName(tr("Size in pixels"));
  auto* sizeRow = new QHBoxLayout;
  auto* sizeLabel = new QLabel(tr("Size"), folded_);
  sizeLabel->setBuddy(sizes_);
  sizeRow->addWidget(sizeLabel);
  sizeRow->addStretch();
  sizeRow->addWidget(sizes_);
  auto* inside = new QVBoxLayout(folded_);
  inside->setContentsMargins(0, 0, 0, 0);
  inside->setSpacing(8);
  inside->addWidget(more_);
  inside->addLayout(sizeRow);

  fold_->setCheckable(true);
  fold_->setAutoRaise(true);
  fold_->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
  fold_->setLayoutDirection(isRightToLeft() ? Qt::LeftToRight : Qt::RightToLeft);
  fold_->setText(tr("More"));
  fold_->setProperty("fold", QStringLiteral("sampling"));
  size_ = new QLabel(this);
  size_->setProperty("dim", true);
  size_->setToolTip(tr("The picture's size, which is not the model's own"));
  auto* head = new QHBoxLayout;
  head->addWidget(new SectionLabel(tr("Sampling"), this));
  head->addStretch();
  head->addWidget(size_);
  head->addWidget(fold_);

  auto* column = new QVBoxLayout(this);
  column->setContentsMargins(0, 0, 0, 0);
  column->setSpacing(8);
  column->addLayout(head);
  column->addWidget(main_);
  column->addWidget(folded_);

  connect(fold_, &QToolButton::toggled, this, &SamplingPanel::unfold);
  connect(sizes_, &QComboBox::activated, this, &SamplingPanel::chooseSize);
  unfold(false);
  show(history.request());
}

void SamplingPanel::unfold(bool open) {
  folded_->setVisible(open);
  showSize();
  fold_->setArrowType(open ? Qt::DownArrow : (isRightToLeft() ? Qt::LeftArrow : Qt::RightArrow));
  fold_->setToolTip(open ? tr("Show less") : tr("When guidance acts, and the picture's size"));
}

void SamplingPanel::setSizeRules(const SizeRules& rules) {
  sizes_->clear();
  for (const auto& [wide, high] : shapes) {
    const QSize size(multipleOf(rules.unit, wide * rules.width),
                     multipleOf(rules.unit, high * rules.height));
    if (size.width() > largest_side || size.height() > largest_side) continue;
    if (sizes_->findData(size) < 0) sizes_->addItem(textOf(size), size);
  }
  show(history_.request());
}

void SamplingPanel::show(const Request& request) {
  main_->show(request);
  more_->show(request);
  showSize();
  if (request.width == 0 || request.height == 0) {
    sizes_->setCurrentIndex(0);
    return;
  }
  const QSize size(request.width, request.height);
  int index = sizes_->findData(size);
  if (index == unknownSize) {
    sizes_->addItem(textOf(size), size);
    index = sizes_->count() - 1;
  }
  sizes_->setCurrentIndex(index);
}

// Another size than the model was made for may take many times as long: that is always in sight.
void SamplingPanel::showSize() {
  const Request& request = history_.request();
  const bool own = request.width == 0 || request.height == 0;
  size_->setText(own ? QString() : pixelsText(request.width, request.height));
  size_->setVisible(!own && folded_->isHidden());
}

void SamplingPanel::chooseSize(int index) {
  const QSize size = sizes_->itemData(index).toSize();
  Request next = history_.request();
  // The first is the model's own, whatever the model.
  next.width = index == 0 ? 0 : size.width();
  next.height = index == 0 ? 0 : size.height();
  history_.change(next, tr("Size"));
  history_.endGesture();
}

}  // namespace maulstick::ui
