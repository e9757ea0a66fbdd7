#include "ui/models/model_delegate.h"

#include <QApplication>
#include <QPainter>

#include "ui/models/model_list.h"
#include "ui/widgets/icon.h"
#include "ui/widgets/paint.h"
#include "ui/widgets/theme.h"

namespace maulstick::ui {
namespace {

constexpr double side = 12;
constexpr double rise = 8;
constexpr double lineGap = 2;
constexpr double markSize = 16;

int heightOf(TextRole role) {
  return QFontMetrics(Theme::instance().font(role)).height();
}

// A tick for the model that paints, a sign for one that cannot.
QString markOf(const QModelIndex& index) {
  const auto state = static_cast<ModelState>(index.data(ModelList::StateRole).toInt());
  if (state == ModelState::damaged || state == ModelState::none) return QStringLiteral("warning");
  return index.data(ModelList::UsedRole).toBool() ? QStringLiteral("check") : QString();
}

}  // namespace

QSize ModelDelegate::sizeHint(const QStyleOptionViewItem& /*option*/,
                              const QModelIndex& /*index*/) const {
  const int height = heightOf(TextRole::strong) + heightOf(TextRole::small) +
                     Theme::scaled(lineGap) + 2 * Theme::scaled(rise);
  return {Theme::scaled(160), height};
}

void ModelDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option,
                          const QModelIndex& index) const {
  const Theme& theme = Theme::instance();
  QApplication::style()->drawPrimitive(QStyle::PE_PanelItemViewItem, &option, painter,
                                       option.widget);
  painter->save();
  const int x = Theme::scaled(side);
  const int y = Theme::scaled(rise);
  QRect all = option.rect.adjusted(x, y, -x, -y);
  const auto mirrored = [&option](const QRect& place) {
    return QStyle::visualRect(option.direction, option.rect, place);
  };
  if (const QString mark = markOf(index); !mark.isEmpty()) {
    const int size = Theme::scaled(markSize);
    const QRect place(all.right() + 1 - size, all.center().y() - size / 2, size, size);
    const bool used = index.data(ModelList::UsedRole).toBool();
    themedIcon(mark).paint(painter, mirrored(place), Qt::AlignCenter, QIcon::Normal,
                           used ? QIcon::On : QIcon::Off);
    all.setRight(place.left() - Theme::scaled(8));
  }
  const auto line = [&](TextRole role, const QColor& colour, int top, const QString& text) {
    const QFont font = theme.font(role);
    const QRect place = mirrored(QRect(all.x(), top, all.width(), heightOf(role)));
    painter->setFont(font);
    painter->setPen(colour);
    painter->drawText(place,
                      static_cast<int>(Qt::AlignVCenter |
                                       QStyle::visualAlignment(option.direction, Qt::AlignLeft)),
                      QFontMetrics(font).elidedText(text, Qt::ElideRight, place.width()));
  };
  line(TextRole::strong, theme.palette().text, all.y(), index.data().toString());
  line(TextRole::small, theme.palette().dim,
       all.y() + heightOf(TextRole::strong) + Theme::scaled(lineGap),
       index.data(ModelList::NoteRole).toString());
  if (option.state.testFlag(QStyle::State_HasFocus) &&
      option.state.testFlag(QStyle::State_KeyboardFocusChange)) {
    drawFocusRing(*painter, option.rect, 6);
  }
  painter->restore();
}

}  // namespace maulstick::ui
