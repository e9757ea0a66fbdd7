#include "ui/compare/picture_delegate.h"

#include <QAbstractItemView>
#include <QPainter>
#include <QPainterPath>
#include <QPixmapCache>
#include <algorithm>

#include "ui/compare/side_colours.h"
#include "ui/widgets/colours.h"
#include "ui/widgets/icon.h"
#include "ui/widgets/paint.h"
#include "ui/widgets/theme.h"

namespace maulstick::ui {
namespace {

constexpr int side = 100;
constexpr int margin = 6;
constexpr int nameHeight = 20;
constexpr double radius = 8;
constexpr int markSize = 18;
constexpr int iconSize = 24;

// The middle of the picture, as large as covers `size`. Kept: large pictures take a while to scale.
QPixmap covering(const QImage& picture, const QSize& size, double density) {
  const QSize pixels = (QSizeF(size) * density).toSize();
  const QString key = QStringLiteral("compared/%1/%2x%3")
                          .arg(picture.cacheKey())
                          .arg(pixels.width())
                          .arg(pixels.height());
  QPixmap kept;
  if (QPixmapCache::find(key, &kept)) return kept;
  const QSize large = picture.size().scaled(pixels, Qt::KeepAspectRatioByExpanding);
  const QPoint corner((large.width() - pixels.width()) / 2, (large.height() - pixels.height()) / 2);
  const QImage scaled = picture.scaled(large, Qt::IgnoreAspectRatio, Qt::SmoothTransformation);
  kept = QPixmap::fromImage(scaled.copy(QRect(corner, pixels)));
  kept.setDevicePixelRatio(density);
  QPixmapCache::insert(key, kept);
  return kept;
}

}  // namespace

PictureDelegate::PictureDelegate(const Comparison& comparison, QObject* parent)
    : QStyledItemDelegate(parent), comparison_(comparison) {}

QSize PictureDelegate::cellSize() {
  return {side + 2 * margin, side + 2 * margin + Theme::scaled(nameHeight)};
}

QSize PictureDelegate::sizeHint(const QStyleOptionViewItem& /*option*/,
                                const QModelIndex& /*index*/) const {
  return cellSize();
}

void PictureDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option,
                            const QModelIndex& index) const {
  const ComparedPicture* picture = comparison_.picture(index.row());
  if (picture == nullptr) return;
  const Palette& colours = Theme::instance().palette();
  const QRectF place(option.rect.left() + margin, option.rect.top() + margin, side, side);
  painter->save();
  painter->setRenderHint(QPainter::Antialiasing);
  drawPicture(*painter, place, *picture);
  drawState(*painter, place, *picture);
  drawSides(*painter, place, index.row());
  const bool isOnCanvas =
      comparison_.index(Side::left) == index.row() || comparison_.index(Side::right) == index.row();
  const QRectF words(place.left() - margin / 2.0, place.bottom() + 5, side + margin,
                     Theme::scaled(nameHeight));
  painter->setFont(Theme::instance().font(TextRole::small));
  painter->setPen(isOnCanvas ? colours.text : colours.dim);
  painter->drawText(
      words, Qt::AlignHCenter | Qt::AlignTop,
      QFontMetricsF(painter->font()).elidedText(picture->name, Qt::ElideRight, words.width()));
  if (option.state.testFlag(QStyle::State_HasFocus)) {
    painter->setPen(QPen(colours.text, 2));
    painter->setBrush(Qt::NoBrush);
    painter->drawRoundedRect(place.adjusted(-4, -4, 4, 4), radius + 4, radius + 4);
  }
  painter->restore();
}

void PictureDelegate::drawPicture(QPainter& painter, const QRectF& place,
                                  const ComparedPicture& picture) const {
  QPainterPath outline;
  outline.addRoundedRect(place, radius, radius);
  painter.fillPath(outline, Theme::instance().palette().raised);
  if (picture.image.isNull()) return;
  painter.setClipPath(outline);
  painter.drawPixmap(place.topLeft(),
                     covering(picture.image, place.size().toSize(), densityOf(painter)));
  painter.setClipping(false);
}

void PictureDelegate::drawState(QPainter& painter, const QRectF& place,
                                const ComparedPicture& picture) const {
  const Palette& colours = Theme::instance().palette();
  using State = ComparedPicture::State;
  if (picture.state == State::failed || picture.state == State::stopped) {
    const bool failed = picture.state == State::failed;
    const QPoint corner = place.center().toPoint() - QPoint(iconSize / 2, iconSize / 2);
    themedIcon(failed ? QStringLiteral("warning") : QStringLiteral("stop"))
        .paint(&painter, QRect(corner, QSize(iconSize, iconSize)));
  } else if (picture.state == State::waiting) {
    const QPoint corner = place.center().toPoint() - QPoint(iconSize / 2, iconSize / 2);
    themedIcon(QStringLiteral("clock")).paint(&painter, QRect(corner, QSize(iconSize, iconSize)));
  } else if (picture.state == State::painting && picture.steps > 0) {
    const QRectF bar(place.left() + 8, place.bottom() - 11, place.width() - 16, 3);
    drawBox(painter, bar, {.fill = faded(colours.canvas, 0.7), .radius = 1.5});
    const double share = static_cast<double>(picture.stepsDone) / picture.steps;
    drawBox(painter, QRectF(bar.topLeft(), QSizeF(bar.width() * share, bar.height())),
            {.fill = colours.accent, .radius = 1.5});
  }
}

// A ring of the accent, and which side it is.
void PictureDelegate::drawSides(QPainter& painter, const QRectF& place, int row) const {
  const Palette& colours = Theme::instance().palette();
  double x = place.left() + 5;
  for (const Side one : {Side::left, Side::right}) {
    if (comparison_.index(one) != row) continue;
    painter.setPen(QPen(colours.accent, 2.5));
    painter.setBrush(Qt::NoBrush);
    painter.drawRoundedRect(place.adjusted(-1.5, -1.5, 1.5, 1.5), radius + 1.5, radius + 1.5);
    const QRectF mark(x, place.top() + 5, markSize, markSize);
    drawBox(painter, mark, {.fill = QColor(0, 0, 0, 190), .radius = 5});
    painter.setFont(Theme::instance().font(TextRole::strong));
    painter.setPen(Qt::white);
    painter.drawText(mark, Qt::AlignCenter, letterOf(one));
    x += markSize + 4;
  }
}

}  // namespace maulstick::ui
