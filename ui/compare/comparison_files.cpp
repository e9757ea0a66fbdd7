#include "ui/compare/comparison_files.h"

#include <QBuffer>
#include <QCoreApplication>
#include <QLocale>
#include <QSaveFile>
#include <cmath>
#include <nlohmann/json.hpp>

#include "engine/mode_names.h"
#include "engine/settings_json.h"
#include "guidance/catalog.h"
#include "styles/csv.h"
#include "ui/settings/paths.h"

namespace maulstick::ui {
namespace {

using nlohmann::ordered_json;

QString tr(const char* text) {
  return QCoreApplication::translate("maulstick::ui::ComparisonFiles", text);
}

ordered_json numberOrNull(double value) {
  return std::isfinite(value) ? ordered_json(value) : ordered_json();
}

ordered_json textOrNull(const QString& text) {
  return text.isEmpty() ? ordered_json() : ordered_json(text.toStdString());
}

// A seed that is not known is asked for as -1.
bool knowsSeed(const Request& request) {
  return request.seed >= 0;
}

ordered_json requestJson(const Request& request) {
  ordered_json fields = request_json(request);
  if (!knowsSeed(request)) fields["seed"] = nullptr;
  ordered_json embeddings = ordered_json::array();
  for (const auto& file : request.embeddings) {
    embeddings.push_back(fromPath(file.filename()).toStdString());
  }
  fields["embeddings"] = embeddings;
  return fields;
}

ordered_json pictureJson(const ComparedPicture& picture, const std::vector<FigureColumn>& columns) {
  ordered_json figures = ordered_json::object();
  for (const FigureColumn& column : columns) {
    figures[column.key.toStdString()] = numberOrNull(column.value(picture));
  }
  ordered_json curve = ordered_json::array();
  for (const LossPoint& point : picture.curve) {
    ordered_json line = {{"step", point.step}};
    for (std::size_t row = 0; row < point.losses.size(); ++row) {
      line[std::string(guidance::catalog()[row].name)] = numberOrNull(point.losses[row]);
    }
    curve.push_back(line);
  }
  return {{"name", picture.name.toStdString()},
          {"file", textOrNull(picture.file)},
          {"problem", textOrNull(picture.problem)},
          {"request", picture.request ? requestJson(*picture.request) : ordered_json()},
          {"figures", figures},
          {"curve", curve}};
}

QString cell(double value) {
  return std::isfinite(value) ? QString::number(value, 'g', QLocale::FloatingPointShortest)
                              : QString();
}

QString quoted(const QString& text) {
  return QString::fromStdString(styles::csv_field(text.toStdString()));
}

QStringList csvHeader(const std::vector<FigureColumn>& columns) {
  QStringList names = {QStringLiteral("name"),     QStringLiteral("file"), QStringLiteral("prompt"),
                       QStringLiteral("negative"), QStringLiteral("seed"), QStringLiteral("mode")};
  // Losses are in it twice: by the scales they guide with, and by what the picture has.
  for (const Control& control : controls()) {
    names << QStringLiteral("setting_") + QString::fromStdString(control.name);
  }
  for (const FigureColumn& column : columns) names << column.key;
  return names;
}

QStringList csvCells(const ComparedPicture& picture, const std::vector<FigureColumn>& columns) {
  QStringList cells = {quoted(picture.name), quoted(picture.file)};
  if (picture.request) {
    const Request& request = *picture.request;
    cells << quoted(QString::fromStdString(request.prompt))
          << quoted(QString::fromStdString(request.negative))
          << (knowsSeed(request) ? QString::number(request.seed) : QString())
          << QString::fromLatin1(name_of(request.guidance.mode));
    for (const Control& control : controls()) cells << cell(control.value(request));
  } else {
    for (std::size_t i = 0; i < controls().size() + 4; ++i) cells << QString();
  }
  for (const FigureColumn& column : columns) cells << cell(column.value(picture));
  return cells;
}

QByteArray pngOf(const QImage& image) {
  QByteArray bytes;
  QBuffer buffer(&bytes);
  buffer.open(QIODevice::WriteOnly);
  image.save(&buffer, "PNG");
  return bytes;
}

// Returns nothing on success, else what went wrong.
QString write(const QByteArray& bytes, const QString& file) {
  QSaveFile target(file);
  const bool written = !bytes.isEmpty() && target.open(QIODevice::WriteOnly) &&
                       target.write(bytes) == bytes.size() && target.commit();
  if (written) return {};
  return tr("%1 could not be written: %2").arg(file, target.errorString());
}

}  // namespace

QByteArray comparisonJson(const ComparisonFacts& facts) {
  ordered_json pictures = ordered_json::array();
  for (const ComparedPicture& one : facts.pictures) {
    pictures.push_back(pictureJson(one, facts.columns));
  }
  const ordered_json root = {{"format", "maulstick-comparison"},
                             {"format_version", 1},
                             {"shared_steps", facts.sharedSteps},
                             {"pictures", pictures}};
  return QByteArray::fromStdString(
      root.dump(2, ' ', false, ordered_json::error_handler_t::replace) + "\n");
}

QByteArray comparisonCsv(const ComparisonFacts& facts) {
  QString text = csvHeader(facts.columns).join(u',') + u'\n';
  for (const ComparedPicture& one : facts.pictures) {
    text += csvCells(one, facts.columns).join(u',') + u'\n';
  }
  return text.toUtf8();
}

std::function<QString()> comparisonWriter(const ComparisonFacts& facts, const QString& file) {
  const auto endsWith = [&file](const char* ending) {
    return file.endsWith(QLatin1String(ending), Qt::CaseInsensitive);
  };
  if (endsWith(".json"))
    return [bytes = comparisonJson(facts), file] { return write(bytes, file); };
  if (endsWith(".csv")) return [bytes = comparisonCsv(facts), file] { return write(bytes, file); };
  return [sheet = comparisonSheet(facts), file] { return write(pngOf(sheet), file); };
}

}  // namespace maulstick::ui
