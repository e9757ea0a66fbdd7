#include "ui/styles/cell_delegate.h"

#include <QAbstractItemView>
#include <QPainter>
#include <QPainterPath>

#include "ui/series/cell_words.h"
#include "ui/series/series.h"
#include "ui/widgets/colours.h"
#include "ui/widgets/paint.h"
#include "ui/widgets/theme.h"

namespace maulstick::ui {
namespace {

using State = SeriesCell::State;

constexpr double radius = 8;
constexpr int scaledMemory = 64 << 10;  // kilobytes
constexpr double ring = 2.5;

// As large as fits into `place`, in its middle.
QRectF fitted(const QSize& size, const QRectF& place) {
  QRectF inside(QPointF(), QSizeF(size).scaled(place.size(), Qt::KeepAspectRatio));
  inside.moveCenter(place.center());
  return inside;
}

void drawRing(QPainter& painter, const QRectF& place, double away, const QColor& colour,
              double width) {
  painter.setPen(QPen(colour, width));
  painter.setBrush(Qt::NoBrush);
  painter.drawRoundedRect(place.adjusted(-away, -away, away, away), radius + away, radius + away);
}

// A dark label on the picture's lower edge; the same in both palettes, as pictures are.
void drawBadge(QPainter& painter, const QRectF& place, const QString& words) {
  if (words.isEmpty()) return;
  painter.setFont(Theme::instance().font(TextRole::small));
  const QFontMetricsF metrics(painter.font());
  const double height = metrics.height() + 4;
  const double room = place.width() - 12;
  const double width = std::min(room, tabularWidth(metrics, words) + 12);
  const QRectF badge(place.left() + 6, place.bottom() - height - 6, width, height);
  painter.setPen(Qt::NoPen);
  painter.setBrush(QColor(0, 0, 0, 165));
  painter.drawRoundedRect(badge, 5, 5);
  painter.setPen(Qt::white);
  drawTabular(painter, badge, Qt::AlignCenter,
              metrics.elidedText(words, Qt::ElideRight, room - 10));
}

QString badgeWords(const Series& series, int number) {
  const SeriesCell& cell = series.cell(number);
  if (cell.state == State::painting) return stateWords(series, number);
  const QString score = scoreWords(cell);
  return series.isBest(number) ? QStringLiteral("★ ") + score : score;
}

}  // namespace

CellDelegate::CellDelegate(QObject* parent) : QStyledItemDelegate(parent), scaled_(scaledMemory) {}

QSize CellDelegate::sizeHint(const QStyleOptionViewItem& option,
                             const QModelIndex& /*index*/) const {
  return option.rect.size();
}

void CellDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option,
                         const QModelIndex& index) const {
  const auto* series = qobject_cast<const Series*>(index.model());
  if (series == nullptr) return;
  const int number = series->numberOf(index);
  const SeriesCell& cell = series->cell(number);
  const QRectF place = QRectF(option.rect).adjusted(margin, margin, -margin, -margin);
  painter->save();
  painter->setRenderHint(QPainter::Antialiasing);
  painter->setRenderHint(QPainter::SmoothPixmapTransform);
  const bool isNow = cell.state == State::painting;
  const QImage image =
      isNow ? series->progress().preview : index.data(Qt::DecorationRole).value<QImage>();
  if (image.isNull()) {
    drawEmpty(*painter, place, *series, number);
  } else {
    drawPicture(*painter, place, *series, number, image);
  }
  const Palette& colours = Theme::instance().palette();
  if (series->isBest(number)) drawRing(*painter, place, 2, colours.accent, ring);
  const auto* view = qobject_cast<const QAbstractItemView*>(option.widget);
  const bool focused = view != nullptr && view->hasFocus() && view->currentIndex() == index;
  if (focused) {
    drawRing(*painter, place, 4, colours.text, 1.5);
  } else if (option.state.testFlag(QStyle::State_MouseOver) && cell.state == State::done) {
    drawRing(*painter, place, series->isBest(number) ? 4 : 2, colours.dim, 1);
  }
  painter->restore();
}

void CellDelegate::drawPicture(QPainter& painter, const QRectF& place, const Series& series,
                               int number, const QImage& image) const {
  QPainterPath outline;
  outline.addRoundedRect(place, radius, radius);
  painter.fillPath(outline, Theme::instance().palette().raised);
  painter.setClipPath(outline);
  const double density = densityOf(painter);
  const QRectF inside = fitted(image.size(), place);
  const QSize pixels = (inside.size() * density).toSize();
  const SeriesCell& cell = series.cell(number);
  if (cell.state == State::painting) {
    painter.drawImage(inside, image);
  } else {
    const QString key = QStringLiteral("%1/%2/%3x%4")
                            .arg(image.cacheKey())
                            .arg(number)
                            .arg(pixels.width())
                            .arg(pixels.height());
    QPixmap* known = scaled_.object(key);
    if (known == nullptr) {
      known = new QPixmap(QPixmap::fromImage(
          image.scaled(pixels, Qt::IgnoreAspectRatio, Qt::SmoothTransformation)));
      scaled_.insert(key, known, 1 + pixels.width() * pixels.height() / 256);  // the cache owns it
    }
    painter.drawPixmap(inside, *known, QRectF(known->rect()));
  }
  drawBadge(painter, place, badgeWords(series, number));
  painter.setClipping(false);
}

void CellDelegate::drawEmpty(QPainter& painter, const QRectF& place, const Series& series,
                             int number) const {
  const Palette& colours = Theme::instance().palette();
  const SeriesCell& cell = series.cell(number);
  const bool failed = cell.state == State::failed;
  painter.setPen(
      QPen(failed ? colours.third : colours.line, 1, failed ? Qt::SolidLine : Qt::DashLine));
  painter.setBrush(Qt::NoBrush);
  painter.drawRoundedRect(place.adjusted(0.5, 0.5, -0.5, -0.5), radius, radius);
  painter.setFont(Theme::instance().font(TextRole::small));
  painter.setPen(failed ? colours.text : colours.dim);
  const QString words = failed ? tr("Failed: %1").arg(cell.error) : stateWords(series, number);
  painter.drawText(place.adjusted(8, 8, -8, -8), Qt::AlignCenter | Qt::TextWordWrap, words);
}

}  // namespace maulstick::ui
