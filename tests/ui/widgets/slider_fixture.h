#pragma once
// A slider row in a window, and hands that turn, drag and type at it with real events.

#include <QtTest/qtestspontaneevent.h>
#include <QApplication>
#include <QSignalSpy>
#include <QTest>
#include <QToolButton>
#include <QVBoxLayout>
#include <QWheelEvent>
#include <QWindow>

#include "ui/widgets/groove.h"
#include "ui/widgets/number_field.h"
#include "ui/widgets/slider_row.h"

namespace maulstick::ui {

inline SliderSpec clipSpec() {
  return {.label = QStringLiteral("CLIP"),
          .minimum = 0,
          .maximum = 1000,
          .step = 10,
          .defaultValue = 200,
          .bandLow = 100,
          .bandHigh = 300,
          .zeroReadsOff = true,
          .hintBelow = QStringLiteral("acts weakly"),
          .hintAbove = QStringLiteral("may introduce artefacts"),
          .toolTip = QStringLiteral("Follows the prompt")};
}

// As from the device: to the window, which finds the widget, which may leave it to its parents.
inline void turnWheel(QWidget* widget, int eighths, Qt::KeyboardModifiers keys = Qt::NoModifier) {
  QWidget* window = widget->window();
  const QPointF place = widget->mapTo(window, QRectF(widget->rect()).center());
  QWheelEvent event(place, window->mapToGlobal(place), {}, {0, eighths}, Qt::NoButton, keys,
                    Qt::NoScrollPhase, false);
  QSpontaneKeyEvent::setSpontaneous(&event);
  QCoreApplication::instance()->notify(window->windowHandle(), &event);
}

inline constexpr int notch = 120;

inline void dragTo(QWidget* widget, const QPoint& place,
                   Qt::KeyboardModifiers keys = Qt::NoModifier) {
  QMouseEvent move(QEvent::MouseMove, QPointF(place), widget->mapToGlobal(QPointF(place)),
                   Qt::LeftButton, Qt::LeftButton, keys);
  QApplication::sendEvent(widget, &move);
}

// The second half of a double click; the first is a click.
inline void clickAgain(QWidget* widget, const QPoint& place) {
  QTest::mouseDClick(widget, Qt::LeftButton, {}, place);
  QTest::mouseRelease(widget, Qt::LeftButton, {}, place);
}

struct SliderStage {
  explicit SliderStage(const SliderSpec& spec = clipSpec()) {
    auto* column = new QVBoxLayout(&window);
    row = new SliderRow(spec, &window);
    column->addWidget(row);
    column->addStretch();
    window.resize(340, 160);
    window.show();
    window.activateWindow();
    if (!QTest::qWaitForWindowActive(&window)) qFatal("no active window");
    groove = row->findChild<Groove*>();
    number = row->findChild<NumberField*>();
    resetButton = row->findChild<QToolButton*>();
    if (QWidget* focused = QApplication::focusWidget()) focused->clearFocus();
  }

  [[nodiscard]] QPoint at(double value) const {
    return {qRound(groove->place(value)), groove->height() / 2};
  }

  void type(const QString& text) const {
    number->setFocus();
    number->selectAll();
    QTest::keyClicks(number, text);
    QTest::keyClick(number, Qt::Key_Return);
  }

  QWidget window;
  SliderRow* row;
  Groove* groove;
  NumberField* number;
  QToolButton* resetButton;
};

}  // namespace maulstick::ui
