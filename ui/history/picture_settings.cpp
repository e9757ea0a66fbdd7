#include "ui/history/picture_settings.h"

#include "base/error.h"
#include "picture/png.h"
#include "ui/history/picture_prefix.h"
#include "ui/settings/paths.h"

namespace maulstick::ui {
namespace {

QString textOf(const std::vector<picture::TextChunk>& texts, std::string_view keyword) {
  const picture::TextChunk* chunk = picture::find_text(texts, keyword);
  return chunk == nullptr ? QString() : QString::fromStdString(chunk->text);
}

}  // namespace

PictureSettings settingsIn(std::string_view bytes, const Request& base) {
  PictureSettings settings;
  try {
    const std::vector<picture::TextChunk> texts = picture::read_text_chunks(bytes);
    settings.parameters = textOf(texts, "parameters");
    settings.maulstick = textOf(texts, "maulstick");
    settings.restored = restore(texts, base);
  } catch (const Error& error) {
    settings.problem = QString::fromStdString(error.message());
  }
  return settings;
}

PictureSettings settingsOf(const QString& path, const Request& base) {
  return settingsOf(path, readUpToPixels(toPath(path)), base);
}

PictureSettings settingsOf(const QString& path, std::string_view beginning, const Request& base) {
  PictureSettings settings = settingsIn(beginning, base);
  if (!settings.parameters.isEmpty() || !settings.maulstick.isEmpty()) return settings;
  const std::string behind = readBehindPixels(toPath(path));
  return behind.empty() ? settings : settingsIn(behind, base);
}

}  // namespace maulstick::ui
