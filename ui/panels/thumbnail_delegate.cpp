#include "ui/panels/thumbnail_delegate.h"

#include <QPainter>
#include <QPainterPath>
#include <QStyle>

#include "ui/history/history_model.h"
#include "ui/panels/history_list.h"
#include "ui/widgets/icon.h"
#include "ui/widgets/paint.h"
#include "ui/widgets/theme.h"

namespace maulstick::ui {
namespace {

constexpr int margin = 4;
constexpr double radius = 8;
constexpr int starSize = 14;

// The middle of `image`, as large as fits, over the whole of `place`: brought to the pixels of the screen
// by areas, for a painter that does it by points makes fine detail flicker.
void drawCovering(QPainter& painter, const QRectF& place, const QImage& image) {
  const int side = std::min(image.width(), image.height());
  const QRect part((image.width() - side) / 2, (image.height() - side) / 2, side, side);
  const double density = densityOf(painter);
  const QSize pixels = (place.size() * density).toSize();
  QImage fitting = image.copy(part).scaled(pixels, Qt::IgnoreAspectRatio, Qt::SmoothTransformation);
  fitting.setDevicePixelRatio(density);
  painter.drawImage(place.topLeft(), fitting);
}

// On the canvas: a line of the accent. Where the keyboard is: a wider one of the text's colour around it,
// with a gap, so that the two are told apart without their colours.
void drawRing(QPainter& painter, const QRectF& place, const QStyleOptionViewItem& option,
              const QModelIndex& index) {
  const Palette& colours = Theme::instance().palette();
  const auto ring = [&](double away, const QColor& colour, double width) {
    painter.setPen(QPen(colour, width));
    painter.drawRoundedRect(place.adjusted(-away, -away, away, away), radius + away, radius + away);
  };
  const auto* list = qobject_cast<const HistoryList*>(option.widget);
  const bool focused = list != nullptr && list->hasRing() && list->currentIndex() == index;
  const bool selected = option.state.testFlag(QStyle::State_Selected);
  if (selected) {
    ring(focused ? -1 : 1.5, colours.accent, 2.5);
  } else if (option.state.testFlag(QStyle::State_MouseOver)) {
    ring(1.5, colours.dim, 1);
  }
  if (focused) ring(3, colours.text, 2);
}

}  // namespace

QSize ThumbnailDelegate::sizeHint(const QStyleOptionViewItem& /*option*/,
                                  const QModelIndex& /*index*/) const {
  return {cell, cell};
}

void ThumbnailDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option,
                              const QModelIndex& index) const {
  const Palette& colours = Theme::instance().palette();
  // A list gives its one row all its height.
  const QRect square =
      QStyle::alignedRect(option.direction, Qt::AlignCenter, sizeHint(option, index), option.rect);
  const QRectF place = QRectF(square).adjusted(margin, margin, -margin, -margin);
  painter->save();
  painter->setRenderHint(QPainter::Antialiasing);
  painter->setRenderHint(QPainter::SmoothPixmapTransform);
  QPainterPath outline;
  outline.addRoundedRect(place, radius, radius);
  painter->fillPath(outline, colours.raised);
  const auto image = index.data(HistoryModel::ThumbnailRole).value<QImage>();
  if (!image.isNull()) {
    painter->setClipPath(outline);
    drawCovering(*painter, place, image);
    painter->setClipping(false);
  }
  drawRing(*painter, place, option, index);
  if (index.data(HistoryModel::StarredRole).toBool()) {
    const QRect star(static_cast<int>(place.right()) - starSize - 4,
                     static_cast<int>(place.top()) + 4, starSize, starSize);
    themedIcon(QStringLiteral("star-filled")).paint(painter, star);
  }
  painter->restore();
}

}  // namespace maulstick::ui
