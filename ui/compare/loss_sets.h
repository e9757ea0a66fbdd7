#pragma once
// The sets of losses that an ablation may paint with: nothing, each alone, and all that can be put
// together from the catalog's rows.

#include <QString>
#include <vector>

#include "engine/request.h"

namespace maulstick::ui {

// One entry for each row of the catalog: whether the loss takes part.
using LossSet = std::vector<bool>;

// Smaller ones first, in the catalog's order.
std::vector<LossSet> allLossSets();

// What a person sees first: nothing, the first two each alone and together, and all.
bool isUsual(const LossSet& set);

// "Unguided", "CLIP", "CLIP + frequency", "All".
QString nameOf(const LossSet& set);

// Those that a request is guided by.
LossSet lossesOf(const Request& request);

// The request with the losses of the set alone. One that the request has turned off takes part with
// the scale that is recommended for it. Sliders that were moved in mid-run are forgotten.
Request withLosses(const Request& request, const LossSet& set);

}  // namespace maulstick::ui
