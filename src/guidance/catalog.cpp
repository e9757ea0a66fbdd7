#include "guidance/catalog.h"

#include "guidance/losses.h"

namespace maulstick::guidance {
namespace {

constexpr Loss rows[] = {
    {.name = "clip",
     .label = "CLIP",
     .summary = "pulls the picture towards the meaning of the prompt",
     .maximum = 1000,
     .fallback = 200,
     .step = 10,
     .band_low = 100,
     .band_high = 300,
     .recommended = 200,
     .caution = "less variation between seeds",
     .function = &clip_loss},
    {.name = "frequency",
     .label = "frequency",
     .summary = "balances fine detail against broad shapes, for a sharper picture",
     .maximum = 500,
     .fallback = 30,
     .step = 5,
     .band_low = 20,
     .band_high = 50,
     .recommended = 30,
     .caution = "may introduce artefacts",
     .function = &frequency_loss},
    {.name = "composition",
     .label = "composition",
     .summary = "moves the centre of interest to the middle of the picture",
     .maximum = 500,
     .fallback = 10,
     .step = 5,
     .band_low = 10,
     .band_high = 50,
     .recommended = 10,
     .caution = "may feel unnatural",
     .function = &composition_loss},
};

}  // namespace

std::span<const Loss> catalog() {
  return rows;
}

}  // namespace maulstick::guidance
