#include "ui/widgets/icon.h"

#include <QGuiApplication>
#include <QIconEngine>
#include <QPainter>
#include <QPixmapCache>
#include <QSvgRenderer>
#include <utility>

#include "ui/widgets/paint.h"
#include "ui/widgets/theme.h"

// Resources of a static library are linked only when they are asked for, from outside any
// namespace.
static void loadIcons() {
  Q_INIT_RESOURCE(icons);
}

namespace maulstick::ui {
namespace {

constexpr double iconSize = 16;

// Arrows that point along the line of text.
bool turnsAround(const QString& name) {
  if (QGuiApplication::layoutDirection() != Qt::RightToLeft) return false;
  return name == QLatin1String("chevron-right") || name == QLatin1String("undo") ||
         name == QLatin1String("redo");
}

// The files are drawn in black; only their coverage counts. `size` is in device pixels.
QPixmap drawn(const QString& name, const QSize& size, const QColor& colour) {
  const bool mirrored = turnsAround(name);
  const QString key = QStringLiteral("maulstick/%1/%2x%3/%4/%5")
                          .arg(name)
                          .arg(size.width())
                          .arg(size.height())
                          .arg(colour.rgba())
                          .arg(mirrored);
  QPixmap picture;
  if (QPixmapCache::find(key, &picture)) return picture;
  picture = QPixmap(size);
  picture.fill(Qt::transparent);
  QPainter painter(&picture);
  if (mirrored) {
    painter.translate(size.width(), 0);
    painter.scale(-1, 1);
  }
  QSvgRenderer(QStringLiteral(":/icons/%1.svg").arg(name)).render(&painter);
  painter.setCompositionMode(QPainter::CompositionMode_SourceIn);
  painter.fillRect(picture.rect(), colour);
  painter.end();
  QPixmapCache::insert(key, picture);
  return picture;
}

class TintedIcon : public QIconEngine {
 public:
  explicit TintedIcon(QString name) : name_(std::move(name)) {}

  void paint(QPainter* painter, const QRect& place, QIcon::Mode mode, QIcon::State state) override {
    const QSize size = place.size() * densityOf(*painter);
    painter->drawPixmap(place, drawn(name_, size, colour(mode, state)));
  }

  QPixmap pixmap(const QSize& size, QIcon::Mode mode, QIcon::State state) override {
    return drawn(name_, size, colour(mode, state));
  }

  [[nodiscard]] QIconEngine* clone() const override { return new TintedIcon(name_); }
  [[nodiscard]] QString key() const override { return QStringLiteral("maulstick"); }

 private:
  [[nodiscard]] QColor colour(QIcon::Mode mode, QIcon::State state) const {
    const Palette& colours = Theme::instance().palette();
    const bool filled = name_.endsWith(QLatin1String("-filled"));
    if (mode == QIcon::Disabled) return Theme::instance().faint();
    return filled || state == QIcon::On ? colours.accent : colours.text;
  }

  QString name_;
};

QColor colourOf(IconLabel::Tone tone) {
  const Palette& colours = Theme::instance().palette();
  switch (tone) {
    case IconLabel::Tone::dim: return colours.dim;
    case IconLabel::Tone::accent: return colours.accent;
    case IconLabel::Tone::second: return colours.second;
    case IconLabel::Tone::third: return colours.third;
    case IconLabel::Tone::text: break;
  }
  return colours.text;
}

}  // namespace

QIcon themedIcon(const QString& name) {
  loadIcons();
  return QIcon(new TintedIcon(name));
}

IconLabel::IconLabel(const QString& name, QWidget* parent) : QWidget(parent), name_(name) {
  loadIcons();
  setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
  connect(&Theme::instance(), &Theme::changed, this, [this] {
    updateGeometry();
    update();
  });
}

void IconLabel::setIcon(const QString& name, Tone tone) {
  name_ = name;
  tone_ = tone;
  update();
}

QSize IconLabel::sizeHint() const {
  return {Theme::scaled(iconSize), Theme::scaled(iconSize)};
}

void IconLabel::paintEvent(QPaintEvent* /*event*/) {
  QPainter painter(this);
  painter.drawPixmap(rect(), drawn(name_, size() * densityOf(painter), colourOf(tone_)));
}

}  // namespace maulstick::ui
