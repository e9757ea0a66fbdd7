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

}  // namespace

Error usage_error(const CLI::App& program, const CLI::ParseError& fault) {
  const auto chosen = program.get_subcommands();
  const std::string what = fault.what();
  if (chosen.empty()) {
    return {ErrorKind::bad_input,
            {.what = "there is no such command",
             .where = "maulstick",
             .expected = "one of " + command_names(program),
             .got = or_nothing(list(program.remaining(), " ")),
             .hint = "maulstick --help lists the commands"}};
  }
  const std::string command = "maulstick " + chosen.front()->get_name();
  const std::string hint = command + " --help lists the options";
  if (dynamic_cast<const CLI::ExtrasError*>(&fault) != nullptr) {
    return {ErrorKind::bad_input,
            {.what = "an option or argument is not known",
             .where = command,
             .expected = "the options of this command",
             .got = list(program.remaining(true), " "),
             .hint = hint}};
  }
  if (dynamic_cast<const CLI::RequiredError*>(&fault) != nullptr) {
    return {ErrorKind::bad_input,
            {.what = "something is missing",
             .where = command,
             .expected = what.substr(0, what.find(" is required")),
             .got = "nothing",
             .hint = hint}};
  }
  if (dynamic_cast<const CLI::ValidationError*>(&fault) != nullptr) {
    return {ErrorKind::bad_input,
            {.what = "the value is empty",
             .where = what.substr(0, what.find(':')),
             .expected = "a value",
             .got = "an empty text",
             .hint = hint}};
  }
  if (dynamic_cast<const CLI::ArgumentMismatch*>(&fault) != nullptr) {
    return {ErrorKind::bad_input,
            {.what = "the option takes one value, and may be given once",
             .where = what.substr(0, what.find(':')),
             .expected = "one value",
             .got = "none, or several",
             .hint = hint}};
  }
  return {ErrorKind::bad_input,
          {.what = "the command line cannot be read",
           .where = command,
           .expected = "the options of this command",
           .got = what,
           .hint = hint}};
}

}  // namespace maulstick::cli
