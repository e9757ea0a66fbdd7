#pragma once
// What the commands share: options as text, read strictly, and the model they name.

#include <CLI/CLI.hpp>
#include <cstdint>
#include <filesystem>
#include <string>

#include "engine/engine.h"

namespace maulstick::cli {

// `text` as a number. Throws Error{bad_input}, naming `option` and its range.
double read_real(const std::string& text, const std::string& option, const std::string& range);
std::int64_t read_whole(const std::string& text, const std::string& option,
                        const std::string& range);

// The bundle to use: the one given, else $MAULSTICK_MODEL, else Easel.
std::filesystem::path choose_model(const std::string& given);

// --model, --device, --precision and --threads.
struct EngineFlags {
  std::string model;
  std::string device = "auto";
  std::string precision = "float32";
  std::string threads;  // empty: as many as torch thinks best

  void add_to(CLI::App& command);
  // Throws Error{bad_input}.
  [[nodiscard]] EngineOptions options() const;
};

// Refuses the empty text that an unset variable of a script leaves.
CLI::Validator not_empty();

void add_model_option(CLI::App& command, std::string& model);

}  // namespace maulstick::cli
