#pragma once
// What the engine tells while it paints and when it is done. Plain values.

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/api.h"
#include "base/image.h"
#include "engine/request.h"
#include "guidance/measures.h"

namespace maulstick {

struct GuidanceReport {
  std::vector<double> losses;  // one for each row of the catalog, unweighted
  double total = 0;            // sum of scale · loss
  double gradient_norm = 0;    // before it is set
  double push_norm = 0;        // of what was taken from the latents
  double push_percent = 0;     // the same in per cent of the noise, sigma √N
  std::string skipped;         // empty, or what was not finite, so that nothing was pushed
  std::optional<guidance::PictureMeasures> measures = {};  // for an observer that wants them
};

struct StepReport {
  int step;   // from 0
  int steps;  // of the run
  double timestep;
  double sigma;
  double seconds;
  std::optional<GuidanceReport> guidance;  // at guided steps
  bool reused = false;                     // its noise was known from an earlier run
};

// What the latents of a step are heading for: x0 = z - sigma · noise, before any push.
struct Preview {
  int step;      // from 0
  Image image;   // one pixel a latent cell; the whole picture from the first one that is decoded on
  bool decoded;  // at guided steps: what the losses saw
};

// What is known before the first step.
struct RunPlan {
  Request request;           // with seed and size filled in
  std::vector<bool> guided;  // one entry a step: whether guidance will act at it
  std::string cut;           // the end of the prompt that did not fit the text encoder
  std::string cut_negative;
};

// Called on the thread that paints. May throw: the run ends with what was thrown.
class MAULSTICK_API Observer {
 public:
  virtual ~Observer() = default;
  virtual void on_start(const RunPlan& /*plan*/) {}
  virtual void on_step(const StepReport& /*report*/) {}

  // Sliders were moved in mid-run, and this is the plan from now on, with the move in its request.
  // Called at the beginning of the step at which the move takes effect.
  virtual void on_move(const RunPlan& /*plan*/) {}

  // Asked at every step. What is not wanted is not computed, and what is wanted changes no picture.
  [[nodiscard]] virtual bool wants_previews() const { return false; }
  [[nodiscard]] virtual bool wants_measures() const { return false; }

  // After on_step of the same step.
  virtual void on_preview(const Preview& /*preview*/) {}
};

// Where and with what a picture was painted: the same request there gives the same pixels.
struct Fingerprint {
  std::string model;       // the bundle's name
  std::string model_hash;  // SHA-256 of its manifest
  std::string device;      // "cpu", "cuda:0"
  std::string precision;
  std::string torch;  // version
  std::string isa;    // what torch's CPU kernels use: "AVX512"
  int together = 1;   // the most pictures that went through the UNet in one call with it
};

// A textual-inversion file that was used.
struct EmbeddingRecord {
  std::string file;    // its name, without the folder
  std::string sha256;  // of its bytes when it was read

  friend bool operator==(const EmbeddingRecord&, const EmbeddingRecord&) = default;
};

struct Painting {
  Request request;  // as asked, with seed and size filled in
  Fingerprint fingerprint;
  Image image;
  std::vector<EmbeddingRecord> embeddings;
  std::vector<double> losses;                         // of the picture, before rounding to 8 bits
  std::optional<guidance::PictureMeasures> measures;  // likewise, for an observer that wants them
  std::vector<StepReport> steps;
  std::string cut;  // the end of the prompt that did not fit the text encoder
  std::string cut_negative;
  double seconds = 0;

  [[nodiscard]] MAULSTICK_API int guided_steps() const;
  [[nodiscard]] MAULSTICK_API int skipped_pushes() const;
};

}  // namespace maulstick
