#pragma once
// What paints, as the app sees it: the engine, or in tests something that only pretends. Made, used
// and destroyed on the painting thread.

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <stop_token>
#include <vector>

#include "engine/device.h"
#include "engine/live.h"
#include "engine/report.h"
#include "ui/painting/job.h"

namespace maulstick::ui {

// Who is told, on the painting thread, and whose sliders are listened to.
class PainterEvents : public Observer {
 public:
  virtual LiveControls& live() = 0;
};

// A device that can paint, and what is free of its memory before anything is loaded.
struct DeviceState {
  DeviceInfo info;
  std::optional<std::uint64_t> available = {};  // bytes; nothing where the system does not say
};

class Painter {
 public:
  virtual ~Painter() = default;

  // Makes `model` the one that paints; nothing to do if it is. Throws Error.
  virtual void load(const EngineOptions& model, const std::stop_token& stop) = 0;

  // Paints with the model loaded last. Throws Error, Error{interrupted} once `stop` is requested.
  virtual Painting paint(const Job& job, PainterEvents& events, const std::stop_token& stop) = 0;

  // Paints side by side with the model loaded last, a step of each in turn; what came of each. One
  // that fails leaves the others alone. Throws any Error for what concerns them all, and
  // Error{interrupted} once `stop` is requested and none is painted yet.
  virtual std::vector<maulstick::Outcome> paintTogether(const std::vector<Task>& tasks,
                                                        const std::stop_token& stop) = 0;

  // The losses of a picture, one for each row of the catalog, by the model loaded last. May throw.
  virtual std::vector<double> losses(const Image& /*image*/, const std::string& /*prompt*/) {
    return {};
  }

  // What the losses see in a picture, whatever painted it. Throws Error.
  virtual guidance::PictureMeasures measure(const Image& /*image*/) { return {}; }

  // Where it can paint, the CPU first; empty if it knows of no choice.
  virtual std::vector<DeviceState> devices() { return {}; }

  // Tries the networks of a model on what its exporter recorded. Throws Error, Error{interrupted}
  // once `stop` is requested.
  virtual std::vector<Verification> verify(const EngineOptions& /*model*/,
                                           const std::stop_token& /*stop*/) {
    return {};
  }
};

// Called on the painting thread, once.
using PainterFactory = std::function<std::unique_ptr<Painter>()>;

}  // namespace maulstick::ui
