#include "batch/runner.h"

#include <new>
#include <optional>
#include <system_error>
#include <utility>

#include "base/error.h"
#include "base/file.h"
#include "base/stop.h"
#include "batch/finished.h"
#include "engine/settings.h"
#include "picture/png.h"

namespace maulstick::batch {
namespace {

namespace fs = std::filesystem;

[[noreturn]] void refuse_picture(const fs::path& picture) {
  throw Error(ErrorKind::bad_input,
              {.what = "there is a picture already",
               .where = picture.string(),
               .expected = "a name that is free",
               .got = "a file",
               .hint = "--resume keeps pictures that are done; or choose another folder"});
}

bool is_taken(const fs::path& picture) {
  std::error_code ignored;
  return fs::exists(fs::symlink_status(picture, ignored));
}

fs::path made(fs::path folder) {
  std::error_code fault;
  fs::create_directories(folder, fault);
  if (!fs::is_directory(folder, fault)) {
    throw Error(ErrorKind::output, {.what = "the folder cannot be made",
                                    .where = folder.string(),
                                    .expected = "a folder, or a name that is free",
                                    .got = fault ? fault.message() : "a file"});
  }
  return folder;
}

// Those that belong to one job. What cannot be written, and a stop, concern all of them.
bool concerns_one_job(ErrorKind kind) {
  return kind != ErrorKind::output && kind != ErrorKind::interrupted;
}

Result result_of(const Job& job) {
  return {.id = job.id, .line = job.line, .style = job.style};
}

std::string taken_id(const Job& job, int first_line) {
  return Error(ErrorKind::bad_input,
               {.what = "the id is taken",
                .where = "line " + std::to_string(job.line) + ", \"id\"",
                .expected = "another one than that of line " + std::to_string(first_line),
                .got = "\"" + job.id + "\""})
      .message();
}

}  // namespace

Runner::Runner(RunnerOptions options, Painter& painter, Listener& listener)
    : options_(std::move(options)),
      painter_(painter),
      listener_(listener),
      results_(results_path(made(options_.folder), options_.shard.index), options_.existing) {
  if (options_.existing == Existing::resume) recorded_ = read_results(options_.folder);
}

int Runner::plan(Lines& lines) const {
  int jobs = 0;
  while (const auto line = lines.next()) {
    if (is_blank(*line) || !options_.shard.takes(line->number)) continue;
    ++jobs;
    if (options_.existing == Existing::resume) continue;
    std::optional<Job> job;
    try {
      job = read_job(*line, options_.styles);
    } catch (const Error&) {  // told when its turn comes
    }
    if (job && is_taken(picture_of(job->id))) refuse_picture(picture_of(job->id));
  }
  return jobs;
}

Totals Runner::run(Lines& lines, const std::stop_token& stop) {
  while (const auto line = lines.next()) {
    throw_if_stopped(stop, "the batch", "before line " + std::to_string(line->number));
    if (is_blank(*line)) continue;
    const Reading reading = read(*line);  // other shards' too: no id twice among all of them
    if (!options_.shard.takes(line->number)) continue;
    const Turn turn = {reading.job, ++number_};
    if (reading.problem.empty()) {
      take(turn);
    } else {
      fail(turn, reading.problem);
    }
    if (static_cast<int>(waiting_.size()) == options_.together) paint_waiting(stop);
  }
  paint_waiting(stop);
  return totals_;
}

Runner::Reading Runner::read(const Line& line) {
  Reading reading;
  try {
    reading.job = read_job(line, options_.styles);
  } catch (const Error& error) {
    reading.job.id = id_of_bad_line(line);
    reading.job.line = line.number;
    reading.job.request.seed = -1;  // not known
    reading.problem = error.message();
  }
  const auto [first, fresh] = first_lines_.emplace(reading.job.id, line.number);
  if (!fresh && reading.problem.empty()) reading.problem = taken_id(reading.job, first->second);
  return reading;
}

void Runner::take(Turn turn) {
  const bool wanted = guarded(turn, [this, &turn] {
    turn.job.request = with_size(turn.job.request, options_.model.sizes);
    return !keep(turn);
  });
  if (!wanted) return;
  turn.job.request = with_seed(turn.job.request);
  waiting_.push_back(std::move(turn));
}

bool Runner::guarded(const Turn& turn, const std::function<bool()>& action) {
  try {
    return action();
  } catch (const Error& error) {
    if (!concerns_one_job(error.kind())) throw;
    fail(turn, error.message());
  } catch (const std::bad_alloc&) {
    fail(turn, "memory ran out (painting): expected enough memory, got too little");
  }
  return false;
}

bool Runner::keep(const Turn& turn) {
  const Job& job = turn.job;
  const fs::path picture = picture_of(job.id);
  if (options_.existing == Existing::refuse) {
    if (is_taken(picture)) refuse_picture(picture);
    return false;
  }
  const auto finished =
      find_finished(picture, {.request = job.request, .model_hash = options_.model.hash});
  if (!finished) return false;
  ++totals_.kept;
  Result result = result_of(job);
  result.seed = finished->seed;
  result.output = picture;
  result.seconds = finished->seconds;
  result.losses = finished->losses;
  // Without its line it was painted, but the program was killed before the line was written.
  tell(result, turn.number, recorded_.done.contains(job.id) ? News::known : News::recorded);
  return true;
}

void Runner::paint_waiting(const std::stop_token& stop) {
  const std::vector<Turn> turns = std::exchange(waiting_, {});
  if (turns.empty()) return;
  painter_.load();
  if (turns.size() > 1) return paint_together(turns, stop);
  guarded(turns.front(), [this, &turns, &stop] {
    paint(turns.front(), stop);
    return true;
  });
}

void Runner::paint(const Turn& turn, const std::stop_token& stop) {
  Observer& observer = listener_.on_job(turn.job, turn.number);
  deliver(turn, painter_.paint(turn.job.request, observer, stop));
}

void Runner::paint_together(const std::vector<Turn>& turns, const std::stop_token& stop) {
  std::vector<Task> tasks;
  for (const Turn& turn : turns) {
    tasks.push_back({turn.job.request, &listener_.on_job(turn.job, turn.number)});
  }
  std::vector<Outcome> outcomes = painter_.paint_together(tasks, stop);
  for (std::size_t i = 0; i < turns.size(); ++i) {
    guarded(turns[i], [this, &turn = turns[i], &outcome = outcomes[i]] {
      if (outcome.error) throw Error(*outcome.error);  // a stop comes behind what is painted
      deliver(turn, *outcome.painting);
      return true;
    });
  }
}

void Runner::deliver(const Turn& turn, const Painting& painting) {
  const fs::path picture = picture_of(turn.job.id);
  // What is resumed replaces a damaged picture; nothing else is ever written over.
  const auto if_exists = options_.existing == Existing::resume ? IfExists::replace : IfExists::keep;
  const std::string png = picture::encode_png(painting.image, text_chunks(painting));
  if (!write_file_atomically(picture, png, if_exists)) refuse_picture(picture);
  ++totals_.painted;
  Result result = result_of(turn.job);
  result.seed = painting.request.seed;
  result.output = picture;
  result.seconds = painting.seconds;
  result.losses = painting.losses;
  tell(result, turn.number, News::recorded);
}

void Runner::fail(const Turn& turn, std::string error) {
  ++totals_.failed;
  Result result = result_of(turn.job);
  if (turn.job.request.seed != -1) result.seed = turn.job.request.seed;
  result.error = std::move(error);
  const auto before = recorded_.failures.find(failure_key(result));
  const bool known = before != recorded_.failures.end() && before->second == result_line(result);
  tell(result, turn.number, known ? News::known : News::recorded);
}

void Runner::tell(const Result& result, int number, News news) {
  if (news == News::recorded) results_.append(result_line(result));
  listener_.on_result(result, number, news);
}

fs::path Runner::picture_of(const std::string& id) const {
  return options_.folder / (id + ".png");
}

}  // namespace maulstick::batch
