// maulstick losses: what the losses say about any picture.

#include <memory>
#include <nlohmann/json.hpp>
#include <string>

#include "base/file.h"
#include "cli/commands.h"
#include "cli/interrupts.h"
#include "cli/options.h"
#include "cli/output.h"
#include "engine/engine.h"
#include "engine/settings_json.h"
#include "picture/png.h"

namespace maulstick::cli {
namespace {

constexpr std::uintmax_t picture_limit = std::uintmax_t{256} << 20U;

struct Flags {
  EngineFlags engine;
  std::string picture;
  std::string prompt;
};

void losses(const Flags& flags) {
  const EngineOptions options = flags.engine.options();
  const std::string bytes =
      read_file(flags.picture, {.bytes = picture_limit, .blame = ErrorKind::bad_input});
  const Image image = picture::decode_png(bytes, flags.picture);
  const Interrupts interrupts;
  Engine engine(options, interrupts.token());
  print_line(losses_json(engine.measure(image, flags.prompt)).dump());
}

}  // namespace

void add_losses(CLI::App& program) {
  CLI::App& command = *program.add_subcommand("losses", "the losses of any picture, as JSON");
  const auto flags = std::make_shared<Flags>();
  command.add_option("IMAGE.png", flags->picture, "the picture")
      ->required()
      ->check(not_empty())
      ->option_text(" ");
  command.add_option("--prompt", flags->prompt, "what the picture should show")
      ->required()
      ->option_text("TEXT");
  flags->engine.add_to(command);
  command.callback([flags] { losses(*flags); });
}

}  // namespace maulstick::cli
