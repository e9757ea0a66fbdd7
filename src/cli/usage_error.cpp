#include "cli/usage_error.h"

#include <string>
#include <vector>

namespace maulstick::cli {
namespace {

std::string list(const std::vector<std::string>& words, const std::string& separator) {
  std::string text;
  for (const std::string& word : words) text += (text.empty() ? "" : separator) + word;
  return text;
}

std::string command_names(const CLI::App& program) {
  std::vector<std::string> names;
  for (const CLI::App* command : program.get_subcommands(nullptr))
    names.push_back(command->get_name());
  return list(names, ", ");
}

std::string or_nothing(const std::string& text) {
  return text.empty() ? "nothing" : text;
}

Error unknown_command(const CLI::App& program) {
  return {ErrorKind::bad_input,
          {.what = "there is no such command",
           .where = "maulstick",
           .expected = "one of " + command_names(program),
           .got = or_nothing(list(program.remaining(), " ")),
           .hint = "maulstick --help lists the commands"}};
}

// `said` is the parser's own text: "--steps: 1 required TEXT missing", "PATH is required".
ErrorText words_for(const CLI::App& program, const CLI::ParseError& fault, const std::string& said,
                    const std::string& command) {
  const std::string option = said.substr(0, said.find(':'));
  if (dynamic_cast<const CLI::ExtrasError*>(&fault) != nullptr) {
    return {.what = "an option or argument is not known",
            .where = command,
            .expected = "the options of this command",
            .got = list(program.remaining(true), " ")};
  }
  if (dynamic_cast<const CLI::RequiredError*>(&fault) != nullptr) {
    return {.what = "something is missing",
            .where = command,
            .expected = said.substr(0, said.find(" is required")),
            .got = "nothing"};
  }
  if (dynamic_cast<const CLI::ValidationError*>(&fault) != nullptr) {
    return {.what = "the value is empty",
            .where = option,
            .expected = "a value",
            .got = "an empty text"};
  }
  if (dynamic_cast<const CLI::ArgumentMismatch*>(&fault) != nullptr) {
    return {.what = "the option takes one value, and may be given once",
            .where = option,
            .expected = "one value",
            .got = "none, or several"};
  }
  return {.what = "the command line cannot be read",
          .where = command,
          .expected = "the options of this command",
          .got = said};
}

}  // namespace

Error usage_error(const CLI::App& program, const CLI::ParseError& fault) {
  const auto chosen = program.get_subcommands();
  if (chosen.empty()) return unknown_command(program);
  const std::string command = "maulstick " + chosen.front()->get_name();
  ErrorText text = words_for(program, fault, fault.what(), command);
  text.hint = command + " --help lists the options";
  return {ErrorKind::bad_input, text};
}

}  // namespace maulstick::cli
