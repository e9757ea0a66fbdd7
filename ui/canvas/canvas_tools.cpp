#include "ui/canvas/canvas_tools.h"

#include <QApplication>
#include <QHBoxLayout>
#include <QMouseEvent>
#include <QPainter>

#include "ui/widgets/colours.h"
#include "ui/widgets/icon.h"
#include "ui/widgets/icon_button.h"
#include "ui/widgets/paint.h"
#include "ui/widgets/theme.h"

namespace maulstick::ui {
namespace {

constexpr double radius = 10;

}  // namespace

DragHandle::DragHandle(QWidget* parent) : QToolButton(parent) {
  setCursor(Qt::OpenHandCursor);
  setFocusPolicy(Qt::NoFocus);  // nothing that a key could do
}

void DragHandle::mousePressEvent(QMouseEvent* event) {
  pressed_ = event->pos();
  setDown(true);
}

void DragHandle::mouseMoveEvent(QMouseEvent* event) {
  const bool far = (event->pos() - pressed_).manhattanLength() >= QApplication::startDragDistance();
  if (!isDown() || !far) return;
  setDown(false);
  Q_EMIT dragRequested();
}

void DragHandle::mouseReleaseEvent(QMouseEvent* /*event*/) {
  setDown(false);
}

CanvasTools::CanvasTools(QWidget* parent) : QWidget(parent) {
  auto* row = new QHBoxLayout(this);
  row->setContentsMargins(4, 4, 4, 4);
  row->setSpacing(2);
  setCursor(Qt::ArrowCursor);
  overlay_ = makeIconButton(QStringLiteral("eye"), tr("Centre of mass"), {}, this);
  overlay_->setCheckable(true);
  setCentreKnown(false);
  auto* fit = makeIconButton(QStringLiteral("fit"), tr("Fit"), tr("Fit the picture  (F)"), this);
  auto* whole = makeIconButton(QStringLiteral("one-to-one"), tr("Actual size"),
                               tr("One pixel of the picture on one of the screen  (Z)"), this);
  for (QToolButton* button : {overlay_, fit, whole}) {
    button->setFocusPolicy(Qt::NoFocus);  // they have keys on the canvas
    row->addWidget(button);
  }
  handle_ = new DragHandle(this);
  handle_->setAutoRaise(true);
  handle_->setIcon(themedIcon(QStringLiteral("drag-handle")));
  handle_->setToolTip(tr("Drag the picture's file to another program"));
  handle_->setAccessibleName(tr("Drag the file out"));
  handle_->hide();
  row->addWidget(handle_);
  connect(overlay_, &QToolButton::toggled, this, &CanvasTools::overlayToggled);
  connect(fit, &QToolButton::clicked, this, &CanvasTools::fitRequested);
  connect(whole, &QToolButton::clicked, this, &CanvasTools::oneToOneRequested);
  connect(handle_, &DragHandle::dragRequested, this, &CanvasTools::dragRequested);
  connect(&Theme::instance(), &Theme::changed, this, qOverload<>(&QWidget::update));
}

void CanvasTools::setOverlayShown(bool shown) {
  overlay_->setChecked(shown);
}

// Files do not hold it.
void CanvasTools::setCentreKnown(bool known) {
  overlay_->setToolTip(known ? tr("Show the centre of mass and the way it has come  (O)")
                             : tr("The centre of mass is known only of pictures that were painted "
                                  "with guidance since the program began  (O)"));
}

void CanvasTools::setDragOffered(bool offered) {
  handle_->setVisible(offered);
  adjustSize();
}

void CanvasTools::paintEvent(QPaintEvent* /*event*/) {
  const Palette& colours = Theme::instance().palette();
  QPainter painter(this);
  drawBox(painter, rect(),
          {.fill = faded(colours.panel, 0.92), .line = colours.line, .radius = radius});
}

}  // namespace maulstick::ui
