#include "ui/panels/style_chips.h"

#include <QAction>
#include <QMenu>
#include <QSignalBlocker>
#include <QVBoxLayout>
#include <algorithm>

#include "ui/panels/slider_specs.h"
#include "ui/panels/style_editor.h"
#include "ui/widgets/chip.h"
#include "ui/widgets/flow_layout.h"
#include "ui/widgets/icon.h"
#include "ui/widgets/number_field.h"
#include "ui/widgets/tab_order.h"

namespace maulstick::ui {
namespace {

bool sameButForState(const StyleChip& one, StyleChip other) {
  other.on = one.on;
  return one == other;
}

QString toolTipOf(const StyleChip& chip) {
  QString tip = chip.negative.isEmpty()
                    ? chip.words
                    : StyleChips::tr("%1\nNot: %2").arg(chip.words, chip.negative);
  QStringList own;
  for (const auto& [name, value] : chip.controls) {
    const SliderSpec spec = sliderSpecOf(controlNamed(name));
    own << QStringLiteral("%1 %2").arg(spec.label, numberText(spec, value));
  }
  return own.isEmpty() ? tip
                       : StyleChips::tr("%1\nIts own: %2").arg(tip, own.join(QStringLiteral(", ")));
}

}  // namespace

StyleChips::StyleChips(SettingsHistory& history, QWidget* parent)
    : QWidget(parent), history_(history) {
  place_ = new QWidget(this);
  place_->setLayout(new FlowLayout(place_));
  add_ = new Chip(QStringLiteral("+"), place_);
  add_->setToolTip(tr("Add a style of your own"));
  add_->setAccessibleName(tr("Add a style"));
  editor_ = new StyleEditor(this);
  auto* column = new QVBoxLayout(this);
  column->setContentsMargins(0, 0, 0, 0);
  column->setSpacing(8);
  column->addWidget(place_);
  column->addWidget(editor_);
  connect(add_, &QPushButton::clicked, this, [this] { edit(history_.styles().size()); });
  connect(editor_, &StyleEditor::saved, this, &StyleChips::take);
  connect(editor_, &StyleEditor::left, this, [this] {
    (edited_ < chips_.size() ? chips_[edited_] : add_)->setFocus(Qt::OtherFocusReason);
  });
  rebuild();
}

void StyleChips::offerGuidance() {
  editor_->offerGuidance();
}

void StyleChips::offerAsItIs() {
  asItIs_ = new Chip(tr("as it is"), place_);
  asItIs_->setCheckable(true);
  asItIs_->setToolTip(tr("Also the prompt without a style: it shows what the styles do"));
  connect(asItIs_, &Chip::toggled, this, &StyleChips::asItIsChanged);
  rebuild();
}

bool StyleChips::isAsItIs() const {
  return asItIs_ != nullptr && asItIs_->isChecked();
}

void StyleChips::setAsItIs(bool on) {
  const QSignalBlocker silent(asItIs_);
  asItIs_->setChecked(on);
}

void StyleChips::refresh() {
  const auto& styles = history_.styles();
  if (!std::ranges::equal(styles, shown_, sameButForState)) return rebuild();
  shown_ = styles;
  for (std::size_t i = 0; i < chips_.size(); ++i) {
    const QSignalBlocker silent(chips_[i]);
    chips_[i]->setChecked(styles[i].on);
  }
}

void StyleChips::rebuild() {
  shown_ = history_.styles();
  for (Chip* chip : chips_) {
    chip->hide();
    chip->deleteLater();  // the change may come from its own menu
  }
  chips_.clear();
  place_->layout()->removeWidget(add_);
  if (asItIs_ != nullptr) {
    place_->layout()->removeWidget(asItIs_);
    place_->layout()->addWidget(asItIs_);
  }
  for (std::size_t i = 0; i < shown_.size(); ++i) addChip(i);
  place_->layout()->addWidget(add_);
  QList<QWidget*> order(chips_.begin(), chips_.end());
  if (asItIs_ != nullptr) order.prepend(asItIs_);
  joinTabOrder(*place_, order << add_);
  if (editor_->isVisible() && edited_ > shown_.size()) editor_->hide();
}

void StyleChips::addChip(std::size_t index) {
  const StyleChip& style = shown_[index];
  auto* chip = new Chip(style.name, place_);
  chip->setCheckable(true);
  chip->setChecked(style.on);
  chip->setToolTip(toolTipOf(style));
  chip->setContextMenuPolicy(Qt::CustomContextMenu);
  place_->layout()->addWidget(chip);
  chip->show();
  chips_.push_back(chip);
  connect(chip, &Chip::toggled, this, [this, index](bool on) { toggle(index, on); });
  connect(chip, &QWidget::customContextMenuRequested, this,
          [this, chip, index](const QPoint& at) { openMenu(index, chip->mapToGlobal(at)); });
}

void StyleChips::change(const std::vector<StyleChip>& styles, const QString& what) {
  history_.endGesture();
  history_.change(history_.request(), styles, what);
  history_.endGesture();
  refresh();
  Q_EMIT changed();
}

void StyleChips::toggle(std::size_t index, bool on) {
  std::vector<StyleChip> styles = history_.styles();
  if (index >= styles.size()) return;
  styles[index].on = on;
  change(styles, tr("Style"));
}

void StyleChips::edit(std::size_t index) {
  const auto& styles = history_.styles();
  edited_ = index;
  editor_->edit(index < styles.size()
                    ? styles[index]
                    : StyleChip{.name = {}, .words = {}, .negative = {}, .on = true});
}

void StyleChips::take(const StyleChip& chip) {
  std::vector<StyleChip> styles = history_.styles();
  if (edited_ < styles.size()) {
    styles[edited_] = chip;
  } else {
    styles.push_back(chip);
  }
  change(styles, tr("Style %1").arg(chip.name));
}

void StyleChips::remove(std::size_t index) {
  std::vector<StyleChip> styles = history_.styles();
  if (index >= styles.size()) return;
  const QString name = styles[index].name;
  editor_->hide();
  styles.erase(styles.begin() + static_cast<std::ptrdiff_t>(index));
  change(styles, tr("Remove the style %1").arg(name));
}

void StyleChips::openMenu(std::size_t index, const QPoint& place) {
  auto* menu = new QMenu(this);
  menu->setAttribute(Qt::WA_DeleteOnClose);
  menu->addAction(tr("Change…"), this, [this, index] { edit(index); });
  menu->addAction(themedIcon(QStringLiteral("close")), tr("Remove"), this,
                  [this, index] { remove(index); });
  menu->popup(place);
}

}  // namespace maulstick::ui
