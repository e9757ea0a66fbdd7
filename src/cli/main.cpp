// maulstick: the command line.

#include <CLI/CLI.hpp>
#include <cstdio>
#include <exception>
#include <new>
#include <string>

#include "base/error.h"
#include "base/utf8.h"
#include "cli/commands.h"
#include "engine/version.h"

namespace {

using maulstick::Error;
using maulstick::ErrorKind;

constexpr std::size_t line_limit = 380;

int report(ErrorKind kind, const std::string& message, const std::string& hint) {
  std::fprintf(stderr, "error: %s\n", message.c_str());
  if (!hint.empty()) std::fprintf(stderr, "hint: %s\n", hint.c_str());
  return static_cast<int>(kind);
}

// What the option parser refuses, in our words.
int report_usage(const CLI::App& program, const CLI::ParseError& fault) {
  const auto chosen = program.get_subcommands();
  const std::string command = chosen.empty() ? "maulstick" : "maulstick " + chosen.front()->get_name();
  const Error error(ErrorKind::bad_input, {.what = "the command line cannot be read",
                                           .where = command,
                                           .expected = "options as " + command + " --help shows them",
                                           .got = fault.what()});
  return report(error.kind(), error.message(), maulstick::printable(fault.what(), line_limit));
}

int run(int argc, char** argv) {
  CLI::App program("Maulstick paints with Stable Diffusion and steers while it paints.", "maulstick");
  program.set_version_flag("--version", std::string("Maulstick ") + maulstick::version);
  program.require_subcommand(1);
  program.get_formatter()->column_width(34);
  maulstick::cli::add_generate(program);
  maulstick::cli::add_losses(program);
  maulstick::cli::add_tokenize(program);
  maulstick::cli::add_inspect(program);
  try {
    program.parse(argc, argv);
    return 0;
  } catch (const CLI::Success& wanted) {  // --help, --version
    return program.exit(wanted);
  } catch (const CLI::ParseError& fault) {
    return report_usage(program, fault);
  }
}

}  // namespace

int main(int argc, char** argv) {
  try {
    return run(argc, argv);
  } catch (const Error& error) {
    return report(error.kind(), error.message(), error.hint());
  } catch (const std::bad_alloc&) {
    return report(ErrorKind::device, "memory ran out (maulstick): expected enough memory, got too little",
                  "try a smaller picture");
  } catch (const std::exception& fault) {
    return report(ErrorKind::device,
                  "something failed that should not (maulstick): expected no fault, got " +
                      maulstick::printable(fault.what(), 200),
                  "");
  }
}
