#include "ui/compare/compare_canvas.h"

#include <algorithm>
#include <bit>

#include "ui/compare/compare_tools.h"
#include "ui/compare/difference_map.h"
#include "ui/widgets/pixels_text.h"
#include "ui/widgets/theme.h"

namespace maulstick::ui {

CompareCanvas::CompareCanvas(QWidget* parent)
    : ZoomedCanvas(parent), tools_(new CompareTools(this)) {
  setAccessibleName(tr("Two pictures"));
  connect(tools_, &CompareTools::differenceToggled, this, &CompareCanvas::setDifferenceShown);
  connect(tools_, &CompareTools::factorAsked, this, &CompareCanvas::setFactor);
  connect(tools_, &CompareTools::fitRequested, this, &CompareCanvas::fit);
  connect(tools_, &CompareTools::actualSizeRequested, this, &CompareCanvas::showActualSize);
  connect(tools_, &CompareTools::swapRequested, this, &CompareCanvas::swapRequested);
  connect(&Theme::instance(), &Theme::changed, this, [this] {
    placeChildren();
    update();
  });
  connect(&finder_, &DifferenceFinder::found, this, [this](const QImage& map) {
    difference_ = PictureLayer::decoded(map);
    update();
  });
  tools_->setFactor(factor_, false);
  tools_->hide();
  describe();
}

const CompareCanvas::Place& CompareCanvas::at(Side side) const {
  return places_[side == Side::left ? 0 : 1];
}

bool CompareCanvas::hasBoth() const {
  return !at(Side::left).layer.isNull() && !at(Side::right).layer.isNull();
}

bool CompareCanvas::hasPicture() const {
  return !at(Side::left).layer.isNull() || !at(Side::right).layer.isNull();
}

void CompareCanvas::setShown(Side side, const Shown& shown) {
  lay(side, shown);
  frameChanged();
}

void CompareCanvas::setShown(const Shown& left, const Shown& right) {
  lay(Side::left, left);
  lay(Side::right, right);
  frameChanged();
}

void CompareCanvas::lay(Side side, const Shown& shown) {
  Place& place = places_[side == Side::left ? 0 : 1];
  place.shown = shown;
  if (shown.image.isNull()) {
    place.layer = {};
  } else if (shown.image.size() == shown.size || shown.size.isEmpty()) {
    place.shown.size = shown.image.size();
    place.layer = PictureLayer::decoded(shown.image);
  } else {
    place.layer = PictureLayer::sketch(shown.image, shown.size);
  }
}

// The larger of the two; the other one is fitted into it.
QSize CompareCanvas::frame() const {
  const QSize left = at(Side::left).layer.isNull() ? QSize() : at(Side::left).shown.size;
  const QSize right = at(Side::right).layer.isNull() ? QSize() : at(Side::right).shown.size;
  const auto area = [](const QSize& size) {
    return size.isEmpty() ? 0 : qint64{size.width()} * size.height();
  };
  return area(right) > area(left) ? right : left;
}

void CompareCanvas::frameChanged() {
  view_.setPictureSize(frame());
  findDifference();
  tools_->setVisible(hasPicture());
  placeChildren();
  describe();
  update();
}

// What was found last stands until there is something newer.
void CompareCanvas::findDifference() {
  if (differenceShown_ && hasBoth()) {
    return finder_.ask({.one = at(Side::left).shown.image,
                        .other = at(Side::right).shown.image,
                        .frame = frame(),
                        .factor = factor_});
  }
  finder_.forget();
  difference_ = {};
}

QString CompareCanvas::note() const {
  if (!hasBoth() || at(Side::left).shown.size == at(Side::right).shown.size) return {};
  const auto words = [](const QSize& size) { return pixelsText(size.width(), size.height()); };
  return tr("%1 and %2: the smaller one is fitted")
      .arg(words(at(Side::left).shown.size), words(at(Side::right).shown.size));
}

void CompareCanvas::setLine(double place) {
  line_ = std::clamp(place, 0.0, 1.0);
  describe();
  update();
}

void CompareCanvas::setFlipped(bool flipped) {
  if (flipped == flipped_) return;
  flipped_ = flipped;
  describe();
  update();
}

void CompareCanvas::setDifferenceShown(bool shown) {
  if (shown == differenceShown_) return;
  differenceShown_ = shown;
  tools_->setFactor(factor_, shown);
  placeChildren();
  findDifference();
  describe();
  update();
}

void CompareCanvas::setFactor(int factor) {
  const int next = std::clamp(factor, 1, largestFactor);
  factor_ = static_cast<int>(std::bit_floor(static_cast<unsigned>(next)));
  tools_->setFactor(factor_, differenceShown_);
  findDifference();
  describe();
  update();
}

void CompareCanvas::placeChildren() {
  put(tools_, Qt::AlignRight | Qt::AlignBottom);
  ZoomedCanvas::placeChildren();
}

void CompareCanvas::describe() {
  const QString left = at(Side::left).shown.name;
  const QString right = at(Side::right).shown.name;
  if (!hasPicture()) return setAccessibleDescription(tr("There is nothing to compare yet"));
  QString words = tr("%1 left of the line, %2 right of it, the line at %3 per cent")
                      .arg(flipped_ ? right : left, flipped_ ? left : right,
                           QString::number(qRound(100 * line_)));
  if (differenceShown_) {
    words = tr("The difference of %1 and %2, %3 times as strong")
                .arg(left, right, QString::number(factor_));
  }
  setAccessibleDescription(words + (note().isEmpty() ? QString() : QStringLiteral(". ") + note()));
}

}  // namespace maulstick::ui
