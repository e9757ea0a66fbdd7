#pragma once
// Where two pictures are not the same. Plain functions; any thread.

#include <QImage>
#include <QRect>
#include <QSize>

namespace maulstick::ui {

// |one - other| · factor for each channel, cut at white. Both have the same size; RGB32.
QImage differenceOf(const QImage& one, const QImage& other, int factor);

// The same of two pictures that are fitted into a frame; black where one of them does not reach.
QImage differenceIn(const QSize& frame, const QImage& one, const QImage& other, int factor);

// The largest difference of any channel, of 255.
int largestDifference(const QImage& one, const QImage& other);

// Where a picture of `size` lies in a frame: as large as fits, in the middle.
QRect fittedInto(const QSize& frame, const QSize& size);

// The picture brought into a frame of this size, on black where it does not reach.
QImage fitted(const QImage& picture, const QSize& frame);

}  // namespace maulstick::ui
