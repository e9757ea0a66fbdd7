#include "ui/window/dropped_files.h"

#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>
#include <QMimeData>
#include <QUrl>
#include <algorithm>

#include "ui/series/series_open.h"
#include "ui/settings/paths.h"

namespace maulstick::ui {
namespace {

QString tr(const char* text) {
  return QCoreApplication::translate("maulstick::ui::DroppedFiles", text);
}

DropOffer refusal(const QString& why) {
  return {.kind = DropKind::nothing, .paths = {}, .words = why};
}

DropOffer folderOffer(const QString& path) {
  if (isSeriesFolder(toPath(path))) {
    return {.kind = DropKind::series, .paths = {path}, .words = tr("Show this series")};
  }
  if (!QDir(path).exists(QStringLiteral("manifest.json"))) {
    return refusal(tr("This folder is no model: it has no manifest.json"));
  }
  return {.kind = DropKind::model, .paths = {path}, .words = tr("Use this model")};
}

DropOffer fileOffer(const QString& path) {
  const QFileInfo file(path);
  if (!file.exists()) return refusal(tr("This file is gone"));
  if (file.isDir()) return folderOffer(path);
  if (!file.isFile()) return refusal(tr("This is no file that can be read"));
  if (isEmbeddingFile(path)) {
    return {.kind = DropKind::embedding, .paths = {path}, .words = tr("Add this word")};
  }
  if (isStylesFile(path)) {
    return {.kind = DropKind::styles, .paths = {path}, .words = tr("Import these styles")};
  }
  const QString ending = file.suffix().toLower();
  if (ending == QLatin1String("png")) {
    return {.kind = DropKind::picture,
            .paths = {path},
            .words = tr("Take the settings of this picture")};
  }
  if (ending == QLatin1String("jpg") || ending == QLatin1String("jpeg") ||
      ending == QLatin1String("webp")) {
    return refusal(tr("Settings are read from PNG pictures only"));
  }
  return refusal(tr("Pictures (PNG), models, embeddings and styles can be dropped here"));
}

// Several embeddings at once are what people have in a folder; two pictures would contradict each other.
DropOffer offerOfSeveral(const QStringList& paths) {
  if (!std::ranges::all_of(paths, isEmbeddingFile)) return refusal(tr("One at a time, please"));
  return {.kind = DropKind::embedding, .paths = paths, .words = tr("Add these words")};
}

}  // namespace

bool isEmbeddingFile(const QString& path) {
  const QString ending = QFileInfo(path).suffix().toLower();
  return ending == QLatin1String("bin") || ending == QLatin1String("pt") ||
         ending == QLatin1String("safetensors");
}

bool isStylesFile(const QString& path) {
  const QString ending = QFileInfo(path).suffix().toLower();
  return ending == QLatin1String("csv") || ending == QLatin1String("json");
}

bool holdsFiles(const QMimeData& data) {
  return data.hasUrls();
}

DropOffer dropOfferOf(const QMimeData& data) {
  QStringList paths;
  for (const QUrl& url : data.urls()) {
    if (url.isLocalFile()) paths << QDir::cleanPath(url.toLocalFile());
  }
  if (paths.isEmpty()) return refusal(tr("Only files on this computer can be dropped here"));
  return paths.size() == 1 ? fileOffer(paths.first()) : offerOfSeveral(paths);
}

}  // namespace maulstick::ui
