#include "ui/window/drop_overlay.h"

#include <QAccessible>
#include <QPainter>
#include <algorithm>

#include "ui/widgets/colours.h"
#include "ui/widgets/icon.h"
#include "ui/widgets/paint.h"
#include "ui/widgets/theme.h"

namespace maulstick::ui {
namespace {

constexpr int frameGap = 12;
constexpr int iconSize = 32;
constexpr int padding = 28;
constexpr int textSize = 18;

QString iconOf(DropKind kind) {
  switch (kind) {
    case DropKind::picture: return QStringLiteral("paint");
    case DropKind::model: return QStringLiteral("model");
    case DropKind::embedding:
    case DropKind::styles: return QStringLiteral("add");
    case DropKind::series: return QStringLiteral("folder");
    case DropKind::nothing: break;
  }
  return QStringLiteral("warning");
}

}  // namespace

DropOverlay::DropOverlay(QWidget* window) : QWidget(window) {
  setAttribute(Qt::WA_TransparentForMouseEvents);
  hide();
}

void DropOverlay::tell(const DropOffer& offer) {
  offer_ = offer;
  setGeometry(parentWidget()->rect());
  setAccessibleName(offer.words);
  raise();
  show();
  update();
  QAccessibleEvent alert(this, QAccessible::Alert);
  QAccessible::updateAccessibility(&alert);
}

void DropOverlay::paintEvent(QPaintEvent* /*event*/) {
  const Theme& theme = Theme::instance();
  const Palette& colours = theme.palette();
  const QColor mark = offer_.kind == DropKind::nothing ? colours.third : colours.accent;
  QPainter painter(this);
  painter.setRenderHint(QPainter::Antialiasing);
  painter.fillRect(rect(), faded(colours.ground, 0.72));
  QPen dashes(mark, 2, Qt::DashLine, Qt::RoundCap);
  dashes.setDashPattern({4, 4});
  painter.setPen(dashes);
  painter.drawRoundedRect(QRectF(rect()).adjusted(frameGap, frameGap, -frameGap, -frameGap), 10,
                          10);

  QFont font = theme.font(TextRole::strong);
  font.setPixelSize(Theme::scaled(textSize));
  const QFontMetrics metrics(font);
  const int room = std::max(80, width() - 4 * frameGap - 2 * padding);
  const QRect words = metrics.boundingRect(QRect(0, 0, room, height()),
                                           Qt::AlignCenter | Qt::TextWordWrap, offer_.words);
  const int icon = Theme::scaled(iconSize);
  QRect card(0, 0, std::max(words.width(), icon) + 2 * padding,
             words.height() + icon + 12 + 2 * padding);
  card.moveCenter(rect().center());
  drawBox(painter, card,
          {.fill = colours.raised, .line = mixed(colours.line, mark, 0.5), .radius = 12});
  const QRect iconPlace(card.center().x() - icon / 2, card.top() + padding, icon, icon);
  themedIcon(iconOf(offer_.kind)).paint(&painter, iconPlace);
  painter.setFont(font);
  painter.setPen(colours.text);
  painter.drawText(card.adjusted(padding, padding + icon + 12, -padding, -padding),
                   Qt::AlignCenter | Qt::TextWordWrap, offer_.words);
}

}  // namespace maulstick::ui
