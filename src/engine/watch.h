#pragma once
// What an observer that watches is shown of a run: previews of its steps, measures of its pictures.
// Nothing is computed for an observer that wants neither, and nothing here touches the run.

#include <ATen/core/Tensor.h>

#include <optional>

#include "engine/report.h"
#include "model/manifest.h"

namespace maulstick {

class Watch {
 public:
  // Both outlive it.
  Watch(Observer& observer, const model::Latents& rules) : observer_(observer), rules_(rules) {}

  // The noise that was predicted in the latents of a step, [1, 4, h, w].
  void saw_noise(const at::Tensor& latents, const at::Tensor& noise, double sigma);

  // At guided steps, after saw_noise: what x0 was decoded to, [1, 3, H, W].
  void saw_picture(const at::Tensor& picture);

  // Calls on_preview with the best that was seen since the last call.
  void show(int step);

  [[nodiscard]] std::optional<guidance::PictureMeasures> measures(const at::Tensor& picture) const;

 private:
  [[nodiscard]] Preview best(int step);
  void learn();
  [[nodiscard]] at::Tensor carried_on() const;

  Observer& observer_;
  const model::Latents& rules_;
  at::Tensor own_;  // the bundle's map, made when it is first needed
  at::Tensor map_;  // fitted to the latest picture that was decoded; until then the bundle's
  at::Tensor x0_;
  at::Tensor picture_;
  at::Tensor decoded_;  // the latest, and …
  at::Tensor sketch_;   // … the cheap picture of the same latents
};

}  // namespace maulstick
