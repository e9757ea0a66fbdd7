#include "ui/history/picture_entry.h"

#include <QCryptographicHash>
#include <QDateTime>
#include <QFileInfo>
#include <algorithm>
#include <cstdint>
#include <filesystem>
#include <string_view>

#include "engine/picture_names.h"
#include "picture/png_chunks.h"
#include "ui/history/picture_prefix.h"
#include "ui/history/picture_settings.h"
#include "ui/history/star_mark.h"
#include "ui/settings/paths.h"

namespace maulstick::ui {
namespace {

constexpr std::size_t sizeOfHeader = 13;
constexpr std::uint32_t longestSide = 1U << 24U;

std::uint32_t numberAt(std::string_view bytes, std::size_t offset) {
  std::uint32_t number = 0;
  for (const char byte : bytes.substr(offset, 4)) {
    number = number << 8U | static_cast<std::uint8_t>(byte);
  }
  return number;
}

// The sides of the picture, from IHDR.
bool readSize(std::string_view bytes, PictureEntry& entry) {
  bytes.remove_prefix(std::min(bytes.size(), picture::png_signature.size()));
  const auto header = picture::next_chunk(bytes);
  if (!header || !header->sound || header->type != "IHDR") return false;
  if (header->data.size() != sizeOfHeader) return false;
  const std::uint32_t width = numberAt(header->data, 0);
  const std::uint32_t height = numberAt(header->data, 4);
  if (width == 0 || height == 0 || width > longestSide || height > longestSide) return false;
  entry.width = static_cast<int>(width);
  entry.height = static_cast<int>(height);
  return true;
}

// The name says the second, and survives copying; the file knows of two in one second which was first.
qint64 createdAt(const std::filesystem::path& file, qint64 modified) {
  const auto painted = painted_at(file);
  if (!painted) return modified;
  const qint64 named = qint64{*painted} * 1000;
  const bool justWritten = modified >= named && modified < named + 5000;
  return justWritten ? modified : named;
}

// So that the default prompt does not stand where a picture names none.
Request nothingSaid() {
  Request request;
  request.prompt.clear();
  request.seed = -1;
  return request;
}

}  // namespace

std::optional<PictureEntry> readPicture(const QString& path) {
  const QFileInfo file(path);
  PictureEntry entry;
  entry.path = file.absoluteFilePath();
  entry.modified = file.lastModified().toMSecsSinceEpoch();
  entry.size = file.size();
  const std::filesystem::path name = toPath(entry.path);
  entry.created = createdAt(name, entry.modified);

  const std::string bytes = readUpToPixels(name);
  const PictureSettings settings = settingsOf(path, bytes, nothingSaid());
  if (!settings.restored || !readSize(bytes, entry)) return std::nullopt;
  const Request& request = settings.restored->request;
  entry.prompt = QString::fromStdString(request.prompt);
  entry.negative = QString::fromStdString(request.negative);
  entry.seed = request.seed;
  entry.model = QString::fromStdString(settings.restored->model);
  entry.settings = settings.maulstick;
  entry.starred = hasStarMark(entry.path);
  return entry;
}

// Our own settings hold the seconds of every step: two runs are never the same.
QString identityOf(const PictureEntry& entry) {
  QCryptographicHash hash(QCryptographicHash::Sha256);
  for (const QString& part :
       {entry.prompt, entry.negative, QString::number(entry.seed), entry.model,
        QString::number(entry.width), QString::number(entry.height), entry.settings}) {
    hash.addData(part.toUtf8());
    hash.addData(QByteArrayLiteral("\0"));
  }
  return QString::fromLatin1(hash.result().toHex());
}

}  // namespace maulstick::ui
