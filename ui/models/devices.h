#pragma once
// What this machine can paint with, asked once of the painting thread when the app starts, and how
// much of its memory painting can have. UI thread.

#include <QObject>
#include <optional>
#include <vector>

#include "ui/painting/controller.h"

namespace maulstick::ui {

class Devices : public QObject {
  Q_OBJECT

 public:
  // `controller` must outlive this.
  explicit Devices(Controller& controller, QObject* parent = nullptr);

  // The CPU first; empty until the painting thread has answered.
  [[nodiscard]] const std::vector<DeviceState>& list() const { return list_; }

  // The device that EngineOptions::device stands for, "auto" as well; null if it is not there.
  [[nodiscard]] const DeviceState* find(const std::string& name) const;

  // What painting may take of a device: what is free, and what painting holds of it already. Nothing if
  // that is not known.
  [[nodiscard]] std::optional<std::uint64_t> availableOn(const std::string& name) const;

 Q_SIGNALS:
  void changed();

 private:
  std::vector<DeviceState> list_;
  std::uint64_t memoryAtStart_;  // of this program, before it has painted
};

// "CPU", "NVIDIA H100": what a device is called where there is little room.
QString shortName(const DeviceInfo& device);
QString precisionName(Precision precision);

}  // namespace maulstick::ui
