// maulstick generate: paint one picture.

#include <cmath>
#include <cstdio>
#include <map>
#include <memory>
#include <nlohmann/json.hpp>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "base/file.h"
#include "base/refuse.h"
#include "base/utf8.h"
#include "cli/commands.h"
#include "cli/interrupts.h"
#include "cli/options.h"
#include "cli/output.h"
#include "cli/progress.h"
#include "engine/engine.h"
#include "engine/memory.h"
#include "engine/mode_names.h"
#include "engine/numbers.h"
#include "engine/picture_names.h"
#include "engine/places.h"
#include "engine/settings.h"
#include "engine/settings_json.h"
#include "picture/png.h"

namespace maulstick::cli {
namespace {

namespace fs = std::filesystem;

// Options as they were typed; read when the command runs, so that every fault is worded by us.
struct Flags {
  EngineFlags engine;
  std::optional<std::string> prompt;
  std::string negative;
  std::string seed;
  std::string mode;
  std::string width;
  std::string height;
  std::map<std::string, std::string> controls;  // by name: "steps", "cfg", "clip", …
  std::vector<std::string> embeddings;
  std::string output;
  std::string trace;
  std::string log;
  bool weights = false;
  bool cap = false;
  bool json = false;
  bool quiet = false;
};

int read_side(const std::string& text, const std::string& option) {
  const std::string range = "up to " + std::to_string(largest_side);
  const std::int64_t side = read_whole(text, option, range);
  if (side < 1 || side > largest_side) refuse("the size is out of range", option, range, text);
  return static_cast<int>(side);
}

guidance::Mode read_mode(const std::string& text) {
  if (const auto mode = mode_named(text)) return *mode;
  refuse("the mode is not known", "--mode", "reference or relative", "\"" + text + "\"");
}

void read_control(const Control& control, const std::string& text, Request& request) {
  const std::string option = "--" + control.name;
  const double value = control.whole
                           ? static_cast<double>(read_whole(text, option, control.range()))
                           : read_real(text, option, control.range());
  // Before it becomes a field, which may be too small to hold it.
  if (value < control.minimum || value > control.maximum) {
    refuse("the value is out of range", option, control.range(), text);
  }
  control.assign(request, value);
}

Request read_request(const Flags& flags) {
  Request request;
  if (flags.prompt) request.prompt = *flags.prompt;
  request.negative = flags.negative;
  request.weights = flags.weights;
  if (!flags.seed.empty()) request.seed = read_whole(flags.seed, "--seed", "-1 or 0 to 2^63-1");
  if (!flags.mode.empty()) request.guidance.mode = read_mode(flags.mode);
  if (flags.cap) request.guidance.gradient_norm = guidance::GradientNorm::cap;
  if (!flags.width.empty()) request.width = read_side(flags.width, "--width");
  if (!flags.height.empty()) request.height = read_side(flags.height, "--height");
  for (const Control& control : controls()) {
    const auto given = flags.controls.find(control.name);
    if (given != flags.controls.end()) read_control(control, given->second, request);
  }
  request.embeddings.assign(flags.embeddings.begin(), flags.embeddings.end());
  check(request);
  return request;
}

// Faults that can be seen before hours of painting are told before it.
void check_outputs(const Flags& flags) {
  if (!flags.output.empty() && fs::path(flags.output).extension() != ".png") {
    refuse("the picture's name must end in .png", "--output", "FILE.png", flags.output);
  }
  std::set<fs::path> seen;
  for (const std::string& name : {flags.output, flags.log, flags.trace}) {
    if (name.empty()) continue;
    if (!seen.insert(fs::absolute(name).lexically_normal()).second) {
      refuse("two results would go into one file", "--output, --log, --trace", "different names",
             name);
    }
    check_writable(name);
  }
  if (flags.output.empty()) check_writable(pictures_folder() / "maulstick.png");
}

fs::path save(const Flags& flags, const Painting& painting) {
  const std::string png = picture::encode_png(painting.image, text_chunks(painting));
  if (flags.output.empty()) {
    return save_under_dated_name(pictures_folder(), png, painting.request.seed);
  }
  write_file_atomically(flags.output, png);
  return flags.output;
}

void save_log(const std::string& path, const Painting& painting) {
  if (path.empty()) return;
  std::string lines;
  for (const StepReport& step : painting.steps) lines += step_json(step).dump() + "\n";
  write_file_atomically(path, lines);
}

std::string summary(const Painting& painting, const fs::path& output) {
  nlohmann::json object = {{"output", printable(output.string(), 4096)},
                           {"seed", painting.request.seed},
                           {"seconds", painting.seconds},
                           {"steps", painting.request.steps},
                           {"guided_steps", painting.guided_steps()},
                           {"skipped_pushes", painting.skipped_pushes()},
                           {"losses", losses_json(painting.losses)}};
  if (!painting.cut.empty()) object["cut"] = painting.cut;
  if (!painting.cut_negative.empty()) object["cut_negative"] = painting.cut_negative;
  return object.dump();
}

bool any_step_guided(const Request& request) {
  for (int step = 0; step < request.steps; ++step) {
    if (guidance::guides_at(request.guidance, step, request.steps)) return true;
  }
  return false;
}

// Said before minutes are spent; a forecast is no reason to refuse.
void note_memory(const EngineOptions& options, const Request& request) {
  const MemoryForecast forecast =
      forecast_memory(options, request.width, request.height, any_step_guided(request));
  const auto available = available_memory(options.device);
  if (!available || forecast.total() <= *available) return;
  const auto gibibytes = [](std::uint64_t bytes) { return std::ldexp(bytes, -30); };
  std::fprintf(stderr, "note: this may take %.1f GiB of memory, and %.1f GiB are free\n",
               gibibytes(forecast.total()), gibibytes(*available));
}

void generate(const Flags& flags) {
  const Request asked = read_request(flags);
  const Request request = with_seed(asked);
  const EngineOptions options = flags.engine.options();
  check_outputs(flags);
  Engine::check_ahead(options, request);
  note_memory(options, request);
  if (asked.seed == -1) std::fprintf(stderr, "seed %lld\n", static_cast<long long>(request.seed));

  const Interrupts interrupts;
  Engine engine(options, interrupts.token());
  Progress progress(flags.quiet);
  const Painting painting =
      engine.paint(request, progress, interrupts.token(), {.trace = flags.trace});
  progress.finish();
  save_log(flags.log, painting);
  const fs::path output = save(flags, painting);
  print_line(flags.json ? summary(painting, output) : output.string());
}

void add_controls(CLI::App& command, Flags& flags) {
  const Request defaults;
  for (const Control& control : controls()) {
    const auto keep = [&flags, name = control.name](const std::string& text) {
      flags.controls[name] = text;
    };
    const std::string text = control.summary + " (" + control.range() +
                             "; default: " + shortest(control.value(defaults)) + ")";
    const bool samples = control.name == "steps" || control.name == "cfg";
    command.add_option_function<std::string>("--" + control.name, keep, text)
        ->option_text(control.whole ? "N" : "X")
        ->group(samples ? "Sampling" : "Guidance");
  }
}

void add_picture_options(CLI::App& command, Flags& flags) {
  const auto add = [&command](const char* name, auto& value, const std::string& text,
                              const char* type) {
    return command.add_option(name, value, text)->option_text(type)->group("Picture");
  };
  add("--prompt", flags.prompt, "what to paint (default: " + Request().prompt + ")", "TEXT");
  add("--negative", flags.negative, "what to keep out of the picture", "TEXT");
  command
      .add_flag(
          "--weights", flags.weights,
          "brackets in the prompts are weights, as A1111's web UI has them: (lake:1.2), (lake), "
          "[lake]")
      ->group("Picture");
  add("--seed", flags.seed, "0 to 9223372036854775807, or -1 to draw one (default: 42)", "N")
      ->check(not_empty());
  add("--width", flags.width,
      "pixels, a multiple of the model's unit, up to 2048 (default: the model's own)", "N")
      ->check(not_empty());
  add("--height", flags.height, "likewise", "N")->check(not_empty());
  add("--embedding", flags.embeddings,
      "custom embedding (textual inversion), whose token the prompt then knows; may be given more "
      "than once",
      "FILE")
      ->expected(1)
      ->check(not_empty())
      ->multi_option_policy(CLI::MultiOptionPolicy::TakeAll);
}

void add_guidance_options(CLI::App& command, Flags& flags) {
  command
      .add_option(
          "--mode", flags.mode,
          "reference: only the ratio of the scales counts; relative: --strength says how far "
          "to push (default: reference)")
      ->option_text("reference|relative")
      ->check(not_empty())
      ->group("Guidance");
  command
      .add_flag("--cap", flags.cap,
                "reference mode: limit the gradient's norm to 0.5 instead of setting it")
      ->group("Guidance");
}

void add_output_options(CLI::App& command, Flags& flags) {
  const auto add = [&command](const char* name, std::string& value, const char* text,
                              const char* type) {
    command.add_option(name, value, text)->option_text(type)->check(not_empty())->group("Output");
  };
  add("--output", flags.output,
      "where the picture goes (default: a dated name in the pictures folder)", "FILE.png");
  add("--trace", flags.trace, "the run as tensors (docs/trace.md)", "FILE.safetensors");
  add("--log", flags.log, "one JSON object a step", "FILE.jsonl");
  command.add_flag("--json", flags.json, "print the result as one JSON object")->group("Output");
  command.add_flag("--quiet", flags.quiet, "no progress")->group("Output");
}

}  // namespace

void add_generate(CLI::App& program) {
  CLI::App& command = *program.add_subcommand("generate", "paint one picture");
  const auto flags = std::make_shared<Flags>();
  add_picture_options(command, *flags);
  add_controls(command, *flags);
  add_guidance_options(command, *flags);
  flags->engine.add_to(command);
  add_output_options(command, *flags);
  command.callback([flags] { generate(*flags); });
}

}  // namespace maulstick::cli
