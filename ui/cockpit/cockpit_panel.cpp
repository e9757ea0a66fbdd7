#include "ui/cockpit/cockpit_panel.h"

#include <QApplication>
#include <QClipboard>
#include <QFileDialog>
#include <QLabel>
#include <QMimeData>
#include <QScrollArea>
#include <QToolButton>
#include <QToolTip>
#include <QVBoxLayout>

#include "ui/cockpit/cockpit_csv.h"
#include "ui/cockpit/cockpit_export.h"
#include "ui/cockpit/cockpit_rows.h"
#include "ui/cockpit/cockpit_words.h"
#include "ui/widgets/icon_button.h"
#include "ui/widgets/section_label.h"
#include "ui/widgets/theme.h"

namespace maulstick::ui {
namespace {

constexpr int side = 16;
constexpr int narrowest = 300;
constexpr int frameTime = 16;  // milliseconds

}  // namespace

CockpitPanel::CockpitPanel(std::vector<CockpitRow> rows, QWidget* parent)
    : QWidget(parent), rows_(std::move(rows)) {
  setProperty("panel", true);
  setAccessibleName(tr("Cockpit"));
  const auto widen = [this] { setMinimumWidth(Theme::scaled(narrowest)); };
  connect(&Theme::instance(), &Theme::changed, this, widen);
  widen();
  auto* column = new QVBoxLayout(this);
  column->setContentsMargins(side, 10, 0, 8);
  column->setSpacing(6);
  addHeading(column);
  body_ = new CockpitRows(rows_, data_);
  auto* area = new QScrollArea(this);
  area->setFrameShape(QFrame::NoFrame);
  area->setWidgetResizable(true);
  area->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
  area->setFocusPolicy(Qt::NoFocus);
  area->setWidget(body_);
  body_->setContentsMargins(0, 0, side, 0);
  column->addWidget(area, 1);
  connect(body_, &CockpitRows::stepHovered, this, &CockpitPanel::stepHovered);
  refresh_.setSingleShot(true);
  refresh_.setInterval(frameTime);
  connect(&refresh_, &QTimer::timeout, this, &CockpitPanel::refresh);
  refresh();
}

CockpitPanel::~CockpitPanel() = default;

void CockpitPanel::addHeading(QVBoxLayout* column) {
  auto* row = new QHBoxLayout;
  row->setContentsMargins(0, 0, side - 6, 0);
  row->setSpacing(2);
  row->addWidget(new SectionLabel(tr("Cockpit"), this));
  row->addSpacing(8);
  hoveredStep_ = new QLabel(this);
  hoveredStep_->setProperty("dim", true);
  hoveredStep_->setProperty("small", true);
  row->addWidget(hoveredStep_);
  row->addStretch(1);
  copy_ = makeIconButton(QStringLiteral("copy"), tr("Copy"), tr("Copy all values as CSV"), this);
  save_ =
      makeIconButton(QStringLiteral("save"), tr("Save"), tr("Save the curves as PNG or SVG"), this);
  row->addWidget(copy_);
  row->addWidget(save_);
  connect(copy_, &QToolButton::clicked, this, &CockpitPanel::copyCsv);
  connect(save_, &QToolButton::clicked, this, &CockpitPanel::askWhereToSave);
  column->addLayout(row);
}

void CockpitPanel::start(int steps) {
  data_.start(steps);
  body_->start();
  refresh();
}

void CockpitPanel::add(const StepPoint& point) {
  data_.add(point);
  body_->append(point);
  if (!refresh_.isActive()) refresh_.start();
}

void CockpitPanel::showAll(const std::vector<StepPoint>& points) {
  int steps = 0;
  for (const StepPoint& point : points) steps = std::max(steps, point.step + 1);
  start(steps);
  for (const StepPoint& point : points) add(point);
  refresh();
}

void CockpitPanel::clear() {
  start(0);
}

void CockpitPanel::refresh() {
  refresh_.stop();
  body_->showValues();
  const bool any = !data_.points().empty();
  copy_->setEnabled(any);
  save_->setEnabled(any);
  const auto hovered = body_->hovered();
  hoveredStep_->setText(hovered ? stepText(*hovered) : QString());
  setAccessibleDescription(textDescription());
}

void CockpitPanel::stepHovered(const std::optional<int>& step) {
  refresh();
  const StepPoint* point = step ? data_.at(*step) : nullptr;
  const bool known = point != nullptr && point->guided && !qIsNaN(point->guided->centre.x());
  Q_EMIT centreHovered(known ? std::optional(point->guided->centre) : std::nullopt);
}

QString CockpitPanel::csv() const {
  return toCsv(rows_, data_);
}

QString CockpitPanel::textDescription() const {
  return describeCockpit(rows_, data_);
}

void CockpitPanel::copyCsv() {
  auto* data = new QMimeData;
  data->setText(csv());
  data->setData(QStringLiteral("text/csv"), csv().toUtf8());
  QApplication::clipboard()->setMimeData(data);
  QToolTip::showText(copy_->mapToGlobal(QPoint(0, copy_->height())), tr("Copied"), copy_);
  Q_EMIT copied();
}

QString CockpitPanel::saveImage(const QString& file) {
  refresh();
  return saveWidgetAs(*body_, file);
}

void CockpitPanel::askWhereToSave() {
  auto* dialog = new QFileDialog(this, tr("Save the curves"));
  dialog->setAttribute(Qt::WA_DeleteOnClose);
  dialog->setAcceptMode(QFileDialog::AcceptSave);
  dialog->setNameFilters({tr("PNG picture (*.png)"), tr("SVG drawing (*.svg)")});
  dialog->setDefaultSuffix(QStringLiteral("png"));
  connect(dialog, &QFileDialog::filterSelected, dialog, [dialog](const QString& filter) {
    dialog->setDefaultSuffix(filter.contains(QStringLiteral("svg")) ? QStringLiteral("svg")
                                                                    : QStringLiteral("png"));
  });
  connect(dialog, &QFileDialog::fileSelected, this, [this](const QString& file) {
    const QString reason = saveImage(file);
    reason.isEmpty() ? Q_EMIT saved(file) : Q_EMIT saveFailed(reason);
  });
  dialog->open();
}

}  // namespace maulstick::ui
