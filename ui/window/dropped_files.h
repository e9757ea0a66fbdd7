#pragma once
// What a drop of files would do, told from their names and places: nothing is opened yet. Used by the
// drop receiver.

#include <QString>
#include <QStringList>

class QMimeData;

namespace maulstick::ui {

enum class DropKind { nothing, picture, model, embedding, styles, series };

struct DropOffer {
  DropKind kind = DropKind::nothing;
  QStringList paths;
  QString words;  // "Use this model"; for nothing, why not
};

// Files or not: text, say, is no business of the window.
bool holdsFiles(const QMimeData& data);

// By their names.
bool isEmbeddingFile(const QString& path);
bool isStylesFile(const QString& path);

DropOffer dropOfferOf(const QMimeData& data);

}  // namespace maulstick::ui
