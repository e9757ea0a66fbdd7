#include "ui/compare/compare_tools.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPainter>
#include <QSignalBlocker>
#include <QToolButton>

#include "ui/compare/compare_canvas.h"
#include "ui/widgets/colours.h"
#include "ui/widgets/icon_button.h"
#include "ui/widgets/paint.h"
#include "ui/widgets/theme.h"

namespace maulstick::ui {
namespace {

constexpr double radius = 10;

}  // namespace

CompareTools::CompareTools(QWidget* parent) : QWidget(parent) {
  auto* row = new QHBoxLayout(this);
  row->setContentsMargins(4, 4, 4, 4);
  row->setSpacing(2);
  setCursor(Qt::ArrowCursor);
  const auto add = [this, row](const char* icon, const QString& name, const QString& tip) {
    auto* button = makeIconButton(QLatin1String(icon), name, tip, this);
    button->setFocusPolicy(Qt::NoFocus);  // they have keys on the canvas
    row->addWidget(button);
    return button;
  };
  difference_ = add("difference", tr("Difference"), tr("Show where the two differ  (D)"));
  difference_->setCheckable(true);
  less_ = add("minus", tr("Weaker"), tr("Show differences half as strong  (Down)"));
  factorWords_ = new QLabel(this);
  factorWords_->setAlignment(Qt::AlignCenter);
  factorWords_->setToolTip(tr("How many times as strong differences are shown"));
  row->addWidget(factorWords_);
  more_ = add("add", tr("Stronger"), tr("Show differences twice as strong  (Up)"));
  auto* swap = add("swap", tr("Swap sides"), tr("Swap the two sides  (X)"));
  auto* fit = add("fit", tr("Fit"), tr("Fit the pictures  (F)"));
  auto* whole = add("one-to-one", tr("Actual size"),
                    tr("One pixel of the picture on one of the screen  (Z)"));
  connect(difference_, &QToolButton::toggled, this, &CompareTools::differenceToggled);
  connect(less_, &QToolButton::clicked, this, [this] { Q_EMIT factorAsked(factor_ / 2); });
  connect(more_, &QToolButton::clicked, this, [this] { Q_EMIT factorAsked(factor_ * 2); });
  connect(swap, &QToolButton::clicked, this, &CompareTools::swapRequested);
  connect(fit, &QToolButton::clicked, this, &CompareTools::fitRequested);
  connect(whole, &QToolButton::clicked, this, &CompareTools::actualSizeRequested);
  connect(&Theme::instance(), &Theme::changed, this, qOverload<>(&QWidget::update));
}

void CompareTools::setFactor(int factor, bool shown) {
  factor_ = factor;
  factorWords_->setText(tr("×%1").arg(factor));
  factorWords_->setMinimumWidth(
      factorWords_->fontMetrics().horizontalAdvance(tr("×%1").arg(CompareCanvas::largestFactor)));
  const QSignalBlocker silent(difference_);
  difference_->setChecked(shown);
  for (QWidget* one : {static_cast<QWidget*>(less_), static_cast<QWidget*>(factorWords_),
                       static_cast<QWidget*>(more_)}) {
    one->setVisible(shown);
  }
  less_->setEnabled(factor > 1);
  more_->setEnabled(factor < CompareCanvas::largestFactor);
  adjustSize();
}

void CompareTools::paintEvent(QPaintEvent* /*event*/) {
  const Palette& colours = Theme::instance().palette();
  QPainter painter(this);
  drawBox(painter, rect(),
          {.fill = faded(colours.panel, 0.92), .line = colours.line, .radius = radius});
}

}  // namespace maulstick::ui
