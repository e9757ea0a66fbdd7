#pragma once
// Pictures to be compared, and the losses they are compared by.

#include <QColor>
#include <vector>

#include "guidance/catalog.h"
#include "ui/cockpit/step_point.h"
#include "ui/compare/compared_picture.h"

namespace maulstick::testing {

inline QImage filled(const QColor& colour, int width = 64, int height = 64) {
  QImage image(width, height, QImage::Format_RGB32);
  image.fill(colour);
  return image;
}

inline ui::ComparedPicture somePicture(const QString& name, const QColor& colour,
                                       std::vector<double> losses = {0.5, 0.1, 0.01}) {
  ui::ComparedPicture picture;
  picture.name = name;
  picture.image = filled(colour);
  picture.size = picture.image.size();
  picture.request = Request();
  picture.steps = 50;
  picture.losses = std::move(losses);
  picture.centreOffset = 0.1;
  picture.highShare = 0.3;
  picture.seconds = 2.5;
  return picture;
}

inline std::vector<ui::CockpitRow> someRows() {
  std::vector<ui::CockpitRow> rows;
  for (const guidance::Loss& loss : guidance::catalog()) {
    const QString name = QString::fromStdString(std::string(loss.name));
    rows.push_back({.name = name,
                    .title = name,
                    .meaning = QStringLiteral("what it measures"),
                    .colourIndex = static_cast<int>(rows.size())});
  }
  return rows;
}

}  // namespace maulstick::testing
