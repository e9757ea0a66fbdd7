#include "cli/options.h"

#include <array>
#include <cstdlib>
#include <utility>

#include "base/error.h"
#include "engine/numbers.h"
#include "engine/places.h"

namespace maulstick::cli {
namespace {

constexpr std::int64_t most_threads = 1024;
constexpr const char* group = "Model and device";

[[noreturn]] void refuse(std::string what, const std::string& option, std::string expected,
                         const std::string& got) {
  throw Error(ErrorKind::bad_input, {.what = std::move(what),
                                     .where = option,
                                     .expected = std::move(expected),
                                     .got = "\"" + got + "\""});
}

Precision read_precision(const std::string& text) {
  constexpr std::array<std::pair<std::string_view, Precision>, 3> names = {
      {{"float32", Precision::float32},
       {"float16", Precision::float16},
       {"bfloat16", Precision::bfloat16}}};
  for (const auto& [name, precision] : names) {
    if (text == name) return precision;
  }
  refuse("the precision is not known", "--precision", "float32, float16 or bfloat16", text);
}

int read_threads(const std::string& text) {
  if (text.empty()) return 0;
  const std::string range = "1 to " + std::to_string(most_threads);
  const std::int64_t count = read_whole(text, "--threads", range);
  if (count < 1 || count > most_threads) {
    refuse("the value is out of range", "--threads", range, text);
  }
  return static_cast<int>(count);
}

}  // namespace

double read_real(const std::string& text, const std::string& option, const std::string& range) {
  const auto value = parse_real(text);
  if (!value) refuse("the value is not a number", option, "a number from " + range, text);
  return *value;
}

std::int64_t read_whole(const std::string& text, const std::string& option,
                        const std::string& range) {
  const auto value = parse_whole(text);
  if (!value) refuse("the value is not a whole number", option, "a whole number, " + range, text);
  return *value;
}

std::filesystem::path choose_model(const std::string& given) {
  if (!given.empty()) return given;
  const char* from_environment = std::getenv("MAULSTICK_MODEL");
  if (from_environment != nullptr && *from_environment != '\0') return from_environment;
  return easel_folder();
}

CLI::Validator not_empty() {
  return {[](const std::string& text) { return text.empty() ? "empty" : std::string(); }, ""};
}

void add_model_option(CLI::App& command, std::string& model) {
  command.add_option("--model", model, "bundle folder (default: $MAULSTICK_MODEL, else Easel)")
      ->option_text("DIR")
      ->check(not_empty())
      ->group(group);
}

void EngineFlags::add_to(CLI::App& command) {
  add_model_option(command, model);
  const auto add = [&command](const char* name, std::string& value, const char* text,
                              const char* type) {
    command.add_option(name, value, text)->option_text(type)->check(not_empty())->group(group);
  };
  add("--device", device, "auto takes CUDA, then MPS, then the CPU (default: auto)",
      "auto|cpu|cuda[:N]|mps");
  add("--precision", precision,
      "of the networks: float32, float16, or bfloat16, fast on a CPU (default: float32)", "TYPE");
  add("--threads", threads, "processor threads, 1 to 1024 (default: one a core)", "N");
}

EngineOptions EngineFlags::options() const {
  EngineOptions options;
  options.device = device;
  options.precision = read_precision(precision);
  options.threads = read_threads(threads);
  options.model = choose_model(model);
  return options;
}

}  // namespace maulstick::cli
