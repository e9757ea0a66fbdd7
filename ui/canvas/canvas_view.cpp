#include "ui/canvas/canvas_view.h"

#include <QDrag>
#include <QFileInfo>
#include <QPainter>
#include <QResizeEvent>
#include <QStyle>

#include "ui/canvas/accessible_canvas.h"
#include "ui/canvas/canvas_tools.h"
#include "ui/canvas/drag_out.h"
#include "ui/canvas/empty_state.h"
#include "ui/canvas/shadow.h"
#include "ui/canvas/zoom_badge.h"
#include "ui/widgets/paint.h"
#include "ui/widgets/theme.h"

namespace maulstick::ui {
namespace {

constexpr double cornerRadius = 4;
constexpr QSize emptySheet(460, 460);

}  // namespace

CanvasView::CanvasView(QWidget* parent)
    : ZoomedCanvas(parent),
      fade_([this] { update(); }),
      empty_(new EmptyState(this)),
      tools_(new CanvasTools(this)) {
  setContextMenuPolicy(Qt::CustomContextMenu);
  setAccessibleName(tr("Canvas"));
  installCanvasAccessibility();
  tools_->hide();
  connect(empty_, &EmptyState::examplePicked, this, &CanvasView::examplePicked);
  connect(tools_, &CanvasTools::fitRequested, this, &CanvasView::fit);
  connect(tools_, &CanvasTools::oneToOneRequested, this, &CanvasView::showActualSize);
  connect(tools_, &CanvasTools::overlayToggled, this, &CanvasView::setOverlayShown);
  connect(tools_, &CanvasTools::dragRequested, this, &CanvasView::dragOut);
  connect(&Theme::instance(), &Theme::changed, this, qOverload<>(&QWidget::update));
  describe();
}

CanvasView::~CanvasView() = default;

void CanvasView::setPicture(const QImage& picture) {
  if (picture.isNull()) return clear();
  showLayer(PictureLayer::decoded(picture), picture.size(), false);
}

void CanvasView::setPreview(const QImage& image, bool decoded, const QSize& finalSize) {
  if (image.isNull() || finalSize.isEmpty()) return;
  const bool whole = decoded || image.size() == finalSize;
  showLayer(whole ? PictureLayer::decoded(image) : PictureLayer::sketch(image, finalSize),
            finalSize, true);
}

void CanvasView::showLayer(const PictureLayer& layer, const QSize& size, bool fades) {
  const bool sameSize = size == view_.pictureSize() && !now_.isNull();
  before_ = sameSize ? now_ : PictureLayer();
  now_ = layer;
  empty_->hide();
  if (!fades || !sameSize || !fade_.start()) fade_.stop();
  if (sameSize) {
    update();
  } else {
    view_.setPictureSize(size);
    viewMoved();
    update();
  }
  showTools();
}

void CanvasView::clear() {
  fade_.stop();
  now_ = before_ = PictureLayer();
  view_.setPictureSize({});
  clearPath();
  setDragFile({});
  tools_->hide();
  badge_->hide();
  empty_->show();
  viewMoved();
  update();
}

void CanvasView::setWaiting(bool waiting) {
  empty_->setWaiting(waiting);
  describe();
}

void CanvasView::setExamples(const QStringList& prompts) {
  empty_->setExamples(prompts);
}

void CanvasView::setAnimated(bool animated) {
  fade_.setEnabled(animated);
  badge_->setAnimated(animated);
  update();
}

void CanvasView::setDragFile(const QString& file) {
  dragFile_ = file;
  tools_->setDragOffered(!file.isEmpty());
  placeChildren();
  updateCursor();
}

void CanvasView::setOverlayShown(bool shown) {
  if (shown == overlayShown_) return;
  overlayShown_ = shown;
  tools_->setOverlayShown(shown);
  update();
  Q_EMIT overlayShownChanged(shown);
}

void CanvasView::setCentre(const QPointF& centre) {
  overlay_.add(centre);
  tools_->setCentreKnown(!overlay_.path().empty());
  if (overlayShown_) update();
}

void CanvasView::clearPath() {
  overlay_.clear();
  tools_->setCentreKnown(false);
  update();
}

void CanvasView::showHoveredCentre(const std::optional<QPointF>& centre) {
  overlay_.setHovered(centre);
  if (overlayShown_) update();
}

void CanvasView::viewMoved() {
  describe();
  updateCursor();
}

// To the mouse, and to who came by keyboard: their tips tell the keys.
void CanvasView::showTools() {
  tools_->setVisible(!now_.isNull() && (underMouse() || hasRing_));
  tools_->raise();
}

void CanvasView::resizeEvent(QResizeEvent* event) {
  ZoomedCanvas::resizeEvent(event);
  updateCursor();
}

void CanvasView::placeChildren() {
  const QRect room = rect().adjusted(gap, gap, -gap, -gap);
  const QSize sheet = emptySheet.expandedTo(empty_->sizeHint()).boundedTo(room.size());
  empty_->setGeometry(QStyle::alignedRect(layoutDirection(), Qt::AlignCenter, sheet, room));
  put(tools_, Qt::AlignRight | Qt::AlignBottom);
  ZoomedCanvas::placeChildren();
}

void CanvasView::describe() {
  const QSize& size = view_.pictureSize();
  setAccessibleDescription(now_.isNull() ? empty_->text()
                                         : tr("A picture of %1 by %2 pixels, shown at %3 per cent")
                                               .arg(size.width())
                                               .arg(size.height())
                                               .arg(qRound(view_.zoom() * 100)));
}

void CanvasView::paintEvent(QPaintEvent* /*event*/) {
  const Palette& colours = Theme::instance().palette();
  QPainter painter(this);
  painter.fillRect(rect(), colours.canvas);
  if (!now_.isNull()) {
    drawSoftShadow(painter, box(), Theme::instance().isDark() ? 0.6 : 0.22);
    const double progress = fade_.progress();
    if (progress < 1) drawLayer(painter, before_);
    painter.setOpacity(progress);
    drawLayer(painter, now_);
    painter.setOpacity(1);
    painter.setRenderHint(QPainter::Antialiasing);
    if (overlayShown_) overlay_.draw(painter, box());
  }
  if (hasRing_) drawFocusRing(painter, rect(), 2);
}

// A fitted picture has corners a little rounded, as everything else here; one that is looked at
// closely shows every pixel.
void CanvasView::drawLayer(QPainter& painter, const PictureLayer& layer) const {
  const double ratio = devicePixelRatioF();
  const QRect whole = view_.pictureRect();
  const QRect device(QPoint(), (QSizeF(size()) * ratio).toSize());
  const QRect visible = whole.intersected(device);
  if (layer.isNull() || visible.isEmpty()) return;
  QImage drawn = layer.drawn(whole, visible);
  const QPointF place = QPointF(visible.topLeft()) / ratio;
  if (!view_.isFitted()) {
    drawn.setDevicePixelRatio(ratio);
    return painter.drawImage(place, drawn);
  }
  QBrush brush(drawn);
  brush.setTransform(QTransform::fromTranslate(place.x(), place.y()).scale(1 / ratio, 1 / ratio));
  painter.save();
  painter.setRenderHint(QPainter::Antialiasing);
  painter.setPen(Qt::NoPen);
  painter.setBrush(brush);
  painter.drawRoundedRect(QRectF(place, QSizeF(visible.size()) / ratio), cornerRadius,
                          cornerRadius);
  painter.restore();
}

void CanvasView::dragOut() {
  grip_ = Grip::none;
  if (dragFile_.isEmpty() || !QFileInfo::exists(dragFile_)) return;
  runDrag(makeDrag(this, dragFile_, now_.picture()));
  updateCursor();
}

void CanvasView::runDrag(QDrag* drag) {
  drag->exec(Qt::CopyAction);
}

}  // namespace maulstick::ui
