#include "ui/compare/compare_panel.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QScrollArea>
#include <QToolButton>
#include <QVBoxLayout>
#include <algorithm>

#include "ui/compare/curves_column.h"
#include "ui/compare/figures_table.h"
#include "ui/compare/set_chooser.h"
#include "ui/widgets/icon_button.h"
#include "ui/widgets/section_label.h"
#include "ui/widgets/theme.h"

namespace maulstick::ui {
namespace {

constexpr int side = 16;
constexpr double narrowest = 320;

QLabel* dimLabel(QWidget* parent) {
  auto* label = new QLabel(parent);
  label->setProperty("dim", true);
  label->setWordWrap(true);
  return label;
}

}  // namespace

ComparePanel::ComparePanel(Comparison& comparison, const std::vector<CockpitRow>& rows,
                           const std::vector<FigureColumn>& columns, QWidget* parent)
    : QWidget(parent), comparison_(comparison) {
  setProperty("panel", true);
  setAttribute(Qt::WA_StyledBackground);
  auto* column = new QVBoxLayout(this);
  column->setContentsMargins(side, 10, 0, side);
  column->setSpacing(8);
  column->addWidget(makeHeading());
  column->addWidget(makeScrolled(rows, columns), 1);
  shared_ = dimLabel(this);
  column->addWidget(shared_);
  column->addWidget(new SectionLabel(tr("Paint with"), this), 0, Qt::AlignLeft);
  column->addWidget(makeChooser());
  column->addWidget(makeButtons());
  connect(&comparison, &Comparison::replaced, this, &ComparePanel::refresh);
  connect(&comparison, &Comparison::pictureChanged, this, &ComparePanel::refresh);
  connect(sets_, &SetChooser::changed, this, &ComparePanel::refresh);
  showState(Ablation::State::idle, {});
}

QSize ComparePanel::minimumSizeHint() const {
  return QWidget::minimumSizeHint().expandedTo({Theme::scaled(narrowest), 0});
}

QWidget* ComparePanel::makeHeading() {
  auto* head = new QWidget(this);
  save_ = makeIconButton(QStringLiteral("save"), tr("Save"),
                         tr("Save as a sheet of pictures (PNG), as CSV or as JSON"), head);
  connect(save_, &QToolButton::clicked, this, &ComparePanel::exportRequested);
  auto* row = new QHBoxLayout(head);
  row->setContentsMargins(0, 0, side - 6, 0);
  row->addWidget(new SectionLabel(tr("What each loss does"), head));
  row->addStretch();
  row->addWidget(save_);
  return head;
}

QWidget* ComparePanel::makeScrolled(const std::vector<CockpitRow>& rows,
                                    const std::vector<FigureColumn>& columns) {
  auto* inside = new QWidget;
  figures_ = new QWidget(inside);
  auto* figures = new QVBoxLayout(figures_);
  figures->setContentsMargins(0, 0, 0, 4);
  figures->setSpacing(12);
  figures->addWidget(new FiguresTable(comparison_, columns, figures_));
  figures->addWidget(new CurvesColumn(comparison_, rows, columns, figures_));
  auto* column = new QVBoxLayout(inside);
  column->setContentsMargins(0, 0, side, 0);
  column->addWidget(figures_);
  column->addStretch();
  auto* area = new QScrollArea(this);
  area->setWidget(inside);
  area->setWidgetResizable(true);
  area->setFrameShape(QFrame::NoFrame);
  area->setFocusPolicy(Qt::NoFocus);
  return area;
}

QWidget* ComparePanel::makeChooser() {
  auto* row = new QWidget(this);
  sets_ = new SetChooser(row);
  auto* line = new QHBoxLayout(row);
  line->setContentsMargins(0, 0, side, 4);
  line->addWidget(sets_);
  return row;
}

QWidget* ComparePanel::makeButtons() {
  auto* row = new QWidget(this);
  ablate_ = new QPushButton(tr("Ablate"), row);
  ablate_->setProperty("primary", true);
  ablate_->setToolTip(
      tr("Paints the Paint view's settings once for each of these, from the same noise"));
  stop_ = new QPushButton(tr("Stop"), row);
  auto* line = new QHBoxLayout(row);
  line->setContentsMargins(0, 0, side, 0);
  line->addWidget(ablate_, 2);
  line->addWidget(stop_, 1);
  buttons_ = {ablate_, stop_};
  connect(ablate_, &QPushButton::clicked, this, &ComparePanel::ablateRequested);
  connect(stop_, &QPushButton::clicked, this, &ComparePanel::stopRequested);
  return row;
}

void ComparePanel::showState(Ablation::State state, const Ablation::Shared& shared) {
  state_ = state;
  const bool stopping = state == Ablation::State::stopping;
  stop_->setText(stopping ? tr("Stopping…") : tr("Stop"));
  stop_->setToolTip(state == Ablation::State::waiting ? tr("Do not paint them")
                                                      : tr("Stop painting"));
  showShared(shared);
  refresh();
}

void ComparePanel::showShared(const Ablation::Shared& shared) {
  QString words;
  if (shared.steps == 1) {
    words = tr("The first step is the same in all %1 runs").arg(shared.runs);
  } else if (shared.steps > 1) {
    words = tr("The first %n steps are the same in all %1 runs", nullptr, shared.steps)
                .arg(shared.runs);
  }
  if (!words.isEmpty()) {
    words = shared.known ? tr("%1; a picture painted before had them.").arg(words)
                         : tr("%1 and painted once.").arg(words);
  }
  shared_->setText(words);
  shared_->setVisible(!words.isEmpty());
}

void ComparePanel::refresh() {
  const auto& pictures = comparison_.pictures();
  figures_->setVisible(!pictures.empty());
  save_->setEnabled(std::ranges::any_of(pictures, &ComparedPicture::isPainted));
  const bool idle = state_ == Ablation::State::idle;
  buttons_.setEnabled(idle && !sets_->chosen().empty(),
                      !idle && state_ != Ablation::State::stopping);
  sets_->setEnabled(idle);
}

std::vector<LossSet> ComparePanel::chosenSets() const {
  return sets_->chosen();
}

QString ComparePanel::sharedWords() const {
  return shared_->text();
}

}  // namespace maulstick::ui
