// maulstick inspect: a picture's settings, or a bundle's manifest with its checks.

#include <filesystem>
#include <memory>
#include <nlohmann/json.hpp>
#include <string>

#include "base/error.h"
#include "base/file.h"
#include "base/json.h"
#include "cli/commands.h"
#include "cli/interrupts.h"
#include "cli/options.h"
#include "cli/output.h"
#include "engine/engine.h"
#include "engine/restore.h"
#include "engine/settings_json.h"
#include "model/bundle.h"
#include "picture/png.h"

namespace maulstick::cli {
namespace {

namespace fs = std::filesystem;
using nlohmann::json;

constexpr std::uintmax_t picture_limit = std::uintmax_t{256} << 20U;

struct Flags {
  std::string path;
  bool verify = false;
};

std::string pretty(const json& value) {
  return value.dump(2, ' ', false, json::error_handler_t::replace);
}

// Our own settings as an object; whatever else stands there, as the text it is.
json settings_of(const std::string& text) {
  try {
    return parse_json(text, {.where = "maulstick", .blame = ErrorKind::bad_input});
  } catch (const Error&) {
    return text;
  }
}

// What the desktop app would take from the picture; null, and why, where that is nothing.
json restored_of(const std::vector<picture::TextChunk>& texts) {
  try {
    const Restored restored = restore(texts);
    return {{"request", request_json(restored.request)},
            {"adjusted", restored.adjusted},
            {"not_restored", restored.not_restored},
            {"model", restored.model},
            {"model_hash", restored.model_hash}};
  } catch (const Error& error) {
    return {{"request", nullptr}, {"not_restored", json::array({error.message()})}};
  }
}

void inspect_picture(const std::string& path) {
  const std::string bytes =
      read_file(path, {.bytes = picture_limit, .blame = ErrorKind::bad_input});
  const auto texts = picture::read_text_chunks(bytes);
  json result = {{"kind", "picture"},
                 {"parameters", nullptr},
                 {"settings", nullptr},
                 {"restored", restored_of(texts)}};
  json others = json::object();
  for (const picture::TextChunk& chunk : texts) {
    if (chunk.keyword == "parameters") {
      result["parameters"] = chunk.text;
    } else if (chunk.keyword == "maulstick") {
      result["settings"] = settings_of(chunk.text);
    } else {
      others[chunk.keyword] = chunk.text;
    }
  }
  result["texts"] = others;
  print_line(pretty(result));
}

[[noreturn]] void refuse_bundle(const fs::path& folder, std::string what, std::string expected,
                                std::string got) {
  throw Error(ErrorKind::model, {.what = std::move(what),
                                 .where = folder.string(),
                                 .expected = std::move(expected),
                                 .got = std::move(got),
                                 .hint = "export the model again with scripts/export_weights.py"});
}

json file_checks(const std::vector<model::FileCheck>& checks) {
  json list = json::array();
  for (const model::FileCheck& check : checks) {
    json entry = {{"file", check.name}, {"bytes", check.bytes}, {"sound", check.problem.empty()}};
    if (!check.problem.empty()) entry["problem"] = check.problem;
    list.push_back(entry);
  }
  return list;
}

json verifications(const std::vector<Verification>& results) {
  json list = json::array();
  for (const Verification& result : results) {
    list.push_back({{"part", result.part},
                    {"error", result.error},
                    {"tolerance", result.tolerance},
                    {"equal", result.error <= result.tolerance}});
  }
  return list;
}

void inspect_bundle(const Flags& flags) {
  const Interrupts interrupts;
  const model::Bundle bundle = model::Bundle::open(flags.path);
  const auto checks = bundle.check_files(interrupts.token());
  const std::string manifest = read_file(
      bundle.path_of("manifest.json"), {.bytes = model::manifest_limit, .blame = ErrorKind::model});
  json result = {
      {"kind", "bundle"},
      {"hash", bundle.hash()},
      {"manifest", parse_json(manifest, {.where = flags.path, .blame = ErrorKind::model})},
      {"files", file_checks(checks)}};
  std::vector<Verification> results;
  const bool sound =
      std::ranges::all_of(checks, [](const auto& check) { return check.problem.empty(); });
  if (flags.verify && sound) {
    results = Engine::verify({.model = flags.path, .device = "cpu"}, interrupts.token());
    result["verification"] = verifications(results);
  }
  print_line(pretty(result));
  for (const model::FileCheck& check : checks) {
    if (!check.problem.empty())
      refuse_bundle(bundle.path_of(check.name), "a file of the model is missing or damaged",
                    "the manifest's size and SHA-256", check.problem);
  }
  for (const Verification& entry : results) {
    // Written so that NaN, too, is a failure.
    if (!(entry.error <= entry.tolerance))
      refuse_bundle(
          flags.path, "the model does not compute what its exporter recorded: " + entry.part,
          "a relative error up to " + std::to_string(entry.tolerance), std::to_string(entry.error));
  }
}

void inspect(const Flags& flags) {
  std::error_code ignored;
  if (fs::is_directory(flags.path, ignored)) {
    inspect_bundle(flags);
  } else {
    inspect_picture(flags.path);
  }
}

}  // namespace

void add_inspect(CLI::App& program) {
  CLI::App& command = *program.add_subcommand(
      "inspect", "a picture's settings, or a bundle's manifest with its checks, as JSON");
  const auto flags = std::make_shared<Flags>();
  command.add_option("PATH", flags->path, "a picture or a bundle folder")
      ->required()
      ->check(not_empty())
      ->option_text(" ");
  command.add_flag("--verify", flags->verify,
                   "bundle: repeat what its exporter recorded and compare");
  command.callback([flags] { inspect(*flags); });
}

}  // namespace maulstick::cli
