#include "ui/painting/engine_painter.h"

#include <algorithm>
#include <system_error>
#include <utility>

#include "base/error.h"
#include "engine/measures.h"
#include "engine/memory.h"

namespace maulstick::ui {
namespace {

// A device that does not answer can still be tried.
std::optional<std::uint64_t> availableOn(const std::string& device) {
  try {
    return available_memory(device);
  } catch (const Error&) {
    return std::nullopt;
  }
}

}  // namespace

EnginePainter::Source EnginePainter::sourceOf(const EngineOptions& model) {
  std::error_code ignored;
  return {.options = model,
          .manifest = std::filesystem::last_write_time(model.model / "manifest.json", ignored)};
}

bool EnginePainter::isLoaded(const Source& source) const {
  if (!engine_ || !source_) return false;
  const EngineOptions& wanted = source.options;
  const EngineOptions& present = source_->options;
  return wanted.model == present.model && wanted.device == present.device &&
         wanted.precision == present.precision && wanted.threads == present.threads &&
         source.manifest == source_->manifest;
}

void EnginePainter::load(const EngineOptions& model, const std::stop_token& stop) {
  Source source = sourceOf(model);
  if (isLoaded(source)) return;
  engine_.reset();  // first: two models at once may be more than memory holds
  engine_.emplace(model, stop);
  source_ = std::move(source);
}

Painting EnginePainter::paint(const Job& job, PainterEvents& events, const std::stop_token& stop) {
  try {
    return engine_.value().paint(job.request, events, stop,
                                 {.trace = {}, .live = &events.live(), .reuse = job.reuse});
  } catch (const Error& error) {
    // A device that has failed once may go on failing until everything on it is made anew.
    if (error.kind() == ErrorKind::device) engine_.reset();
    throw;
  }
}

std::vector<maulstick::Outcome> EnginePainter::paintTogether(const std::vector<Task>& tasks,
                                                             const std::stop_token& stop) {
  auto outcomes = engine_.value().paint_together(tasks, stop);
  const bool failing = std::ranges::any_of(outcomes, [](const maulstick::Outcome& one) {
    return one.error && one.error->kind() == ErrorKind::device;
  });
  if (failing) engine_.reset();  // as in paint()
  return outcomes;
}

guidance::PictureMeasures EnginePainter::measure(const Image& image) {
  return measures_of(image);
}

std::vector<double> EnginePainter::losses(const Image& image, const std::string& prompt) {
  try {
    return engine_.value().measure(image, prompt);
  } catch (const Error& error) {
    if (error.kind() == ErrorKind::device) engine_.reset();  // as in paint()
    throw;
  }
}

std::vector<DeviceState> EnginePainter::devices() {
  std::vector<DeviceState> states;
  for (DeviceInfo& device : maulstick::devices()) {
    const auto available = availableOn(device.name);
    states.push_back({.info = std::move(device), .available = available});
  }
  return states;
}

std::vector<Verification> EnginePainter::verify(const EngineOptions& model,
                                                const std::stop_token& stop) {
  engine_.reset();  // as in load()
  return Engine::verify(model, stop);
}

PainterFactory enginePainterFactory() {
  return [] { return std::make_unique<EnginePainter>(); };
}

}  // namespace maulstick::ui
