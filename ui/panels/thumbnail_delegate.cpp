#include "ui/panels/thumbnail_delegate.h"

#include <QPainter>
#include <QPainterPath>
#include <QStyle>

#include "ui/history/history_model.h"
#include "ui/widgets/icon.h"
#include "ui/widgets/theme.h"

namespace maulstick::ui {
namespace {

constexpr int margin = 4;
constexpr double radius = 8;
constexpr int starSize = 14;

// The middle of `image`, as large as fits, over the whole of `place`.
void drawCovering(QPainter& painter, const QRectF& place, const QImage& image) {
  const double side = std::min(image.width(), image.height());
  const QRectF part((image.width() - side) / 2, (image.height() - side) / 2, side, side);
  painter.drawImage(place, image, part);
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
  const QRect square = QStyle::alignedRect(option.direction, Qt::AlignCenter,
                                           sizeHint(option, index), option.rect);
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
  const bool selected = option.state.testFlag(QStyle::State_Selected);
  if (selected || option.state.testFlag(QStyle::State_MouseOver)) {
    painter->setPen(QPen(selected ? colours.accent : colours.dim, selected ? 2.5 : 1));
    painter->drawRoundedRect(place.adjusted(-1.5, -1.5, 1.5, 1.5), radius + 1.5, radius + 1.5);
  }
  if (index.data(HistoryModel::StarredRole).toBool()) {
    const QRect star(static_cast<int>(place.right()) - starSize - 4,
                     static_cast<int>(place.top()) + 4, starSize, starSize);
    themedIcon(QStringLiteral("star-filled")).paint(painter, star);
  }
  painter->restore();
}

}  // namespace maulstick::ui
