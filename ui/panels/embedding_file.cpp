#include "ui/panels/embedding_file.h"

#include <QCoreApplication>

#include "base/error.h"
#include "formats/textual_inversion.h"

namespace maulstick::ui {
namespace {

QString tr(const char* text) {
  return QCoreApplication::translate("maulstick::ui::EmbeddingFile", text);
}

// The families that people have files of, by the width of their tokens.
QString familyOf(std::int64_t width) {
  switch (width) {
    case 768: return tr(" (Stable Diffusion 1)");
    case 1024: return tr(" (Stable Diffusion 2)");
    default: return {};
  }
}

QString misfit(std::int64_t width, const EmbeddingRoom& room) {
  return tr("it was made for models %1 wide%2, and %3 is %4 wide")
      .arg(QString::number(width), familyOf(width), room.model, QString::number(room.width));
}

}  // namespace

EmbeddingFile readEmbeddingFile(const std::filesystem::path& path, const EmbeddingRoom& room) {
  EmbeddingFile file;
  file.path = path;
  std::int64_t next = 0;
  try {
    for (const formats::CustomEmbedding& one : formats::read_textual_inversion(path)) {
      file.words << QString::fromStdString(one.token);
      file.tokens.push_back({one.token, next, one.vectors});
      next += one.vectors;
      if (room.width != 0 && one.width != room.width) file.problem = misfit(one.width, room);
    }
  } catch (const Error& error) {
    file.words.clear();
    file.tokens.clear();
    file.problem = tr("it is damaged, or no embedding");
    file.details = QString::fromStdString(error.message());
  }
  return file;
}

}  // namespace maulstick::ui
