#include "ui/series/series_plan.h"

#include <algorithm>
#include <unordered_map>

#include "base/error.h"
#include "engine/moves.h"
#include "engine/numbers.h"

namespace maulstick::ui {
namespace {

const Control* controlOf(const std::string& name) {
  const auto rows = controls();
  const auto found = std::ranges::find(rows, name, &Control::name);
  return found == rows.end() ? nullptr : &*found;
}

// All that two runs must have in common to share the steps before guidance acts.
std::string trunkOf(const Request& request) {
  std::string key = request.prompt + '\n' + request.negative;
  for (const double number :
       {static_cast<double>(request.steps), request.cfg, static_cast<double>(request.width),
        static_cast<double>(request.height)}) {
    key += '\n' + shortest(number);
  }
  return key + '\n' + std::to_string(request.seed);
}

Work workOf(const Request& request, bool shares) {
  const std::vector<bool> guided = guided_steps(request);
  const auto first = std::ranges::find(guided, true);
  Work work;
  for (auto step = shares ? first : guided.begin(); step != guided.end(); ++step) {
    ++(*step ? work.guided : work.plain);
  }
  return work;
}

}  // namespace

styles::Sweep sweepOf(const SeriesPlan& plan) {
  styles::Sweep sweep = {.prompts = {styles::Pattern(plan.base.prompt)},
                         .styles = {},
                         .seeds = plan.seeds,
                         .axes = plan.axes};
  if (plan.asItIs || plan.styles.empty()) sweep.styles.emplace_back();
  for (const styles::Style& style : plan.styles) sweep.styles.emplace_back(style);
  return sweep;
}

Request requestWithoutWords(const SeriesPlan& plan, const styles::Combination& one) {
  Request request = plan.base;
  request.prompt = one.prompt;
  request.seed = one.seed;
  request.moves.clear();
  if (one.style != nullptr) request = styles::with_controls(std::move(request), *one.style);
  for (std::size_t i = 0; i < plan.axes.size(); ++i) {
    if (const Control* control = controlOf(plan.axes[i].name)) {
      control->assign(request, one.values[i]);
    }
  }
  return request;
}

Request requestOf(const SeriesPlan& plan, const styles::Combination& one) {
  Request request = requestWithoutWords(plan, one);
  return one.style == nullptr ? request : styles::with_words(std::move(request), *one.style);
}

Schedule scheduleOf(const SeriesPlan& plan, const styles::Sweep& sweep) {
  const std::uint64_t cells = styles::count(sweep);
  Schedule schedule;
  std::vector<std::vector<int>> groups;
  std::unordered_map<std::string, std::size_t> places;
  for (std::uint64_t number = 0; number < cells; ++number) {
    std::string trunk = std::to_string(number);  // of one that cannot be painted: its own
    Work work;
    bool shares = false;
    try {
      const Request request = requestOf(plan, styles::combination(sweep, number));
      trunk = trunkOf(request);
      shares = places.contains(trunk);
      work = workOf(request, shares);
    } catch (const Error&) {
    }
    const auto [place, isNew] = places.emplace(std::move(trunk), groups.size());
    if (isNew) groups.emplace_back();
    groups[place->second].push_back(static_cast<int>(number));
    schedule.work.push_back(work);
  }
  for (const std::vector<int>& group : groups) {
    schedule.order.insert(schedule.order.end(), group.begin(), group.end());
  }
  return schedule;
}

std::string wordsAlone(const styles::Style& style) {
  constexpr std::string_view place = "{prompt}";
  constexpr std::string_view marks = " ,.;:";
  std::string words = style.prompt;
  for (std::size_t at = words.find(place); at != std::string::npos; at = words.find(place)) {
    words.erase(at, place.size());
  }
  const std::size_t begin = words.find_first_not_of(marks);
  if (begin == std::string::npos) return {};
  return words.substr(begin, words.find_last_not_of(marks) + 1 - begin);
}

}  // namespace maulstick::ui
