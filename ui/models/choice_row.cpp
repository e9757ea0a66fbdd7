#include "ui/models/choice_row.h"

#include <QPainter>
#include <QStyle>
#include <algorithm>
#include <cmath>

#include "ui/widgets/colours.h"
#include "ui/widgets/icon.h"
#include "ui/widgets/paint.h"
#include "ui/widgets/theme.h"

namespace maulstick::ui {
namespace {

constexpr double side = 10;
constexpr double rise = 8;  // above and below
constexpr double tickSize = 16;
constexpr double tickGap = 8;
constexpr double lineGap = 3;
constexpr double barHeight = 3;
constexpr double barGap = 7;
constexpr double noteGap = 24;

QFontMetrics metrics(TextRole role) {
  return QFontMetrics(Theme::instance().font(role));
}

}  // namespace

ChoiceRow::ChoiceRow(const QString& name, const QString& note, QWidget* parent)
    : QRadioButton(name, parent), note_(note) {
  setAutoExclusive(false);  // arrow keys go from row to row and choose nothing
  setFocusPolicy(Qt::StrongFocus);
  setAttribute(Qt::WA_Hover);
  setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
}

void ChoiceRow::setWords(const QString& words) {
  words_ = words;
  setAccessibleDescription(words);
  updateGeometry();
  update();
}

void ChoiceRow::setShares(double low, double high) {
  low_ = low;
  high_ = high;
  update();
}

QSize ChoiceRow::sizeHint() const {
  const int name = metrics(TextRole::strong).horizontalAdvance(text());
  const int note = metrics(TextRole::small).horizontalAdvance(note_);
  const int gap = note > 0 ? Theme::scaled(noteGap) : 0;
  const int words = static_cast<int>(std::ceil(tabularWidth(metrics(TextRole::small), words_)));
  const int width = std::max(name + gap + note, words) + 2 * Theme::scaled(side) +
                    Theme::scaled(tickSize + tickGap) + 2;
  const int height = metrics(TextRole::strong).height() + Theme::scaled(lineGap) +
                     metrics(TextRole::small).height() + Theme::scaled(barGap + barHeight) +
                     2 * Theme::scaled(rise);
  return {width, height};
}

void ChoiceRow::keyPressEvent(QKeyEvent* event) {
  window()->setAttribute(Qt::WA_KeyboardFocusChange);
  update();
  QRadioButton::keyPressEvent(event);
}

// All of it can be pressed, not only the words.
bool ChoiceRow::hitButton(const QPoint& place) const {
  return rect().contains(place);
}

// Without the tick.
QRect ChoiceRow::inside() const {
  const int x = Theme::scaled(side);
  const int y = Theme::scaled(rise);
  return rect().adjusted(x + Theme::scaled(tickSize + tickGap), y, -x, -y);
}

void ChoiceRow::paintEvent(QPaintEvent* /*event*/) {
  const Theme& theme = Theme::instance();
  QPainter painter(this);
  const bool pointed = underMouse() || hasFocus();
  if (pointed) drawBox(painter, rect(), {.fill = isDown() ? pressedGround() : hoverGround()});
  if (hasFocus() && window()->testAttribute(Qt::WA_KeyboardFocusChange)) {
    drawFocusRing(painter, rect(), 7);
  }
  const auto mirrored = [this](const QRect& place) {
    return QStyle::visualRect(layoutDirection(), rect(), place);
  };
  const auto start = QStyle::visualAlignment(layoutDirection(), Qt::AlignLeft);
  const auto end = QStyle::visualAlignment(layoutDirection(), Qt::AlignRight);
  const QRect all = inside();
  const int nameHeight = metrics(TextRole::strong).height();
  const QRect name(all.x(), all.y(), all.width(), nameHeight);
  painter.setPen(theme.palette().text);
  painter.setFont(theme.font(TextRole::strong));
  painter.drawText(mirrored(name), static_cast<int>(Qt::AlignVCenter | start), text());
  painter.setPen(theme.palette().dim);
  painter.setFont(theme.font(TextRole::small));
  painter.drawText(mirrored(name), static_cast<int>(Qt::AlignVCenter | end), note_);
  const QRect words(all.x(), name.bottom() + 1 + Theme::scaled(lineGap), all.width(),
                    metrics(TextRole::small).height());
  drawTabular(painter, mirrored(words), Qt::AlignVCenter | start, words_);
  const QRect bar(all.x(), words.bottom() + 1 + Theme::scaled(barGap), all.width(),
                  Theme::scaled(barHeight));
  drawBar(painter, mirrored(bar));
  const QRect tick(Theme::scaled(side), all.y() + (nameHeight - Theme::scaled(tickSize)) / 2,
                   Theme::scaled(tickSize), Theme::scaled(tickSize));
  drawTick(painter, mirrored(tick));
}

void ChoiceRow::drawTick(QPainter& painter, const QRect& place) const {
  if (!isChecked() && high_ <= 1) return;
  const QString name = isChecked() ? QStringLiteral("check") : QStringLiteral("warning");
  themedIcon(name).paint(&painter, place, Qt::AlignCenter, QIcon::Normal,
                         isChecked() ? QIcon::On : QIcon::Off);
}

void ChoiceRow::drawBar(QPainter& painter, const QRect& place) const {
  const Palette& colours = Theme::instance().palette();
  const double round = place.height() / 2.0;
  drawBox(painter, place, {.fill = colours.line, .radius = round});
  const auto part = [&](double share, double strength) {
    if (share <= 0) return;
    const int width =
        std::max(place.height(), static_cast<int>(place.width() * std::min(share, 1.0)));
    const QRect filled(place.topLeft(), QSize(width, place.height()));
    drawBox(painter, QStyle::visualRect(layoutDirection(), place, filled),
            {.fill = mixed(colours.line, colours.text, strength), .radius = round});
  };
  part(high_, 0.35);
  part(low_, 0.7);
}

}  // namespace maulstick::ui
