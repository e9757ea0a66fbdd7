// maulstick verify: paint pictures again from their files, and say whether they are the same.

#include <cstdio>
#include <memory>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <vector>

#include "base/error.h"
#include "base/utf8.h"
#include "cli/commands.h"
#include "cli/interrupts.h"
#include "cli/options.h"
#include "cli/output.h"
#include "cli/progress.h"
#include "engine/engine.h"
#include "formats/textual_inversion.h"
#include "verify/claim.h"
#include "verify/verdict.h"

namespace maulstick::cli {
namespace {

using nlohmann::ordered_json;

struct Flags {
  EngineFlags engine;
  std::vector<std::string> pictures;
  std::vector<std::string> embeddings;
  bool json = false;
  bool quiet = false;
};

// What came of one picture: a verdict, or why there is none.
struct Finding {
  std::string picture;
  std::optional<verify::Verdict> verdict;
  double seconds = 0;
  std::string error;
  std::string hint;  // what may help; may be empty
};

struct Counts {
  int identical = 0;
  int different = 0;
  int failed = 0;
};

const char* status_of(const Finding& finding) {
  if (!finding.verdict) return "failed";
  return finding.verdict->identical() ? "identical" : "different";
}

std::string json_line(const Finding& finding) {
  ordered_json object = {{"picture", finding.picture},
                         {"status", status_of(finding)},
                         {"largest", nullptr},
                         {"share", nullptr},
                         {"causes", ordered_json::array()},
                         {"seconds", nullptr},
                         {"error", nullptr},
                         {"hint", nullptr}};
  if (finding.verdict) {
    object["largest"] = finding.verdict->difference.largest;
    object["share"] = finding.verdict->difference.share;
    object["seconds"] = finding.seconds;
    for (const verify::Cause& cause : finding.verdict->causes) {
      object["causes"].push_back(
          {{"what", name_of(cause.what)}, {"then", cause.then}, {"now", cause.now}});
    }
  } else {
    object["error"] = finding.error;
    if (!finding.hint.empty()) object["hint"] = finding.hint;
  }
  return object.dump(-1, ' ', false, ordered_json::error_handler_t::replace);
}

std::string per_cent(double share) {
  const bool reads_as_none = share < 0.5e-6;
  const char* usual = share < 0.001 ? "%.4f %%" : "%.1f %%";
  char text[32];
  std::snprintf(text, sizeof text, reads_as_none ? "%.2g %%" : usual, 100 * share);
  return text;
}

std::string text_line(const Finding& finding) {
  const std::string name = printable(finding.picture, 4096) + ": ";
  if (!finding.verdict) {
    const std::string hint = finding.hint.empty() ? "" : "; " + finding.hint;
    return name + "cannot be verified: " + finding.error + hint;
  }
  if (finding.verdict->identical()) return name + "identical";
  const verify::Difference& difference = finding.verdict->difference;
  std::string line = name + "differs by up to " + std::to_string(difference.largest) +
                     " of 255, in " + per_cent(difference.share) + " of its pixels";
  for (const verify::Cause& cause : finding.verdict->causes) line += "; " + words_of(cause);
  return line;
}

// The engine, loaded when the first picture that can be painted again asks for it.
class Painter {
 public:
  Painter(EngineOptions options, std::stop_token stop)
      : options_(std::move(options)), stop_(std::move(stop)) {}

  Painting paint(const Request& request, Observer& observer) {
    if (!engine_) engine_.emplace(options_, stop_);
    return engine_->paint(request, observer, stop_, {.reuse = false});
  }

 private:
  EngineOptions options_;
  std::stop_token stop_;
  std::optional<Engine> engine_;
};

Finding verify_picture(const std::string& picture, const verify::KnownFiles& embeddings, bool quiet,
                       Painter& painter) {
  Finding finding = {.picture = picture, .verdict = {}, .error = {}, .hint = {}};
  try {
    const verify::Claim claim = verify::read_claim(picture);
    const Request request = verify::complete_request(claim, embeddings);
    Progress progress(quiet);
    const Painting again = painter.paint(request, progress);
    finding.seconds = again.seconds;
    finding.verdict = verify::judge(claim, again);
  } catch (const Error& error) {
    // What is wrong with one picture says nothing of the others.
    if (error.kind() != ErrorKind::bad_input) throw;
    finding.error = error.message();
    finding.hint = error.hint();
  }
  return finding;
}

void count(const Finding& finding, Counts& counts) {
  if (!finding.verdict) {
    ++counts.failed;
  } else if (finding.verdict->identical()) {
    ++counts.identical;
  } else {
    ++counts.different;
  }
}

// Each finding is told already; this only says that there are some.
[[noreturn]] void end_with(const Counts& counts) {
  const int all = counts.identical + counts.different + counts.failed;
  const Error error(ErrorKind::bad_input,
                    {.what = "not every picture is identical",
                     .where = std::to_string(all) + (all == 1 ? " picture" : " pictures"),
                     .expected = "identical ones",
                     .got = std::to_string(counts.different) + " different, " +
                            std::to_string(counts.failed) + " that cannot be verified"});
  std::fprintf(stderr, "error: %s\n", error.message().c_str());
  throw CLI::RuntimeError(1);
}

// All of them, whether or not a picture asks for them: hours of painting come behind.
verify::KnownFiles read_embeddings(const std::vector<std::string>& files) {
  for (const std::string& file : files) formats::read_textual_inversion(file);
  return verify::known_files({files.begin(), files.end()});
}

void verify_pictures(const Flags& flags) {
  const EngineOptions options = flags.engine.options();
  const verify::KnownFiles embeddings = read_embeddings(flags.embeddings);
  const Interrupts interrupts;
  Painter painter(options, interrupts.token());
  Counts counts;
  for (const std::string& picture : flags.pictures) {
    const Finding finding = verify_picture(picture, embeddings, flags.quiet, painter);
    print_line(flags.json ? json_line(finding) : text_line(finding));
    count(finding, counts);
  }
  if (counts.different + counts.failed > 0) end_with(counts);
}

}  // namespace

void add_verify(CLI::App& program) {
  CLI::App& command = *program.add_subcommand(
      "verify", "paint pictures again from their files and say whether they are the same");
  const auto flags = std::make_shared<Flags>();
  command.add_option("PNG", flags->pictures, "pictures that Maulstick has painted")
      ->required()
      ->check(not_empty())
      ->option_text("...");
  command
      .add_option("--embedding", flags->embeddings,
                  "custom embedding that a picture was painted with; may be given more than once")
      ->option_text("FILE")
      ->expected(1)
      ->check(not_empty())
      ->multi_option_policy(CLI::MultiOptionPolicy::TakeAll)
      ->group("Picture");
  flags->engine.add_to(command);
  command.add_flag("--json", flags->json, "one JSON object a picture")->group("Output");
  command.add_flag("--quiet", flags->quiet, "no progress")->group("Output");
  command.callback([flags] { verify_pictures(*flags); });
}

}  // namespace maulstick::cli
