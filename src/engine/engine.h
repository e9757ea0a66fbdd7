#pragma once
// The only public door: a loaded model that paints. No torch header is needed to use it, and no
// tensor leaves it. One thread at a time, and always the same one: torch keeps a pool of workers
// for every thread that calls it.

#include <filesystem>
#include <memory>
#include <optional>
#include <stop_token>
#include <string>
#include <vector>

#include "base/api.h"
#include "base/error.h"
#include "base/image.h"
#include "engine/report.h"
#include "engine/request.h"

namespace maulstick {

class LiveControls;

enum class Precision { float32, float16, bfloat16 };

struct EngineOptions {
  std::filesystem::path model;  // bundle folder
  std::string device = "auto";  // auto, cpu, cuda, cuda:N, mps
  Precision precision = Precision::float32;
  int threads = 0;  // 0: as many as torch thinks best
};

struct PaintOptions {
  // Where the run's tensors go as safetensors; empty: nowhere. See docs/trace.md.
  std::filesystem::path trace = {};

  // Sliders that act while it paints (engine/live.h); outlives the call. What was moved stands in
  // the painting's request.
  LiveControls* live = nullptr;

  // Whether the steps that an earlier run of this engine painted with the same prompt, seed and
  // sampling, and without guidance acting yet, are taken over from it. The picture is the same, bit
  // for bit.
  bool reuse = true;
};

// One of several pictures that are painted side by side; the observer outlives the call.
struct Task {
  Request request;
  Observer* observer;
};

// Exactly one of them.
struct Outcome {
  std::optional<Painting> painting;
  std::optional<Error> error;
};

// One module of a model against what its exporter recorded.
struct Verification {
  std::string part;  // "unet"
  double error;      // largest difference, relative to the largest value recorded
  double tolerance;
};

class MAULSTICK_API Engine {
 public:
  struct Impl;

  // Checks every file of the bundle, then loads it. Throws Error{model}, Error{device}, or
  // Error{interrupted} once `stop` is requested.
  explicit Engine(const EngineOptions& options, const std::stop_token& stop = {});
  ~Engine();
  Engine(Engine&&) noexcept;
  Engine& operator=(Engine&&) noexcept;

  // Paints; returns after minutes. `stop` is looked at before each network call, after each decode
  // and after each backward pass: Error{interrupted}. Error{bad_input} if the request is out of
  // range, before anything is computed; Error{device} if memory or the device fails, or the latents
  // are no longer finite; Error{output} if the trace cannot be written.
  Painting paint(const Request& request, Observer& observer, const std::stop_token& stop = {},
                 const PaintOptions& options = {});

  // Paints side by side, a step of each in turn, and shared work once; each picture is what paint()
  // makes. Whatever fails alone, or is stopped once another is a picture, has the error as its
  // outcome. Throws Error{interrupted} and, before it begins, Error{bad_input}, as paint() does.
  //
  // With `at_once` above 1 that many pictures of one size and number of steps go through the UNet
  // in one call, which is faster where a call costs much by itself. Sums are then taken in another
  // order: a picture may differ from paint()'s by the rounding, and its fingerprint says so.
  std::vector<Outcome> paint_together(const std::vector<Task>& tasks,
                                      const std::stop_token& stop = {}, int at_once = 1);

  // The losses of any picture, one for each row of the catalog, unweighted. Throws as paint does.
  std::vector<double> measure(const Image& image, const std::string& prompt);

  // What can be refused without loading a model: a request out of range, a size that the bundle
  // cannot paint, embedding files that are none. Throws Error{bad_input} or Error{model}.
  static void check_ahead(const EngineOptions& options, const Request& request);

  // Repeats what the exporter recorded, one network at a time. Throws Error{model} if the bundle is
  // damaged or the record cannot be used, Error{interrupted} once `stop` is requested.
  static std::vector<Verification> verify(const EngineOptions& options,
                                          const std::stop_token& stop = {});

  [[nodiscard]] SizeRules size_rules() const;

 private:
  std::unique_ptr<Impl> impl_;
};

}  // namespace maulstick
