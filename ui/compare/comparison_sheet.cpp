// The sheet: all pictures in rows, their names and figures below them, and what they were painted
// from.

#include <QCoreApplication>
#include <QPainter>
#include <algorithm>
#include <cmath>

#include "ui/compare/comparison_files.h"
#include "ui/widgets/paint.h"
#include "ui/widgets/theme.h"

namespace maulstick::ui {
namespace {

constexpr int edge = 32;
constexpr int gap = 24;
constexpr int cell = 320;
constexpr int mostAcross = 5;
constexpr int lineHeight = 22;

QString tr(const char* text) {
  return QCoreApplication::translate("maulstick::ui::ComparisonFiles", text);
}

// In pixels of its own: what the screen's text is scaled by is no matter of a file.
QFont fontOf(TextRole role, int pixels) {
  QFont font = Theme::instance().font(role);
  font.setPixelSize(pixels);
  return font;
}

int columnsFor(std::size_t count) {
  const int pictures = std::max(1, static_cast<int>(count));
  const int rows = (pictures + mostAcross - 1) / mostAcross;
  return (pictures + rows - 1) / rows;
}

class SheetPainter {
 public:
  explicit SheetPainter(const ComparisonFacts& facts)
      : facts_(facts), across_(columnsFor(facts.pictures.size())) {
    for (const FigureColumn& column : facts.columns) {
      best_.push_back(bestOf(column, facts.pictures));
    }
  }

  QImage paint() {
    const QString head = headline();
    QImage sheet(QSize(width(), 1), QImage::Format_RGB32);
    const int headHeight = heightOf(sheet, head);
    const auto rows = (facts_.pictures.size() + static_cast<std::size_t>(across_) - 1) /
                      static_cast<std::size_t>(across_);
    sheet = QImage(width(), 2 * edge + headHeight + gap + static_cast<int>(rows) * rowHeight(),
                   QImage::Format_RGB32);
    sheet.fill(Theme::instance().palette().panel);
    QPainter painter(&sheet);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setRenderHint(QPainter::SmoothPixmapTransform);
    painter.setFont(fontOf(TextRole::strong, 17));
    painter.setPen(Theme::instance().palette().text);
    painter.drawText(QRect(edge, edge, width() - 2 * edge, headHeight), Qt::TextWordWrap, head);
    for (std::size_t i = 0; i < facts_.pictures.size(); ++i) {
      const int column = static_cast<int>(i) % across_;
      const int row = static_cast<int>(i) / across_;
      drawPicture(painter, i,
                  {edge + column * (cell + gap), edge + headHeight + gap + row * rowHeight()});
    }
    return sheet;
  }

 private:
  [[nodiscard]] int width() const { return 2 * edge + across_ * cell + (across_ - 1) * gap; }

  [[nodiscard]] int rowHeight() const {
    const int lines = (static_cast<int>(facts_.columns.size()) + 1) / 2;
    return cell + 12 + lineHeight + lines * lineHeight + gap;
  }

  [[nodiscard]] int heightOf(QImage& device, const QString& words) const {
    QPainter painter(&device);
    painter.setFont(fontOf(TextRole::strong, 17));
    return painter.boundingRect(QRect(0, 0, width() - 2 * edge, 10'000), Qt::TextWordWrap, words)
        .height();
  }

  // Whether all whose settings are known have this one in common.
  template <typename Value>
  [[nodiscard]] bool share(Value Request::*setting) const {
    const Request* first = nullptr;
    for (const ComparedPicture& one : facts_.pictures) {
      if (!one.request) continue;
      if (first == nullptr) first = &*one.request;
      if ((*one.request).*setting != first->*setting) return false;
    }
    return first != nullptr;
  }

  // What they have in common.
  [[nodiscard]] QString headline() const {
    if (!share(&Request::prompt)) return tr("Comparison");
    const Request& one = *std::ranges::find_if(facts_.pictures, [](const ComparedPicture& picture) {
                            return picture.request.has_value();
                          })->request;
    QStringList words = {QString::fromStdString(one.prompt)};
    if (share(&Request::seed) && one.seed >= 0) words << tr("seed %1").arg(one.seed);
    if (share(&Request::steps)) words << tr("%1 steps").arg(one.steps);
    return words.join(QStringLiteral(" · "));
  }

  void drawPicture(QPainter& painter, std::size_t index, const QPoint& corner) const {
    const ComparedPicture& picture = facts_.pictures[index];
    const Palette& colours = Theme::instance().palette();
    const QRect place(corner, QSize(cell, cell));
    if (picture.image.isNull()) {
      drawBox(painter, place, {.fill = colours.raised, .radius = 4});
      painter.setFont(fontOf(TextRole::body, 13));
      painter.setPen(colours.dim);
      painter.drawText(place.adjusted(12, 12, -12, -12), Qt::AlignCenter | Qt::TextWordWrap,
                       picture.problem);
    } else {
      drawPixels(painter, place, picture.image);
    }
    painter.setFont(fontOf(TextRole::strong, 15));
    painter.setPen(colours.text);
    const QRect name(corner.x(), corner.y() + cell + 10, cell, lineHeight);
    painter.drawText(name, Qt::AlignVCenter | Qt::AlignLeft,
                     QFontMetricsF(painter.font()).elidedText(picture.name, Qt::ElideRight, cell));
    drawFigures(painter, index, name.bottomLeft() + QPoint(0, 1));
  }

  // Whole pixels are kept where they have room.
  static void drawPixels(QPainter& painter, const QRect& place, const QImage& image) {
    const QSize large = image.size().scaled(place.size(), Qt::KeepAspectRatio);
    const bool grows = large.width() > image.width();
    const QImage drawn = image.scaled(large, Qt::IgnoreAspectRatio,
                                      grows ? Qt::FastTransformation : Qt::SmoothTransformation);
    painter.drawImage(place.left() + (place.width() - large.width()) / 2,
                      place.top() + (place.height() - large.height()) / 2, drawn);
  }

  void drawFigures(QPainter& painter, std::size_t index, const QPoint& corner) const {
    const Palette& colours = Theme::instance().palette();
    const int half = cell / 2;
    for (std::size_t i = 0; i < facts_.columns.size(); ++i) {
      const FigureColumn& column = facts_.columns[i];
      const double value = column.value(facts_.pictures[index]);
      const int x = corner.x() + static_cast<int>(i % 2) * half;
      const QRect line(x, corner.y() + static_cast<int>(i / 2) * lineHeight, half - 16, lineHeight);
      painter.setFont(fontOf(TextRole::body, 13));
      painter.setPen(colours.dim);
      painter.drawText(line, Qt::AlignVCenter | Qt::AlignLeft, column.title);
      const bool best = best_[i][index];
      painter.setFont(fontOf(best ? TextRole::strong : TextRole::body, 13));
      painter.setPen(best ? colours.accent : colours.text);
      drawTabular(painter, QRectF(line), Qt::AlignRight,
                  std::isfinite(value) ? column.text(value) : QStringLiteral("–"));
    }
  }

  const ComparisonFacts& facts_;
  int across_;
  std::vector<std::vector<bool>> best_;  // by column
};

}  // namespace

QImage comparisonSheet(const ComparisonFacts& facts) {
  return SheetPainter(facts).paint();
}

}  // namespace maulstick::ui
