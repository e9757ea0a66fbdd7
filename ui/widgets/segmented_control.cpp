#include "ui/widgets/segmented_control.h"

#include <QButtonGroup>
#include <QHBoxLayout>
#include <QPainter>
#include <QRadioButton>
#include <algorithm>

#include "ui/widgets/paint.h"
#include "ui/widgets/theme.h"

namespace maulstick::ui {
namespace {

constexpr double radius = 8;
constexpr double segmentHeight = 30;
constexpr double side = 12;

// A radio button to the keyboard and to screen readers, a field of the bar to the eye.
class Segment : public QRadioButton {
 public:
  using QRadioButton::QRadioButton;

  [[nodiscard]] QSize sizeHint() const override {
    const QFontMetrics metrics(Theme::instance().font(TextRole::strong));
    return {metrics.horizontalAdvance(text()) + 2 + 2 * Theme::scaled(side),
            std::max(Theme::scaled(segmentHeight) - 4, metrics.height())};
  }
  [[nodiscard]] QSize minimumSizeHint() const override {
    return {2 * Theme::scaled(side), sizeHint().height()};
  }

 protected:
  [[nodiscard]] bool hitButton(const QPoint& place) const override {
    return rect().contains(place);
  }

  void paintEvent(QPaintEvent* /*event*/) override {
    const Theme& theme = Theme::instance();
    QPainter painter(this);
    if (isChecked()) {
      drawBox(painter, rect(),
              {.fill = isEnabled() ? theme.palette().raised : QColor(Qt::transparent),
               .line = theme.palette().line,
               .radius = radius - 2});
    } else if (underMouse() && isEnabled()) {
      drawBox(painter, rect(), {.fill = hoverGround(), .radius = radius - 2});
    }
    if (hasFocus()) drawFocusRing(painter, rect(), radius - 2);
    const QFont shown = theme.font(isChecked() ? TextRole::strong : TextRole::body);
    painter.setFont(shown);
    painter.setPen(!isEnabled()  ? theme.faint()
                   : isChecked() ? theme.palette().text
                                 : theme.palette().dim);
    const int room = width() - Theme::scaled(side) / 2;
    painter.drawText(rect(), Qt::AlignCenter,
                     QFontMetrics(shown).elidedText(text(), Qt::ElideRight, room));
  }
};

}  // namespace

SegmentedControl::SegmentedControl(const QStringList& segments, QWidget* parent)
    : QWidget(parent), group_(new QButtonGroup(this)) {
  auto* row = new QHBoxLayout(this);
  row->setContentsMargins(2, 2, 2, 2);
  row->setSpacing(2);
  for (const QString& text : segments) {
    auto* segment = new Segment(text, this);
    segment->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    segment->setAttribute(Qt::WA_Hover);
    group_->addButton(segment, static_cast<int>(group_->buttons().size()));
    row->addWidget(segment, 1);
  }
  setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
  if (!segments.isEmpty()) group_->button(0)->setChecked(true);
  connect(group_, &QButtonGroup::idToggled, this, [this](int index, bool on) {
    if (on) Q_EMIT currentChanged(index);
  });
  connect(&Theme::instance(), &Theme::changed, this, qOverload<>(&QWidget::update));
}

int SegmentedControl::current() const {
  return group_->checkedId();
}

void SegmentedControl::setCurrent(int index) {
  if (QAbstractButton* button = group_->button(index)) button->setChecked(true);
}

void SegmentedControl::setSegmentToolTip(int index, const QString& text) {
  if (QAbstractButton* button = group_->button(index)) button->setToolTip(text);
}

void SegmentedControl::paintEvent(QPaintEvent* /*event*/) {
  QPainter painter(this);
  const Palette& colours = Theme::instance().palette();
  drawBox(painter, rect(), {.fill = colours.ground, .line = colours.line, .radius = radius});
}

}  // namespace maulstick::ui
