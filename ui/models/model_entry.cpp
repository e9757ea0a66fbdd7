#include "ui/models/model_entry.h"

#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>
#include <QLocale>
#include <algorithm>
#include <filesystem>

#include "base/error.h"
#include "engine/places.h"
#include "engine/size_rules.h"
#include "model/bundle.h"
#include "ui/settings/paths.h"

namespace maulstick::ui {
namespace {

namespace fs = std::filesystem;

struct Words {
  Q_DECLARE_TR_FUNCTIONS(ModelEntry)
};

QString exportAdvice(const QString& folder) {
  if (folder == tidyFolder(fromPath(easel_folder()))) {
    return Words::tr("Easel comes with Maulstick: install Maulstick again.");
  }
  return Words::tr(
      "Export the model again into this folder, or copy the file from where it came from.");
}

std::int64_t stampOf(const fs::path& file) {
  std::error_code fault;
  const auto time = fs::last_write_time(file, fault);
  return fault ? 0 : static_cast<std::int64_t>(time.time_since_epoch().count());
}

// What is wrong with a file as far as its folder shows; empty if nothing is.
QString problemFromOutside(const fs::path& path, const std::string& name, std::uint64_t bytes) {
  const QString file = QString::fromStdString(name);
  std::error_code fault;
  if (!fs::is_regular_file(path, fault)) return Words::tr("%1 is missing").arg(file);
  const std::uintmax_t found = fs::file_size(path, fault);
  if (fault) return Words::tr("%1 cannot be read").arg(file);
  if (found == bytes) return {};
  const QLocale locale;
  return Words::tr("%1 is damaged: it has %2 bytes instead of %3")
      .arg(file, locale.toString(static_cast<qulonglong>(found)),
           locale.toString(static_cast<qulonglong>(bytes)));
}

// The next step for a folder that is no bundle, by what is in it instead.
QString adviceFor(const QString& folder) {
  const QDir dir(folder);
  if (!dir.exists())
    return Words::tr("Is it on a disk that is not connected? Else remove it from the list.");
  if (dir.exists(QStringLiteral("model_index.json"))) {
    return Words::tr("This is a model as diffusers keeps it. Export it once: %1")
        .arg(QStringLiteral("scripts/export_weights.py \"%1\" --output models/mine").arg(folder));
  }
  for (const QString& inside : dir.entryList(QDir::Dirs | QDir::NoDotAndDotDot, QDir::Name)) {
    if (dir.exists(inside + QStringLiteral("/manifest.json"))) {
      return Words::tr("There is a model in it: choose the folder “%1” inside.").arg(inside);
    }
  }
  const QStringList weights = dir.entryList(
      {QStringLiteral("*.safetensors"), QStringLiteral("*.ckpt")}, QDir::Files, QDir::Name);
  if (!weights.isEmpty()) {
    return Words::tr("%1 must be exported first: see “Add a model…”.").arg(weights.first());
  }
  return Words::tr(
      "Choose the folder that scripts/export_weights.py has written; manifest.json is in it.");
}

// A folder whose manifest cannot be had, or cannot be used.
void explain(ModelEntry& entry, const Error& error) {
  const QDir dir(entry.folder);
  const bool hasManifest = dir.exists(QStringLiteral("manifest.json"));
  const bool hasNetworks = dir.exists(QStringLiteral("unet.pt"));
  entry.details = QString::fromStdString(error.message());
  if (hasManifest || hasNetworks) {
    entry.state = ModelState::damaged;
    entry.problems = {
        hasManifest ? Words::tr("manifest.json is damaged, or was written for another version")
                    : Words::tr("manifest.json is missing")};
    entry.advice = exportAdvice(entry.folder);
  } else {
    entry.state = ModelState::none;
    entry.problems = {dir.exists() ? Words::tr("This folder is no model")
                                   : Words::tr("The folder is not there")};
    entry.advice = adviceFor(entry.folder);
  }
}

void describe(ModelEntry& entry, const model::Bundle& bundle) {
  const model::Manifest& manifest = bundle.manifest();
  entry.name = QString::fromStdString(manifest.name).simplified().left(60);
  entry.size = size_rules_of(manifest.latents);
  entry.precision = QString::fromStdString(manifest.precision);
  entry.source = QString::fromStdString(manifest.source).simplified();
  entry.licence = QString::fromStdString(manifest.licence).simplified();
  entry.files = static_cast<int>(manifest.files.size());
  entry.stamp = stampOf(bundle.path_of("manifest.json"));
  for (const auto& [name, file] : manifest.files) {
    entry.bytes += file.bytes;
    entry.stamp = std::max(entry.stamp, stampOf(bundle.path_of(name)));
    const QString problem = problemFromOutside(bundle.path_of(name), name, file.bytes);
    if (!problem.isEmpty()) entry.problems.append(problem);
  }
}

void judge(ModelEntry& entry) {
  entry.state = entry.problems.isEmpty() ? ModelState::ready : ModelState::damaged;
  entry.advice = entry.problems.isEmpty() ? QString() : exportAdvice(entry.folder);
}

ModelEntry nameless(const QString& folder) {
  ModelEntry entry;
  entry.folder = tidyFolder(folder);
  entry.name = QFileInfo(entry.folder).fileName();
  return entry;
}

}  // namespace

QString diskText(std::uint64_t bytes) {
  const bool gigabytes = bytes >= 1'000'000'000;
  return QLocale().formattedDataSize(static_cast<qint64>(bytes), gigabytes ? 1 : 0,
                                     QLocale::DataSizeSIFormat);
}

QString tidyFolder(const QString& folder) {
  return QDir::cleanPath(QFileInfo(folder).absoluteFilePath());
}

ModelEntry lookAtModel(const QString& folder) {
  ModelEntry entry = nameless(folder);
  try {
    describe(entry, model::Bundle::open(toPath(entry.folder)));
    judge(entry);
  } catch (const Error& error) {
    explain(entry, error);
  }
  return entry;
}

ModelEntry readModel(const QString& folder, const std::stop_token& stop,
                     const std::function<void(int percent)>& progress) {
  ModelEntry entry = lookAtModel(folder);
  if (entry.state != ModelState::ready) return entry;
  try {
    std::uint64_t read = 0;
    const auto onRead = [&](std::uint64_t bytes) {
      read += bytes;
      progress(static_cast<int>(100.0 * static_cast<double>(read) /
                                static_cast<double>(std::max<std::uint64_t>(1, entry.bytes))));
    };
    const model::Bundle bundle = model::Bundle::open(toPath(entry.folder));
    for (const model::FileCheck& check : bundle.check_files(stop, onRead)) {
      if (check.problem.empty()) continue;
      entry.problems.append(Words::tr("%1 is damaged: its content is not what was exported")
                                .arg(QString::fromStdString(check.name)));
    }
    judge(entry);
  } catch (const Error& error) {
    if (error.kind() == ErrorKind::interrupted) throw;
    entry.state = ModelState::damaged;
    entry.problems = {Words::tr("A file cannot be read")};
    entry.advice = exportAdvice(entry.folder);
    entry.details = QString::fromStdString(error.message());
  }
  return entry;
}

QString exportCommand() {
  return QStringLiteral(
      ".venv/bin/python scripts/export_weights.py CompVis/stable-diffusion-v1-4"
      " --clip openai/clip-vit-base-patch32 --output models/sd14");
}

}  // namespace maulstick::ui
