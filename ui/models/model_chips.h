#pragma once
// The two chips in the top bar: the model, with a menu of all that are known, and the device with its
// precision, with what each costs. Says what was chosen; the main window acts on it.

#include <QPointer>
#include <QWidget>
#include <functional>

#include "engine/engine.h"
#include "engine/request.h"
#include "ui/models/devices.h"
#include "ui/models/model_list.h"

class QMenu;
class QToolButton;

namespace maulstick::ui {

class DevicePopup;

class ModelChips : public QWidget {
  Q_OBJECT

 public:
  // `current` gives the settings that costs are told for. All must outlive this.
  ModelChips(ModelList& models, Devices& devices, std::function<Request()> current,
             QWidget* parent = nullptr);

  // What paints from now on.
  void setOptions(const EngineOptions& options);

  void openModels();
  void openDevices();

 Q_SIGNALS:
  void modelChosen(const QString& folder);
  void placeChosen(const QString& device, maulstick::Precision precision);
  void managerRequested();
  void addRequested();

 private:
  void showState();
  void fillMenu(QMenu& menu);
  void askCosts(const std::vector<DeviceInfo>& devices);
  [[nodiscard]] QString noteFor(const Request& request) const;

  ModelList& models_;
  Devices& devices_;
  std::function<Request()> current_;
  EngineOptions options_;
  QToolButton* model_;
  QToolButton* device_;
  QPointer<DevicePopup> popup_;
};

}  // namespace maulstick::ui
