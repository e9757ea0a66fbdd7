// maulstick merge: what came of a batch, and a contact sheet of its pictures.

#include <cstdio>
#include <memory>
#include <nlohmann/json.hpp>
#include <string>

#include "base/error.h"
#include "base/file.h"
#include "cli/commands.h"
#include "cli/options.h"
#include "cli/output.h"
#include "picture/png.h"
#include "sheet/sheet.h"
#include "styles/style_file.h"

namespace maulstick::cli {
namespace {

namespace fs = std::filesystem;
using nlohmann::ordered_json;

constexpr std::uintmax_t jobs_limit = std::uintmax_t{1} << 30U;

struct Flags {
  std::string out;
  std::string jobs;
  std::string styles;
};

sheet::Account read_account(const Flags& flags, const sheet::Records& records) {
  if (flags.jobs.empty()) return sheet::account_of(flags.out, records);
  const auto styles = styles::known_styles(flags.styles);
  const std::string jobs =
      read_file(flags.jobs, {.bytes = jobs_limit, .blame = ErrorKind::bad_input});
  return sheet::account_of(flags.out, records, jobs, styles);
}

std::string summary(const Flags& flags, const sheet::Account& account, std::size_t unreadable) {
  ordered_json failed = ordered_json::array();
  for (const sheet::Failure& one : account.failed) {
    ordered_json entry = {{"id", one.id}, {"line", one.line}, {"error", one.error}};
    if (one.line == 0) entry["line"] = nullptr;
    failed.push_back(std::move(entry));
  }
  const ordered_json object = {{"done", account.done()},
                               {"failed", std::move(failed)},
                               {"missing", account.missing},
                               {"extra", account.extra},
                               {"unreadable_lines", unreadable},
                               {"html", (fs::path(flags.out) / sheet::page_name).string()},
                               {"png", (fs::path(flags.out) / sheet::grid_name).string()}};
  return object.dump(-1, ' ', false, ordered_json::error_handler_t::replace);
}

// All is in the summary; this only says that something is wanting.
[[noreturn]] void end_incomplete(const Flags& flags, const sheet::Account& account,
                                 std::size_t unreadable) {
  std::string got = std::to_string(account.failed.size()) + " failed, " +
                    std::to_string(account.missing.size()) + " missing";
  if (unreadable > 0) got += ", " + std::to_string(unreadable) + " lines unreadable";
  const Error error(ErrorKind::bad_input, {.what = "the batch is not complete",
                                           .where = flags.out,
                                           .expected = "every job to be done",
                                           .got = got});
  std::fprintf(stderr, "error: %s\nhint: maulstick batch --resume does what is left\n",
               error.message().c_str());
  throw CLI::RuntimeError(1);
}

void merge(const Flags& flags) {
  const sheet::Records records = sheet::read_records(flags.out);
  sheet::Account account = read_account(flags, records);
  const sheet::Sheet sheet = sheet::make_sheet(flags.out, account);
  write_file_atomically(fs::path(flags.out) / sheet::page_name, sheet.page);
  write_file_atomically(fs::path(flags.out) / sheet::grid_name,
                        picture::encode_png(sheet.grid, {}));
  print_line(summary(flags, account, records.unreadable));
  const bool complete =
      account.failed.empty() && account.missing.empty() && records.unreadable == 0;
  if (!complete) end_incomplete(flags, account, records.unreadable);
}

}  // namespace

void add_merge(CLI::App& program) {
  CLI::App& command = *program.add_subcommand(
      "merge", "what came of a batch, as JSON, and contact sheets of its pictures");
  const auto flags = std::make_shared<Flags>();
  const auto add = [&command](const char* name, std::string& value, const char* text,
                              const char* type) {
    return command.add_option(name, value, text)->option_text(type)->check(not_empty());
  };
  add("--out", flags->out, "the folder of the batch; contact-sheet.html and .png go there, too",
      "DIR")
      ->required();
  add("--jobs", flags->jobs, "the jobs of the batch: says which are missing", "FILE.jsonl");
  add("--styles", flags->styles, "the file of styles that the batch was given", "FILE");
  command.callback([flags] { merge(*flags); });
}

}  // namespace maulstick::cli
