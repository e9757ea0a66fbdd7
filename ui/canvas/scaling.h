#pragma once
// Enlarging pictures for the screen in the two ways that the canvas needs. Plain functions of
// opaque RGB32 images; any thread.

#include <QImage>
#include <QRect>

namespace maulstick::ui {

// Every pixel of `source` becomes a rectangle with sharp edges, at any zoom of at least 1: where an
// edge falls between two pixels of the target, that one takes from both by area. At whole zooms
// this is nearest neighbour. `whole` is the target of all of `source`; returned is only `part` of
// it.
QImage enlargeSharply(const QImage& source, const QRect& whole, const QRect& part);

// Cubic, without the lozenges that bilinear makes of few pixels (Mitchell and Netravali 1988, B = C
// = 1/3). For latents: a few thousand pixels.
QImage enlargeSmoothly(const QImage& source, const QSize& size);

}  // namespace maulstick::ui
