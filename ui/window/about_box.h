#pragma once
// What this program is, who may use it how, and of what others it is made.

class QMessageBox;
class QWidget;

namespace maulstick::ui {

// Not modal; to be shown. The caller owns it.
QMessageBox* makeAboutBox(QWidget* parent);

}  // namespace maulstick::ui
