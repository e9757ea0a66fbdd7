// maulstick expand: jobs for `maulstick batch`, one for every combination of prompts, styles,
// values and seeds.

#include <algorithm>
#include <cstdint>
#include <cstdio>
#include <map>
#include <memory>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <vector>

#include "base/refuse.h"
#include "base/utf8.h"
#include "cli/commands.h"
#include "cli/options.h"
#include "cli/output.h"
#include "engine/mode_names.h"
#include "engine/request.h"
#include "styles/style_file.h"
#include "styles/sweep.h"
#include "styles/values.h"

namespace maulstick::cli {
namespace {

using nlohmann::ordered_json;
using styles::Combination;
using styles::Sweep;

constexpr std::uint64_t most_jobs = 100'000;
constexpr const char* without_style = "none";
constexpr const char* every_style = "all";

// Options as they were typed; `values` by name: "clip", "width", …
struct Flags {
  std::vector<std::string> prompts;
  std::optional<std::string> negative;
  std::vector<std::string> styles;
  std::string style_file;
  std::string seeds = "42";
  std::string mode;
  std::map<std::string, std::string> values;
  std::vector<std::string> embeddings;
  bool weights = false;
  bool cap = false;
};

using Styles = std::vector<std::optional<styles::Style>>;

void add_style(const std::string& name, const std::vector<styles::Style>& known, Styles& chosen) {
  if (name == without_style) {
    chosen.emplace_back();
    return;
  }
  if (name == every_style) {
    for (const styles::Style& style : known) {
      // Of two of one name only that which the name stands for.
      if (styles::find_style(known, style.name) == &style) chosen.emplace_back(style);
    }
    return;
  }
  const styles::Style* style = styles::find_style(known, name);
  if (style == nullptr) {
    std::string names;
    for (const styles::Style& one : known) names += ", " + one.name;
    refuse("the style is not known", "--style", "a style's name, all or none", "\"" + name + "\"",
           "these are known: " + names.substr(2));
  }
  chosen.emplace_back(*style);
}

Styles read_styles(const Flags& flags) {
  if (flags.styles.empty()) return {std::nullopt};
  const auto known = styles::known_styles(flags.style_file);
  Styles chosen;
  for (const std::string& name : flags.styles) add_style(name, known, chosen);
  return chosen;
}

std::vector<double> read_sides(const std::string& text, const std::string& option) {
  const auto sides = styles::whole_values(text, option, {.minimum = 1, .maximum = largest_side});
  return {sides.begin(), sides.end()};
}

std::vector<styles::Axis> read_axes(const Flags& flags) {
  std::vector<styles::Axis> axes;
  for (const Control& control : controls()) {
    const auto given = flags.values.find(control.name);
    if (given == flags.values.end()) continue;
    axes.push_back(
        {.name = control.name, .values = styles::control_values(given->second, control)});
  }
  for (const char* name : {"width", "height"}) {
    const auto given = flags.values.find(name);
    if (given == flags.values.end()) continue;
    axes.push_back({.name = name, .values = read_sides(given->second, "--" + std::string(name))});
  }
  return axes;
}

Sweep read_sweep(const Flags& flags) {
  Sweep sweep = {
      .prompts = {},
      .styles = read_styles(flags),
      .seeds = styles::whole_values(flags.seeds, "--seeds", {.minimum = -1, .maximum = INT64_MAX}),
      .axes = read_axes(flags)};
  for (const std::string& prompt : flags.prompts) sweep.prompts.emplace_back(prompt);
  if (sweep.prompts.empty()) sweep.prompts.emplace_back(Request().prompt);
  const std::uint64_t jobs = styles::count(sweep);
  if (jobs > most_jobs) {
    refuse("there are too many jobs", "maulstick expand", "at most " + std::to_string(most_jobs),
           jobs == UINT64_MAX ? "far more" : std::to_string(jobs),
           "give fewer alternatives, styles, values or seeds");
  }
  return sweep;
}

// What all jobs have in common, under the names of their keys.
ordered_json read_common(const Flags& flags) {
  ordered_json common = ordered_json::object();
  if (flags.negative) common["negative"] = *flags.negative;
  if (!flags.mode.empty()) {
    if (!mode_named(flags.mode)) {
      refuse("the mode is not known", "--mode", "reference or relative", "\"" + flags.mode + "\"");
    }
    common["mode"] = flags.mode;
  }
  if (flags.cap) common["cap"] = true;
  if (flags.weights) common["weights"] = true;
  for (const std::string& file : flags.embeddings) {
    if (find_invalid_utf8(file) != std::string::npos) {
      refuse("the file's name cannot stand in a job", "--embedding", "UTF-8", "other bytes");
    }
    common["embedding"].push_back(file);
  }
  return common;
}

// Throws if the job would be refused; sizes are left to the model.
void check_job(const Combination& one, const ordered_json& common) {
  Request request;
  request.prompt = one.prompt;
  request.negative = common.value("negative", std::string());
  if (one.style != nullptr) request = styles::with_style(std::move(request), *one.style);
  check(request);
}

std::string job_line(const Sweep& sweep, const Combination& one, const ordered_json& common) {
  ordered_json job = {{"id", one.id}, {"prompt", one.prompt}, {"seed", one.seed}};
  if (one.style != nullptr) job["style"] = one.style->name;
  for (std::size_t i = 0; i < sweep.axes.size(); ++i) {
    const double value = one.values[i];
    const auto whole = static_cast<std::int64_t>(value);
    const bool is_whole = static_cast<double>(whole) == value;
    job[sweep.axes[i].name] = is_whole ? ordered_json(whole) : ordered_json(value);
  }
  job.update(common);
  return job.dump();
}

// A batch that does not know these would take their names for words.
void note_style_file(const Flags& flags, const Sweep& sweep) {
  const auto& known = styles::built_in_styles();
  const bool needed = std::ranges::any_of(sweep.styles, [&](const auto& style) {
    return style && std::ranges::find(known, *style) == known.end();
  });
  if (!needed) return;
  std::fprintf(stderr, "note: give maulstick batch the same --styles %s\n",
               printable(flags.style_file, 4096).c_str());
}

void expand(const Flags& flags) {
  const Sweep sweep = read_sweep(flags);
  const ordered_json common = read_common(flags);
  const std::uint64_t jobs = styles::count(sweep);
  for (std::uint64_t i = 0; i < jobs; ++i) check_job(styles::combination(sweep, i), common);
  for (std::uint64_t i = 0; i < jobs; ++i) {
    print_line(job_line(sweep, styles::combination(sweep, i), common));
  }
  std::fprintf(stderr, "%llu %s\n", static_cast<unsigned long long>(jobs),
               jobs == 1 ? "job" : "jobs");
  note_style_file(flags, sweep);
}

void add_values(CLI::App& command, Flags& flags) {
  const auto add = [&](const std::string& name, const std::string& text) {
    const auto keep = [&flags, name](const std::string& values) { flags.values[name] = values; };
    command.add_option_function<std::string>("--" + name, keep, text)
        ->option_text("VALUES")
        ->check(not_empty())
        ->group("Values, each a number or several: 1,5 or 1-5 or 1-9 (+2) or 0-200 [5]");
  };
  for (const Control& control : controls()) {
    add(control.name, control.summary + " (" + control.range() + ")");
  }
  add("width", "pixels, a multiple of the model's unit, up to 2048");
  add("height", "likewise");
}

void add_lists(CLI::App& command, Flags& flags) {
  const auto add = [&command](const char* name, auto& value, const std::string& text,
                              const char* type) {
    return command.add_option(name, value, text)->option_text(type)->group("Combined");
  };
  add("--prompt", flags.prompts,
      "what to paint; {a|b} stands for either, \\{ for a brace; may be given more than once "
      "(default: " +
          Request().prompt + ")",
      "PATTERN")
      ->expected(1)
      ->multi_option_policy(CLI::MultiOptionPolicy::TakeAll);
  add("--style", flags.styles,
      "a style's name, all for every one, none for the prompt as it is; may be given more than "
      "once (default: none)",
      "NAME")
      ->expected(1)
      ->check(not_empty())
      ->multi_option_policy(CLI::MultiOptionPolicy::TakeAll);
  add("--styles", flags.style_file, "further styles: A1111's styles.csv, or JSON", "FILE")
      ->check(not_empty());
  add("--seeds,--seed", flags.seeds, "such as 1-5,9; -1 leaves it to the batch (default: 42)",
      "VALUES")
      ->check(not_empty());
}

void add_common(CLI::App& command, Flags& flags) {
  constexpr const char* group = "The same for all";
  command.add_option("--negative", flags.negative, "what to keep out of the pictures")
      ->option_text("TEXT")
      ->group(group);
  command.add_option("--mode", flags.mode, "how guidance acts")
      ->option_text("reference|relative")
      ->check(not_empty())
      ->group(group);
  command.add_flag("--cap", flags.cap, "limit the gradient's norm instead of setting it")
      ->group(group);
  command.add_flag("--weights", flags.weights, "brackets in the prompts are weights")->group(group);
  command
      .add_option("--embedding", flags.embeddings, "custom embedding; may be given more than once")
      ->option_text("FILE")
      ->expected(1)
      ->check(not_empty())
      ->multi_option_policy(CLI::MultiOptionPolicy::TakeAll)
      ->group(group);
}

}  // namespace

void add_expand(CLI::App& program) {
  CLI::App& command = *program.add_subcommand(
      "expand", "jobs for batch: every combination of prompts, styles, values and seeds");
  const auto flags = std::make_shared<Flags>();
  add_lists(command, *flags);
  add_values(command, *flags);
  add_common(command, *flags);
  command.callback([flags] { expand(*flags); });
}

}  // namespace maulstick::cli
