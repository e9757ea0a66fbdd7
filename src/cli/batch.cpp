// maulstick batch: many pictures with the model loaded once.

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <memory>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <vector>

#include "base/error.h"
#include "base/file.h"
#include "base/refuse.h"
#include "batch/runner.h"
#include "cli/batch_progress.h"
#include "cli/commands.h"
#include "cli/interrupts.h"
#include "cli/options.h"
#include "cli/output.h"
#include "engine/engine.h"
#include "engine/size_rules.h"
#include "model/bundle.h"
#include "styles/style_file.h"

namespace maulstick::cli {
namespace {

namespace fs = std::filesystem;

constexpr std::uintmax_t jobs_limit = std::uintmax_t{1} << 30U;

struct Flags {
  EngineFlags engine;
  std::string jobs;
  std::string out;
  std::string shard;
  std::string styles;
  int together = 1;
  bool resume = false;
  bool json = false;
  bool quiet = false;
};

// The engine, loaded when the first picture is wanted: a batch that is done already needs none.
class EnginePainter : public batch::Painter {
 public:
  EnginePainter(EngineOptions options, std::stop_token stop)
      : options_(std::move(options)), stop_(std::move(stop)) {}

  void load() override {
    if (!engine_) engine_.emplace(options_, stop_);
  }

  Painting paint(const Request& request, Observer& observer, const std::stop_token& stop) override {
    return engine_->paint(request, observer, stop);
  }

  std::vector<Outcome> paint_together(const std::vector<Task>& tasks,
                                      const std::stop_token& stop) override {
    return engine_->paint_together(tasks, stop, static_cast<int>(tasks.size()));
  }

 private:
  EngineOptions options_;
  std::stop_token stop_;
  std::optional<Engine> engine_;
};

// A file that is read as a whole before anything is painted; or a stream, as pipes are.
class Jobs {
 public:
  explicit Jobs(const std::string& name) : name_(name) {
    std::error_code ignored;
    if (name == "-") {
      name_ = "standard input";
      descriptor_ = STDIN_FILENO;
    } else if (fs::is_fifo(name, ignored) || fs::is_character_file(name, ignored)) {
      descriptor_ = ::open(name.c_str(), O_RDONLY | O_CLOEXEC);
      if (descriptor_ < 0) refuse("the jobs cannot be read", name, "a file", std::strerror(errno));
    } else {
      text_ = read_file(name, {.bytes = jobs_limit, .blame = ErrorKind::bad_input});
    }
  }
  ~Jobs() {
    if (descriptor_ > STDIN_FILENO) ::close(descriptor_);
  }
  Jobs(const Jobs&) = delete;
  Jobs& operator=(const Jobs&) = delete;

  [[nodiscard]] bool is_stream() const { return descriptor_ >= 0; }
  [[nodiscard]] batch::TextLines text() const { return batch::TextLines(text_); }
  [[nodiscard]] batch::StreamLines stream(const std::stop_token& stop) const {
    return {descriptor_, name_, stop};
  }

 private:
  std::string name_;
  std::string text_;
  int descriptor_ = -1;
};

batch::Shard shard_of(const std::string& text) {
  if (text.empty()) return {};
  return batch::read_shard(text, [](const std::string& name) -> std::string {
    const char* value = std::getenv(name.c_str());
    return value == nullptr ? "" : value;
  });
}

batch::ModelFacts facts_of(const fs::path& model) {
  const model::Bundle bundle = model::Bundle::open(model);
  return {.hash = bundle.hash(), .sizes = size_rules_of(bundle.manifest().latents)};
}

// Whoever sends jobs into a stream does not want to wait for the model when the first one comes.
batch::Totals run_stream(const Jobs& jobs, batch::Runner& runner, batch::Painter& painter,
                         const std::stop_token& stop) {
  painter.load();
  batch::StreamLines lines = jobs.stream(stop);
  return runner.run(lines, stop);
}

batch::Totals run_file(const Jobs& jobs, batch::Runner& runner, BatchProgress& progress,
                       const std::stop_token& stop) {
  batch::TextLines ahead = jobs.text();
  progress.expect(runner.plan(ahead));
  batch::TextLines lines = jobs.text();
  return runner.run(lines, stop);
}

std::string summary(const batch::Totals& totals, const fs::path& results) {
  const nlohmann::ordered_json object = {{"painted", totals.painted},
                                         {"kept", totals.kept},
                                         {"failed", totals.failed},
                                         {"results", results.string()}};
  return object.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
}

// Every failure is recorded already; this only says that there are some.
[[noreturn]] void end_with_failures(const batch::Totals& totals, const fs::path& results) {
  const Error error(
      ErrorKind::bad_input,
      {.what = "some jobs failed",
       .where = results.string(),
       .expected = "every job to be done",
       .got = std::to_string(totals.failed) + " of " +
              std::to_string(totals.painted + totals.kept + totals.failed) + " failed"});
  std::fprintf(stderr, "error: %s\nhint: the results say why; --resume tries these again\n",
               error.message().c_str());
  throw CLI::RuntimeError(1);
}

void run_batch(const Flags& flags) {
  const EngineOptions options = flags.engine.options();
  const batch::Shard shard = shard_of(flags.shard);
  auto styles = styles::known_styles(flags.styles);
  const Jobs jobs(flags.jobs);
  if (jobs.is_stream() && flags.together > 1) {
    refuse("jobs of a stream cannot wait for others", "--together", "1 with --jobs - or a pipe",
           std::to_string(flags.together));
  }
  const batch::ModelFacts model = facts_of(options.model);

  const Interrupts interrupts;
  const std::stop_token stop = interrupts.token();
  EnginePainter painter(options, stop);
  BatchProgress progress(flags.quiet, jobs.is_stream() ? Answers::all : Answers::recorded);
  batch::Runner runner(
      {.folder = flags.out,
       .shard = shard,
       .existing = flags.resume ? batch::Existing::resume : batch::Existing::refuse,
       .styles = std::move(styles),
       .model = model,
       .together = flags.together},
      painter, progress);
  const batch::Totals totals = jobs.is_stream() ? run_stream(jobs, runner, painter, stop)
                                                : run_file(jobs, runner, progress, stop);
  if (!flags.quiet) {
    std::fprintf(stderr, "%d painted, %d done before, %d failed\n", totals.painted, totals.kept,
                 totals.failed);
  }
  if (flags.json) print_line(summary(totals, runner.results()));
  if (totals.failed > 0) end_with_failures(totals, runner.results());
}

}  // namespace

void add_batch(CLI::App& program) {
  CLI::App& command = *program.add_subcommand(
      "batch", "paint many pictures with the model loaded once: one JSON object a line says what");
  const auto flags = std::make_shared<Flags>();
  const auto add = [&command](const char* name, std::string& value, const char* text,
                              const char* type) {
    return command.add_option(name, value, text)
        ->option_text(type)
        ->check(not_empty())
        ->group("Jobs");
  };
  add("--jobs", flags->jobs,
      "the jobs, one JSON object a line (docs/batch.md); - takes them from standard input as they "
      "come",
      "FILE.jsonl|-")
      ->required();
  add("--out", flags->out, "where the pictures and results-I.jsonl go", "DIR")->required();
  command
      .add_flag("--resume", flags->resume,
                "go on where an earlier run ended: what is done stays, the rest is painted")
      ->group("Jobs");
  add("--shard", flags->shard,
      "take every Nth line, from line I, which counts from 0; auto asks SLURM or Kubernetes",
      "I/N|auto");
  command
      .add_option("--together", flags->together,
                  "paint so many jobs at a time: faster with small models and on a GPU; pixels may "
                  "differ by a level (docs/batch.md)")
      ->option_text("N")
      ->check(CLI::Range(1, 16))
      ->group("Jobs");
  add("--styles", flags->styles, "further styles: A1111's styles.csv, or JSON", "FILE");
  flags->engine.add_to(command);
  command.add_flag("--json", flags->json, "print the totals, too, as a last JSON object")
      ->group("Output");
  command.add_flag("--quiet", flags->quiet, "no progress")->group("Output");
  command.callback([flags] { run_batch(*flags); });
}

}  // namespace maulstick::cli
