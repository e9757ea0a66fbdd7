#include "ui/styles/series_head.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QMenu>
#include <QPushButton>
#include <QToolButton>

#include "ui/widgets/elided_label.h"
#include "ui/widgets/icon_button.h"

namespace maulstick::ui {

SeriesHead::SeriesHead(QWidget* parent) : QWidget(parent) {
  title_ = new ElidedLabel({}, this);
  title_->setProperty("title", true);
  state_ = new QLabel(this);
  state_->setProperty("dim", true);
  const auto makePill = [this](const QString& text, const QString& toolTip) {
    auto* button = new QPushButton(text, this);
    button->setProperty("pill", true);
    button->setToolTip(toolTip);
    return button;
  };
  take_ = makePill(tr("Take its settings"),
                   tr("Sets the fields at the left to what this series is painted with"));
  take_->hide();
  sheet_ = makePill(tr("Contact sheet"), tr("All pictures on one, as PNG"));
  page_ = makePill(tr("HTML"), tr("All pictures on a page for browsers, in one file"));
  auto* more =
      makeIconButton(QStringLiteral("clock"), tr("Earlier series"), tr("Earlier series"), this);
  earlier_ = new QMenu(more);
  more->setMenu(earlier_);
  more->setPopupMode(QToolButton::InstantPopup);
  auto* row = new QHBoxLayout(this);
  row->setContentsMargins(0, 0, 0, 0);
  row->setSpacing(8);
  row->addWidget(title_, 1);
  row->addWidget(state_);
  row->addWidget(take_);
  row->addWidget(sheet_);
  row->addWidget(page_);
  row->addWidget(more);
  connect(take_, &QPushButton::clicked, this, &SeriesHead::takeRequested);
  connect(sheet_, &QPushButton::clicked, this, &SeriesHead::sheetRequested);
  connect(page_, &QPushButton::clicked, this, &SeriesHead::pageRequested);
  setCanExport(false);
}

void SeriesHead::setTitle(const QString& prompt) {
  title_->setText(prompt.simplified());
}

void SeriesHead::setState(const QString& words) {
  state_->setText(words);
}

void SeriesHead::setCanTake(bool can) {
  take_->setVisible(can);
}

void SeriesHead::setCanExport(bool can) {
  sheet_->setEnabled(can);
  page_->setEnabled(can);
}

}  // namespace maulstick::ui
