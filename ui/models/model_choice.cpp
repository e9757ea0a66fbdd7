#include "ui/models/model_choice.h"

#include "ui/models/background.h"
#include "ui/settings/paths.h"

namespace maulstick::ui {

ModelChoice::ModelChoice(AppSettings& settings, ModelList& models, Devices& devices,
                         QObject* parent)
    : QObject(parent),
      settings_(settings),
      models_(models),
      devices_(devices),
      options_(settings.model()) {
  connect(&devices_, &Devices::changed, this, &ModelChoice::checkDevice);
}

void ModelChoice::start() {
  EngineOptions options = options_;
  if (options.model.empty()) options.model = toPath(models_.easel());
  set(options);
  inBackground(
      this, [folder = fromPath(options.model)] { return lookAtModel(folder); },
      [this](const ModelEntry& entry) { onLastSeen(entry); });
}

void ModelChoice::onLastSeen(const ModelEntry& entry) {
  if (toPath(entry.folder) != toPath(tidyFolder(fromPath(options_.model)))) return;  // too late
  if (entry.state == ModelState::ready) return use(entry);
  refuse(entry);
  if (entry.folder == models_.easel()) return;
  EngineOptions options = options_;
  options.model = toPath(models_.easel());
  set(options);
  useFolder(models_.easel());
}

void ModelChoice::useFolder(const QString& folder) {
  inBackground(
      this, [folder] { return lookAtModel(folder); },
      [this](const ModelEntry& seen) {
        const ModelEntry entry = models_.withReading(seen);
        entry.state == ModelState::ready ? use(entry) : refuse(entry);
      });
}

void ModelChoice::use(const ModelEntry& entry) {
  models_.add(entry);
  EngineOptions options = options_;
  options.model = toPath(entry.folder);
  set(options);
  Q_EMIT sizeRulesKnown(entry.size);
}

void ModelChoice::refuse(const ModelEntry& entry) {
  const QString what = entry.state == ModelState::damaged
                           ? tr("The model %1 cannot paint: %2")
                                 .arg(entry.name, entry.problems.join(QStringLiteral("; ")))
                           : tr("%1: %2").arg(entry.folder, entry.problems.value(0));
  Q_EMIT failed(what, entry.advice, entry.details);
}

void ModelChoice::usePlace(const QString& device, Precision precision) {
  EngineOptions options = options_;
  options.device = device.toStdString();
  options.precision = precision;
  set(options);
}

void ModelChoice::set(const EngineOptions& options) {
  options_ = options;
  settings_.setModel(options);
  models_.setUsed(fromPath(options.model));
  Q_EMIT changed(options);
}

// A device that was chosen once may be gone: another machine, a card taken out.
void ModelChoice::checkDevice() {
  if (devices_.list().empty() || devices_.find(options_.device) != nullptr) return;
  const QString gone = QString::fromStdString(options_.device);
  usePlace(QStringLiteral("auto"), Precision::float32);
  const DeviceState* best = devices_.find(options_.device);
  Q_EMIT noticed(tr("The device %1 is not there: %2 paints instead.")
                     .arg(gone, best == nullptr ? tr("another") : shortName(best->info)));
}

}  // namespace maulstick::ui
