#pragma once
// The chips and the manager with everything they need, on a machine of the test's choice. `folder`
// holds two sound bundles, "easel" and "sd".

#include "support/folder.h"
#include "ui/models/fake_machine.h"
#include "ui/models/model_chips.h"
#include "ui/models/model_choice.h"
#include "ui/models/model_manager.h"
#include "ui/models/tiny_bundle.h"
#include "ui/settings/paths.h"

namespace maulstick::testing {

class Room {
 public:
  explicit Room(FakeMachine machine = {.devices = {fakeCpu()}, .verify = {}})
      : settings(saver, folder / "settings.json"),
        controller(fakeMachine(std::move(machine))),
        devices(controller),
        models(settings, bundle("easel", "Easel 128")),
        choice(settings, models, devices),
        chips(models, devices, [this] { return request; }),
        manager(models, controller) {
    bundle("sd", "Stable Diffusion v1.4");
    QObject::connect(&choice, &ui::ModelChoice::changed, &chips, &ui::ModelChips::setOptions);
    QObject::connect(&choice, &ui::ModelChoice::changed, &manager, &ui::ModelManager::setOptions);
    QObject::connect(&chips, &ui::ModelChips::placeChosen, &choice, &ui::ModelChoice::usePlace);
    QObject::connect(&chips, &ui::ModelChips::modelChosen, &choice, &ui::ModelChoice::useFolder);
    QObject::connect(&manager, &ui::ModelManager::useRequested, &choice,
                     &ui::ModelChoice::useFolder);
    choice.start();
  }

  [[nodiscard]] QString path(const std::string& name) const { return ui::fromPath(folder / name); }

  TemporaryFolder folder;
  Request request;
  ui::FileSaver saver;
  ui::AppSettings settings;
  ui::Controller controller;
  ui::Devices devices;
  ui::ModelList models;
  ui::ModelChoice choice;
  ui::ModelChips chips;
  ui::ModelManager manager;

 private:
  QString bundle(const std::string& name, const std::string& title) {
    makeTinyBundle(folder / name, title);
    return path(name);
  }
};

}  // namespace maulstick::testing
