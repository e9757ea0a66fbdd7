#pragma once
// What a series of pictures is to be: one prompt in many styles, with many seeds, and perhaps with
// one or two numbers swept. The same combinations, under the same names, as `maulstick expand`
// makes. Plain values; any thread.

#include <cstdint>
#include <string>
#include <vector>

#include "engine/engine.h"
#include "engine/request.h"
#include "styles/style.h"
#include "styles/sweep.h"

namespace maulstick::ui {

inline constexpr std::size_t mostAxes = 2;
inline constexpr std::uint64_t mostPictures = 5000;

struct SeriesPlan {
  EngineOptions model;
  Request base;                       // its prompt may be a pattern; its seed does not count
  std::vector<styles::Style> styles;  // none: the prompt as it is
  std::vector<std::int64_t> seeds;
  std::vector<styles::Axis> axes;
  bool asItIs = false;  // also the prompt as it is, in front of its styles
};

// Throws Error{bad_input} for a prompt with a brace too many.
styles::Sweep sweepOf(const SeriesPlan& plan);

// The base with the style's own guidance and the values of the axes, but without the style's words,
// as a line of jobs names it.
Request requestWithoutWords(const SeriesPlan& plan, const styles::Combination& one);

// What a cell is painted with: the base, the style's own guidance, the values of the axes, the
// style's words. Throws Error{bad_input} if the prompt is too long with its style.
Request requestOf(const SeriesPlan& plan, const styles::Combination& one);

// Steps that a cell takes.
struct Work {
  int plain = 0;
  int guided = 0;
};

struct Schedule {
  // The cells' numbers as they are painted: in the order of the matrix, but those that differ in
  // their guidance only come one behind the other, because they share the steps before it acts.
  std::vector<int> order;
  std::vector<Work> work;  // by number, without the steps that are shared with the one before
};

Schedule scheduleOf(const SeriesPlan& plan, const styles::Sweep& sweep);

// The words of a style by themselves, for what measures a picture against them: a template without
// the place of the prompt.
std::string wordsAlone(const styles::Style& style);

}  // namespace maulstick::ui
