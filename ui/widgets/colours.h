#pragma once
// Small help with colours, for everything that draws with the theme's palette.

#include <QColor>

namespace maulstick::ui {

// `share` of the way from `from` to `to`.
inline QColor mixed(const QColor& from, const QColor& to, double share) {
  const auto between = [share](float a, float b) {
    return static_cast<float>(a + (b - a) * static_cast<float>(share));
  };
  return QColor::fromRgbF(between(from.redF(), to.redF()), between(from.greenF(), to.greenF()),
                          between(from.blueF(), to.blueF()), between(from.alphaF(), to.alphaF()));
}

inline QColor faded(QColor colour, double alpha) {
  colour.setAlphaF(static_cast<float>(alpha));
  return colour;
}

// (L₁ + 0.05)/(L₂ + 0.05) of the lighter to the darker one, 1 to 21 (WCAG 2.1).
double contrast(const QColor& one, const QColor& other);

}  // namespace maulstick::ui
