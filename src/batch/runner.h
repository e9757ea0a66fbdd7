#pragma once
// Jobs one after the other, each ending in a picture or an error, and in a line that says which.
// What is done stays done, however the program ends: a picture appears whole or not at all, its
// line is written after it, and a run that is resumed takes both as they are.

#include <filesystem>
#include <functional>
#include <stop_token>
#include <string>
#include <unordered_map>
#include <vector>

#include "batch/job.h"
#include "batch/lines.h"
#include "batch/painter.h"
#include "batch/results.h"
#include "batch/shard.h"
#include "styles/style.h"

namespace maulstick::batch {

// Whether a result has just been written, or stood there from an earlier run.
enum class News { recorded, known };

// Is told how it goes, on the thread that runs. May throw: the run ends with what was thrown.
class Listener {
 public:
  virtual ~Listener() = default;

  // The job is about to be painted; `number` counts the jobs of this shard from 1. Of jobs that are
  // painted together each is told before the first of them ends.
  virtual Observer& on_job(const Job& job, int number) = 0;

  virtual void on_result(const Result& result, int number, News news) = 0;
};

struct RunnerOptions {
  std::filesystem::path folder;  // DIR
  Shard shard = {};
  Existing existing = Existing::refuse;
  std::vector<styles::Style> styles = {};
  ModelFacts model;
  int together = 1;  // how many jobs are painted at a time
};

struct Totals {
  int painted = 0;
  int kept = 0;  // done by an earlier run
  int failed = 0;
};

class Runner {
 public:
  // Makes the folder and opens the results. Throws as ResultsFile does.
  Runner(RunnerOptions options, Painter& painter, Listener& listener);

  // How many jobs of this shard there are, bad lines included. Throws Error{bad_input} if one of
  // their pictures is there and nothing is to be resumed.
  [[nodiscard]] int plan(Lines& lines) const;

  // A job that cannot be read or painted is recorded as failed, and the next one taken. Throws
  // Error{interrupted} once `stop` is requested, Error{output} if a picture or a line cannot be
  // written, and whatever the painter throws while it loads.
  Totals run(Lines& lines, const std::stop_token& stop);

  [[nodiscard]] const std::filesystem::path& results() const { return results_.path(); }

 private:
  // A line, and the job in it, or what is wrong with it.
  struct Reading {
    Job job;
    std::string problem;
  };

  // A job, and its number in this shard.
  struct Turn {
    Job job;
    int number = 0;
  };

  [[nodiscard]] Reading read(const Line& line);
  void take(Turn turn);
  // The action's answer; false, and the job recorded as failed, for an error that is the job's own.
  bool guarded(const Turn& turn, const std::function<bool()>& action);
  // Whether the job is done already; then that is told.
  bool keep(const Turn& turn);
  void paint_waiting(const std::stop_token& stop);
  void paint(const Turn& turn, const std::stop_token& stop);
  void paint_together(const std::vector<Turn>& turns, const std::stop_token& stop);
  void deliver(const Turn& turn, const Painting& painting);
  void fail(const Turn& turn, std::string error);
  void tell(const Result& result, int number, News news);
  [[nodiscard]] std::filesystem::path picture_of(const std::string& id) const;

  RunnerOptions options_;
  Painter& painter_;
  Listener& listener_;
  ResultsFile results_;
  Recorded recorded_;                                 // by earlier runs
  std::unordered_map<std::string, int> first_lines_;  // by id
  Totals totals_;
  int number_ = 0;             // of jobs of this shard so far
  std::vector<Turn> waiting_;  // for enough others to be painted with
};

}  // namespace maulstick::batch
