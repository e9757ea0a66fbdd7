#pragma once
// Giving the picture's file to another program by dragging it there.

#include <QMimeData>
#include <memory>

class QDrag;
class QImage;
class QWidget;

namespace maulstick::ui {

// The file alone: a copy of the pixels beside it would make programs that prefer it lose the
// settings in the file.
std::unique_ptr<QMimeData> mimeDataOf(const QString& file);

// With a small picture under the cursor. Owned by `source`, as Qt wants it.
QDrag* makeDrag(QWidget* source, const QString& file, const QImage& picture);

}  // namespace maulstick::ui
