#pragma once
// All widgets on one sheet, in the states that can be seen at rest: for the eye, and for tests that
// something is drawn at all.

#include <QWidget>
#include <memory>

namespace maulstick::ui {

std::unique_ptr<QWidget> makeGallery();

}  // namespace maulstick::ui
