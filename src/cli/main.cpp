// maulstick: the command line.

#include <CLI/CLI.hpp>
#include <csignal>
#include <cstdio>
#include <exception>
#include <new>
#include <string>

#include "base/error.h"
#include "base/gentle_threads.h"
#include "base/huge_pages.h"
#include "base/utf8.h"
#include "cli/commands.h"
#include "cli/help.h"
#include "cli/interrupts.h"
#include "cli/usage_error.h"
#include "engine/version.h"

namespace {

using maulstick::Error;
using maulstick::ErrorKind;

int report(ErrorKind kind, const std::string& message, const std::string& hint) {
  std::fprintf(stderr, "error: %s\n", message.c_str());
  if (!hint.empty()) std::fprintf(stderr, "hint: %s\n", hint.c_str());
  return static_cast<int>(kind);
}

int run(int argc, char** argv) {
  CLI::App program("Maulstick paints with Stable Diffusion and steers while it paints.",
                   "maulstick");
  program.set_help_flag("-h,--help", "show this");
  program.set_version_flag("--version", std::string("Maulstick ") + maulstick::version,
                           "show the version");
  program.require_subcommand(1);
  program.formatter(maulstick::cli::help_formatter());
  maulstick::cli::add_generate(program);
  maulstick::cli::add_losses(program);
  maulstick::cli::add_tokenize(program);
  maulstick::cli::add_inspect(program);
  maulstick::cli::add_batch(program);
  maulstick::cli::add_expand(program);
  maulstick::cli::add_merge(program);
  maulstick::cli::add_verify(program);
  try {
    program.parse(argc, argv);
    return 0;
  } catch (const CLI::Success& wanted) {  // --help, --version
    return program.exit(wanted);
  } catch (const CLI::RuntimeError& told) {  // a command ends with a code of its own
    return told.get_exit_code();
  } catch (const CLI::ParseError& fault) {
    throw maulstick::cli::usage_error(program, fault);
  }
}

}  // namespace

int main(int argc, char** argv) {
  maulstick::cli::answer_signals();
  // A file that grows too large and a reader that went away are faults of a write, told as such.
  std::signal(SIGXFSZ, SIG_IGN);
  std::signal(SIGPIPE, SIG_IGN);
  const std::string command = argc > 1 ? argv[1] : "";
  if (command == "generate" || command == "losses" || command == "batch" || command == "verify") {
    maulstick::cli::block_signals();
    maulstick::use_huge_pages();
    maulstick::wait_gently(argv);
    maulstick::cli::answer_signals();
  }
  try {
    return run(argc, argv);
  } catch (const Error& error) {
    return report(error.kind(), error.message(), error.hint());
  } catch (const std::bad_alloc&) {
    return report(ErrorKind::device,
                  "memory ran out (maulstick): expected enough memory, got too little",
                  "try a smaller picture");
  } catch (const std::exception& fault) {
    return report(ErrorKind::device,
                  "something failed that should not (maulstick): expected no fault, got " +
                      maulstick::printable(fault.what(), 200),
                  "");
  }
}
