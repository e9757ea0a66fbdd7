#pragma once
// A widget as a picture file: PNG at twice the size, or SVG that keeps its lines. UI thread.

#include <QString>

class QWidget;

namespace maulstick::ui {

// By the ending of `file`. Returns nothing on success, else what went wrong, for people. The file
// is whole or not there.
QString saveWidgetAs(QWidget& widget, const QString& file);

}  // namespace maulstick::ui
