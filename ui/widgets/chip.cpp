#include "ui/widgets/chip.h"

#include <QHelpEvent>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QStyle>
#include <QToolTip>
#include <algorithm>
#include <utility>

#include "ui/widgets/colours.h"
#include "ui/widgets/paint.h"
#include "ui/widgets/theme.h"
#include "ui/widgets/tool_tips.h"

namespace maulstick::ui {
namespace {

constexpr double padding = 12;
constexpr double pillHeight = 26;
constexpr double crossSize = 14;
constexpr double crossGap = 4;
constexpr double narrowest = 80;  // where its place gives less room than its words need

void drawCross(QPainter& painter, const QRectF& place, const QColor& colour) {
  painter.save();
  painter.setRenderHint(QPainter::Antialiasing);
  painter.setPen(QPen(colour, 1.4, Qt::SolidLine, Qt::RoundCap));
  const QPointF middle = place.center();
  const double reach = place.width() * 0.23;
  painter.drawLine(middle - QPointF(reach, reach), middle + QPointF(reach, reach));
  painter.drawLine(middle - QPointF(reach, -reach), middle + QPointF(reach, -reach));
  painter.restore();
}

}  // namespace

Chip::Chip(const QString& text, QWidget* parent) : QPushButton(text, parent) {
  setFocusPolicy(Qt::StrongFocus);
  setAutoDefault(false);
  setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
  setAttribute(Qt::WA_Hover);
  setMouseTracking(true);
  connect(&Theme::instance(), &Theme::changed, this, [this] {
    updateGeometry();
    update();
  });
}

void Chip::setWidest(double pixels) {
  widest_ = pixels;
  updateGeometry();
}

void Chip::setRemovable(bool removable) {
  removable_ = removable;
  updateGeometry();
  update();
}

// As wide as its words are when it is on, so that its neighbours stay where they are.
int Chip::wholeWidth() const {
  const QFontMetrics metrics(Theme::instance().font(TextRole::strong));
  const int cross = removable_ ? Theme::scaled(crossSize + crossGap) - Theme::scaled(4) : 0;
  return metrics.horizontalAdvance(text()) + 2 + 2 * Theme::scaled(padding) + cross;
}

bool Chip::isElided() const {
  return wholeWidth() > std::max(width(), height());
}

QSize Chip::sizeHint() const {
  const QFontMetrics metrics(Theme::instance().font(TextRole::strong));
  const int height = std::max(Theme::scaled(pillHeight), metrics.height() + 6);
  return {std::clamp(wholeWidth(), height, Theme::scaled(widest_)), height};
}

QSize Chip::minimumSizeHint() const {
  return {std::min(sizeHint().width(), Theme::scaled(narrowest)), sizeHint().height()};
}

QRect Chip::crossPlace() const {
  const int size = Theme::scaled(crossSize);
  const QRect end(width() - Theme::scaled(padding) + Theme::scaled(4) - size, (height() - size) / 2,
                  size, size);
  return QStyle::visualRect(layoutDirection(), rect(), end);
}

bool Chip::isOnCross(const QPoint& place) const {
  return removable_ && crossPlace().adjusted(-5, -6, 5, 6).contains(place);
}

QRect Chip::wordsPlace() const {
  const int side = Theme::scaled(padding);
  QRect words = rect().adjusted(side, 0, -side, 0);
  if (removable_)
    words.setRight(width() - side + Theme::scaled(4) - Theme::scaled(crossSize + crossGap));
  return QStyle::visualRect(layoutDirection(), rect(), words);
}

void Chip::drawGround(QPainter& painter) const {
  const Theme& theme = Theme::instance();
  const double round = height() / 2.0;
  if (isChecked()) {
    const QColor filled = isEnabled() ? theme.filled() : theme.palette().line;
    drawBox(painter, rect(),
            {.fill = underMouse() ? mixed(filled, Qt::white, 0.1) : filled, .radius = round});
    if (hasFocus()) {
      drawBox(painter, QRectF(rect()).adjusted(2, 2, -2, -2),
              {.line = theme.onFilled(), .radius = round});
    }
    return;
  }
  const QColor ground = isDown()       ? pressedGround()
                        : underMouse() ? hoverGround()
                                       : QColor(Qt::transparent);
  drawBox(painter, rect(), {.fill = ground, .line = theme.palette().line, .radius = round});
  if (hasFocus()) drawFocusRing(painter, rect(), round - 1);
}

void Chip::paintEvent(QPaintEvent* /*event*/) {
  const Theme& theme = Theme::instance();
  QPainter painter(this);
  drawGround(painter);
  const QFont shown = theme.font(isChecked() ? TextRole::strong : TextRole::body);
  const QColor idle = underMouse() || removable_ ? theme.palette().text : theme.palette().dim;
  const QColor words = !isEnabled() ? theme.faint() : isChecked() ? theme.onFilled() : idle;
  painter.setFont(shown);
  painter.setPen(words);
  const QRect place = wordsPlace();
  painter.drawText(place, Qt::AlignCenter,
                   QFontMetrics(shown).elidedText(text(), Qt::ElideRight, place.width()));
  if (!removable_) return;
  const QRect cross = crossPlace();
  if (crossHovered_) drawBox(painter, cross, {.fill = pressedGround(), .radius = 99});
  drawCross(painter, cross, crossHovered_ || isChecked() ? words : theme.palette().dim);
}

bool Chip::event(QEvent* event) {
  if (event->type() == QEvent::HoverLeave) crossHovered_ = false;
  if (event->type() == QEvent::ToolTip && toolTip().isEmpty() && isElided()) {
    QToolTip::showText(static_cast<QHelpEvent*>(event)->globalPos(), tipText(text()), this);
    return true;
  }
  return QPushButton::event(event);
}

void Chip::mouseMoveEvent(QMouseEvent* event) {
  if (std::exchange(crossHovered_, isOnCross(event->pos())) != crossHovered_) update();
  if (!crossPressed_) QPushButton::mouseMoveEvent(event);
}

// A press on the cross is none on the chip.
void Chip::mousePressEvent(QMouseEvent* event) {
  crossPressed_ = event->button() == Qt::LeftButton && isOnCross(event->pos());
  if (!crossPressed_) QPushButton::mousePressEvent(event);
}

void Chip::mouseReleaseEvent(QMouseEvent* event) {
  if (!std::exchange(crossPressed_, false)) return QPushButton::mouseReleaseEvent(event);
  if (isOnCross(event->pos())) Q_EMIT removeRequested();
}

void Chip::keyPressEvent(QKeyEvent* event) {
  const bool deletes = event->key() == Qt::Key_Delete || event->key() == Qt::Key_Backspace;
  if (removable_ && deletes) {
    Q_EMIT removeRequested();
  } else {
    QPushButton::keyPressEvent(event);
  }
}

}  // namespace maulstick::ui
