#pragma once
// The painter of the real app: the engine, loaded when it is first needed and kept while the same
// model is asked for. Used by the painting thread only.

#include <filesystem>
#include <optional>

#include "engine/engine.h"
#include "ui/painting/painter.h"

namespace maulstick::ui {

class EnginePainter : public Painter {
 public:
  void load(const EngineOptions& model, const std::stop_token& stop) override;
  Painting paint(const Job& job, PainterEvents& events, const std::stop_token& stop) override;
  std::vector<maulstick::Outcome> paintTogether(const std::vector<Task>& tasks,
                                                const std::stop_token& stop) override;
  guidance::PictureMeasures measure(const Image& image) override;
  std::vector<double> losses(const Image& image, const std::string& prompt) override;
  std::vector<DeviceState> devices() override;
  std::vector<Verification> verify(const EngineOptions& model,
                                   const std::stop_token& stop) override;

 private:
  // What the engine was made from, and the state of the bundle then: one may be exported anew into
  // the same folder.
  struct Source {
    EngineOptions options;
    std::filesystem::file_time_type manifest;
  };
  [[nodiscard]] static Source sourceOf(const EngineOptions& model);
  [[nodiscard]] bool isLoaded(const Source& source) const;

  std::optional<Source> source_;
  std::optional<Engine> engine_;
};

PainterFactory enginePainterFactory();

}  // namespace maulstick::ui
