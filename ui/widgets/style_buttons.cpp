#include <QAbstractButton>
#include <QPainter>
#include <QStyleOption>
#include <algorithm>

#include "ui/widgets/colours.h"
#include "ui/widgets/paint.h"
#include "ui/widgets/style_parts.h"
#include "ui/widgets/theme.h"

namespace maulstick::ui::parts {
namespace {

constexpr double buttonHeight = 34;
constexpr double pillHeight = 28;
constexpr double radius = 8;
constexpr double gap = 6;  // between an icon, words and keys

bool has(const QStyleOption& option, QStyle::StateFlag state) {
  return option.state.testFlag(state);
}

bool isPressed(const QStyleOption& option) {
  return has(option, QStyle::State_Sunken) && has(option, QStyle::State_Enabled);
}

bool isHovered(const QStyleOption& option) {
  return has(option, QStyle::State_MouseOver) && has(option, QStyle::State_Enabled);
}

double radiusOf(const QRect& place, const QWidget* widget) {
  return is(widget, "pill") ? place.height() / 2.0 : radius;
}

QColor filledGround(const QStyleOption& option) {
  const Theme& theme = Theme::instance();
  if (!has(option, QStyle::State_Enabled)) return theme.palette().line;
  if (isPressed(option)) return mixed(theme.filled(), Qt::black, 0.14);
  if (isHovered(option)) return mixed(theme.filled(), Qt::white, theme.isDark() ? 0.14 : 0.08);
  return theme.filled();
}

QColor quietGround(const QStyleOption& option) {
  if (isPressed(option)) return pressedGround();
  if (has(option, QStyle::State_On)) return chosenGround();
  return isHovered(option) ? hoverGround() : QColor(Qt::transparent);
}

// Seen on every ground, a tinted one too.
QColor outline(const QStyleOption& option) {
  return faded(Theme::instance().palette().text, has(option, QStyle::State_Enabled) ? 0.15 : 0.08);
}

void drawRing(const QStyleOption& option, QPainter& painter, double round) {
  if (!has(option, QStyle::State_HasFocus) || !has(option, QStyle::State_KeyboardFocusChange))
    return;
  drawFocusRing(painter, option.rect, round);
}

// On the filled button the accent's ring would not be seen: an inner one in the words' colour is.
void drawInnerRing(const QStyleOption& option, QPainter& painter) {
  if (!has(option, QStyle::State_HasFocus) || !has(option, QStyle::State_KeyboardFocusChange))
    return;
  drawBox(painter, QRectF(option.rect).adjusted(2.5, 2.5, -2.5, -2.5),
          {.line = Theme::instance().onFilled(), .radius = radius - 2});
}

// The primary button, or in a dialog the one that Return presses.
bool isFilled(const QStyleOption& option, const QWidget* widget) {
  const auto* button = qstyleoption_cast<const QStyleOptionButton*>(&option);
  return is(widget, "primary") ||
         (button != nullptr && button->features.testFlag(QStyleOptionButton::DefaultButton));
}

QColor wordsColour(const QStyleOption& option, const QWidget* widget) {
  const Theme& theme = Theme::instance();
  if (!has(option, QStyle::State_Enabled)) {
    return option.palette.color(QPalette::Disabled, QPalette::ButtonText);
  }
  return isFilled(option, widget) ? theme.onFilled() : option.palette.color(QPalette::ButtonText);
}

QFont wordsFont(const QWidget* widget) {
  QFont font = widget != nullptr ? widget->font() : QFont();
  if (is(widget, "primary")) font.setWeight(QFont::DemiBold);
  return font;
}

QFont keysFont(const QFont& words) {
  QFont font = words;
  font.setWeight(QFont::Normal);
  font.setPixelSize(std::max(1, Theme::scaled(11)));
  return font;
}

QString keysOf(const QWidget* widget) {
  return widget != nullptr ? widget->property("keys").toString() : QString();
}

int keysWidth(const QWidget* widget, const QFont& words) {
  const QString keys = keysOf(widget);
  if (keys.isEmpty()) return 0;
  return QFontMetrics(keysFont(words)).horizontalAdvance(keys) + Theme::scaled(gap);
}

// Where the parts of a label stand: an icon, words and keys, side by side in the middle.
struct Places {
  Places(const QStyleOption& option, int iconWidth, int wordsWidth, int keysWidth) {
    const QRect& all = option.rect;
    const int between = iconWidth > 0 && wordsWidth > 0 ? Theme::scaled(gap) : 0;
    const int shown =
        std::max(0, std::min(wordsWidth, all.width() - iconWidth - between - keysWidth));
    int x = all.x() + (all.width() - iconWidth - between - shown - keysWidth) / 2;
    const auto next = [&](int width) {
      const QRect place(x, all.y(), width, all.height());
      x += width;
      return QStyle::visualRect(option.direction, all, place);
    };
    icon = next(iconWidth);
    x += between;
    words = next(shown);
    keys = next(keysWidth);
  }

  QRect icon;
  QRect words;
  QRect keys;
};

QRect centred(const QRect& place, const QSize& size) {
  QRect inside(QPoint(), size);
  inside.moveCenter(place.center());
  return inside;
}

QPixmap tinted(QPixmap picture, const QColor& colour) {
  QPainter painter(&picture);
  painter.setCompositionMode(QPainter::CompositionMode_SourceIn);
  painter.fillRect(picture.rect(), colour);
  return picture;
}

}  // namespace

void drawButtonGround(const QStyleOption& option, QPainter& painter, const QWidget* widget) {
  const double round = radiusOf(option.rect, widget);
  if (isFilled(option, widget)) {
    drawBox(painter, option.rect, {.fill = filledGround(option), .radius = round});
    drawInnerRing(option, painter);
    return;
  }
  const auto* button = qstyleoption_cast<const QStyleOptionButton*>(&option);
  const bool flat = button != nullptr && button->features.testFlag(QStyleOptionButton::Flat);
  const QColor line = flat ? QColor(Qt::transparent) : outline(option);
  drawBox(painter, option.rect, {.fill = quietGround(option), .line = line, .radius = round});
  drawRing(option, painter, round);
}

void drawButtonLabel(const QStyleOptionButton& option, QPainter& painter, const QWidget* widget) {
  const QColor colour = wordsColour(option, widget);
  const QFont font = wordsFont(widget);
  const QSize text = QFontMetrics(font).size(Qt::TextShowMnemonic, option.text);
  const int icon = option.icon.isNull() ? 0 : option.iconSize.width();
  Places places(option, icon, option.text.isEmpty() ? 0 : text.width(), keysWidth(widget, font));
  painter.save();
  if (icon > 0) {
    const QPixmap drawn = option.icon.pixmap(option.iconSize, densityOf(painter), QIcon::Normal);
    painter.drawPixmap(centred(places.icon, option.iconSize), tinted(drawn, colour));
  }
  painter.setPen(colour);
  painter.setFont(font);
  painter.drawText(places.words, Qt::AlignCenter | Qt::TextShowMnemonic, option.text);
  painter.setFont(keysFont(font));
  painter.setPen(faded(colour, 0.75));
  painter.setLayoutDirection(Qt::LeftToRight);  // names of keys are read so everywhere
  const auto end = QStyle::visualAlignment(option.direction, Qt::AlignRight);
  painter.drawText(places.keys, static_cast<int>(Qt::AlignVCenter | end), keysOf(widget));
  painter.restore();
}

void drawToolButton(const QStyleOptionToolButton& option, QPainter& painter, const QWidget* widget,
                    const QStyle& style) {
  const double round = radiusOf(option.rect, widget);
  const bool pill = is(widget, "pill");
  drawBox(painter, option.rect,
          {.fill = quietGround(option),
           .line = pill ? outline(option) : QColor(Qt::transparent),
           .radius = round});
  drawRing(option, painter, round);
  QStyleOptionToolButton label = option;
  const bool raised = has(option, QStyle::State_On) || isHovered(option);
  const bool stepsBack = pill || has(option, QStyle::State_AutoRaise);
  if (stepsBack && !raised && has(option, QStyle::State_Enabled)) {
    label.palette.setColor(QPalette::ButtonText, Theme::instance().palette().dim);
  }
  const int side = Theme::scaled(pill ? 10 : 5);
  label.rect.adjust(side, 0, -side, 0);
  if (option.features.testFlag(QStyleOptionToolButton::HasMenu) && !option.text.isEmpty()) {
    const int width = Theme::scaled(14);
    const QRect end(label.rect.right() - width + 1, label.rect.y(), width, label.rect.height());
    label.rect.setRight(end.left() - 1);
    drawChevron(painter, QStyle::visualRect(option.direction, option.rect, end), Qt::DownArrow,
                label.palette.color(QPalette::ButtonText));
    label.rect = QStyle::visualRect(option.direction, option.rect, label.rect);
  }
  style.drawControl(QStyle::CE_ToolButtonLabel, &label, &painter, widget);
}

void drawToolLabel(const QStyleOptionToolButton& option, QPainter& painter, const QWidget* widget) {
  const bool arrow = option.features.testFlag(QStyleOptionToolButton::Arrow);
  const bool hasGlyph =
      option.toolButtonStyle != Qt::ToolButtonTextOnly && (arrow || !option.icon.isNull());
  const bool hasWords =
      !option.text.isEmpty() && (option.toolButtonStyle != Qt::ToolButtonIconOnly || !hasGlyph);
  const QFont font = widget != nullptr ? widget->font() : QFont();
  const QFontMetrics metrics(font);
  const int words = hasWords ? metrics.size(Qt::TextShowMnemonic, option.text).width() + 2 : 0;
  const int glyph = !hasGlyph ? 0 : arrow ? Theme::scaled(10) : option.iconSize.width();
  const Places places(option, glyph, words, 0);
  const QColor colour = option.palette.color(QPalette::ButtonText);
  if (hasGlyph && arrow) drawChevron(painter, places.icon, option.arrowType, colour);
  if (hasGlyph && !arrow) {
    option.icon.paint(&painter, centred(places.icon, option.iconSize), Qt::AlignCenter,
                      has(option, QStyle::State_Enabled) ? QIcon::Normal : QIcon::Disabled,
                      has(option, QStyle::State_On) ? QIcon::On : QIcon::Off);
  }
  if (!hasWords) return;
  painter.setFont(font);
  painter.setPen(colour);
  painter.drawText(
      places.words, Qt::AlignCenter | Qt::TextShowMnemonic,
      metrics.elidedText(option.text, Qt::ElideRight, places.words.width(), Qt::TextShowMnemonic));
}

void drawCheckBox(const QStyleOption& option, QPainter& painter) {
  const Theme& theme = Theme::instance();
  const bool enabled = has(option, QStyle::State_Enabled);
  const bool on = has(option, QStyle::State_On) || has(option, QStyle::State_NoChange);
  const QColor filled = enabled ? theme.filled() : theme.palette().line;
  const QColor outline =
      mixed(theme.palette().line, theme.palette().dim, isHovered(option) ? 0.8 : 0.4);
  const QRectF place(option.rect);
  drawBox(
      painter, place,
      {.fill = on ? filled : theme.palette().raised, .line = on ? filled : outline, .radius = 4});
  if (!on) return;
  painter.save();
  painter.setRenderHint(QPainter::Antialiasing);
  painter.setPen(
      QPen(theme.onFilled(), place.width() / 9, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
  const auto at = [&place](double x, double y) {
    return place.topLeft() + QPointF(x * place.width(), y * place.height());
  };
  if (has(option, QStyle::State_NoChange)) {
    painter.drawLine(at(0.28, 0.5), at(0.72, 0.5));
  } else {
    const QPointF tick[] = {at(0.26, 0.53), at(0.43, 0.70), at(0.75, 0.33)};
    painter.drawPolyline(tick, 3);
  }
  painter.restore();
}

void drawRadioButton(const QStyleOption& option, QPainter& painter) {
  const Theme& theme = Theme::instance();
  const bool on = has(option, QStyle::State_On);
  const QColor filled = has(option, QStyle::State_Enabled) ? theme.filled() : theme.palette().line;
  const QRectF place(option.rect);
  drawBox(painter, place,
          {.fill = on ? filled : theme.palette().raised,
           .line = on ? filled : mixed(theme.palette().line, theme.palette().dim, 0.4),
           .radius = place.height() / 2});
  if (!on) return;
  const double inset = place.width() * 0.32;
  drawBox(painter, place.adjusted(inset, inset, -inset, -inset),
          {.fill = theme.onFilled(), .radius = place.height() / 2});
}

QSize buttonSize(const QStyleOptionButton& option, const QWidget* widget) {
  const QFont font = wordsFont(widget);
  const QSize words = QFontMetrics(font).size(Qt::TextShowMnemonic, option.text);
  const bool pill = is(widget, "pill");
  int width = 2 * Theme::scaled(pill ? 12 : 16) + words.width() + keysWidth(widget, font);
  if (!option.icon.isNull()) {
    width += option.iconSize.width() + (option.text.isEmpty() ? 0 : Theme::scaled(gap));
  }
  if (option.features.testFlag(QStyleOptionButton::HasMenu)) width += Theme::scaled(16);
  const int height =
      std::max(Theme::scaled(pill ? pillHeight : buttonHeight), words.height() + Theme::scaled(8));
  return {std::max(width, height), height};
}

QSize toolButtonSize(const QStyleOptionToolButton& option, const QSize& contents,
                     const QWidget* widget) {
  const bool menu = option.features.testFlag(QStyleOptionToolButton::HasMenu);
  const bool onlyIcon = option.toolButtonStyle == Qt::ToolButtonIconOnly && !option.icon.isNull();
  const bool tight = is(widget, "tight");
  const int side = Theme::scaled(onlyIcon ? (tight ? 3 : 6) : (tight ? 6 : 10));
  const int height =
      tight ? contents.height() + 2 * Theme::scaled(3)
            : std::max(contents.height() + 2 * Theme::scaled(4), Theme::scaled(pillHeight));
  const int arrow = menu && !option.text.isEmpty() && !onlyIcon ? Theme::scaled(16) : 0;
  return {std::max(contents.width() + 2 * side + arrow, height), height};
}

}  // namespace maulstick::ui::parts
