#pragma once
// Which model paints, where and how exactly: what was chosen last, what a person chooses now, and what
// to do if it is not there. Keeps the choice in the settings. UI thread.

#include <QObject>

#include "ui/models/devices.h"
#include "ui/models/model_list.h"

namespace maulstick::ui {

class ModelChoice : public QObject {
  Q_OBJECT

 public:
  // All must outlive this. Nothing is told before start().
  ModelChoice(AppSettings& settings, ModelList& models, Devices& devices,
              QObject* parent = nullptr);

  [[nodiscard]] const EngineOptions& options() const { return options_; }

  // Takes what painted last, or Easel, and tells it; if it cannot be used, Easel paints and that is
  // said.
  void start();

  // Looks at the folder in the background; a sound model is put into the list and used at once, else
  // what is wrong is said.
  void useFolder(const QString& folder);
  void usePlace(const QString& device, Precision precision);

 Q_SIGNALS:
  void changed(const maulstick::EngineOptions& options);
  void sizeRulesKnown(const maulstick::SizeRules& rules);  // of the model that paints
  void noticed(const QString& what);
  void failed(const QString& what, const QString& next, const QString& details);

 private:
  void set(const EngineOptions& options);
  void use(const ModelEntry& entry);
  void refuse(const ModelEntry& entry);
  void onLastSeen(const ModelEntry& entry);
  void checkDevice();

  AppSettings& settings_;
  ModelList& models_;
  Devices& devices_;
  EngineOptions options_;
};

}  // namespace maulstick::ui
