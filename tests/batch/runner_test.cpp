#include "batch/runner.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <new>
#include <nlohmann/json.hpp>
#include <optional>
#include <set>
#include <string>

#include "base/error.h"
#include "batch/painted.h"
#include "support/folder.h"
#include "support/throws.h"

namespace maulstick::batch {
namespace {

using nlohmann::json;
using testing::contents;
using testing::expect_error;
using testing::FakeListener;
using testing::FakePainter;
using testing::TemporaryFolder;
using testing::write;
using Strings = std::vector<std::string>;

// A run of its own, with what came of it.
struct Batch {
  explicit Batch(std::filesystem::path where) : folder(std::move(where)) {}

  Totals run(const std::string& jobs, Existing existing = Existing::refuse, Shard shard = {}) {
    Runner runner({.folder = folder,
                   .shard = shard,
                   .existing = existing,
                   .styles = styles::built_in_styles(),
                   .model = model,
                   .together = together},
                  painter, listener);
    TextLines ahead(jobs);
    planned = runner.plan(ahead);
    TextLines lines(jobs);
    return runner.run(lines, stop.get_token());
  }

  Totals resume(const std::string& jobs, Shard shard = {}) {
    return run(jobs, Existing::resume, shard);
  }

  [[nodiscard]] std::vector<json> recorded(int shard = 0) const {
    const std::string text = contents(results_path(folder, shard));
    std::vector<json> results;
    TextLines lines(text);
    while (const auto line = lines.next()) results.push_back(json::parse(line->text));
    return results;
  }

  std::filesystem::path folder;
  ModelFacts model = testing::some_model();
  FakePainter painter;
  FakeListener listener;
  std::stop_source stop;
  int planned = 0;
  int together = 1;
};

[[noreturn]] void throw_error(ErrorKind kind, const std::string& what) {
  throw Error(kind, {.what = what, .where = "painting", .expected = "luck", .got = "none"});
}

void expect_totals(const Totals& totals, int painted, int kept, int failed) {
  EXPECT_EQ(totals.painted, painted);
  EXPECT_EQ(totals.kept, kept);
  EXPECT_EQ(totals.failed, failed);
}

const std::string three = R"({"id": "a", "seed": 1}
{"id": "b", "seed": 2, "style": "pencil"}

{"id": "c", "seed": 3, "width": 24}
)";

TEST(Runner, paints_each_job_and_records_it) {
  const TemporaryFolder home;
  Batch batch(home / "new/out");
  expect_totals(batch.run(three), 3, 0, 0);
  EXPECT_EQ(batch.planned, 3);
  EXPECT_EQ(batch.listener.started, (Strings{"1:a", "2:b", "3:c"}));
  EXPECT_EQ(batch.listener.told, (Strings{"1:a", "2:b", "3:c"}));
  const auto recorded = batch.recorded();
  ASSERT_EQ(recorded.size(), 3U);
  EXPECT_EQ(recorded[2]["line"], 4);
  EXPECT_EQ(recorded[1]["style"], "pencil");
  EXPECT_EQ(recorded[2]["output"], (home / "new/out/c.png").string());
  EXPECT_EQ(batch.painter.requests[2].width, 24);
  EXPECT_EQ(batch.painter.requests[2].height, 16) << "the model's own size is filled in";
  for (const Request& request : batch.painter.requests) {
    const std::string name = std::string(1, static_cast<char>('a' + request.seed - 1)) + ".png";
    EXPECT_EQ(contents(batch.folder / name), testing::png_of(request));
  }
}

TEST(Runner, goes_on_behind_a_bad_line) {
  const TemporaryFolder home;
  Batch batch(home.path());
  expect_totals(
      batch.run("{\"id\": \"a\"}\nnonsense\n{\"id\": \"b\", \"steps\": 5}\n{\"id\": \"c\"}\n"), 2,
      0, 2);
  EXPECT_EQ(batch.listener.told, (Strings{"1:a", "2:line-2 failed", "3:b failed", "4:c"}));
  const auto recorded = batch.recorded();
  ASSERT_EQ(recorded.size(), 4U);
  EXPECT_EQ(recorded[2]["status"], "failed");
  EXPECT_NE(recorded[2]["error"].get<std::string>().find("line 3, \"steps\""), std::string::npos);
  EXPECT_TRUE(recorded[2]["seed"].is_null());
}

TEST(Runner, fails_the_later_of_two_jobs_with_one_id) {
  const TemporaryFolder home;
  Batch batch(home.path());
  expect_totals(batch.run("{\"id\": \"a\"}\n{}\n{\"id\": \"a\", \"seed\": 2}\n{}\n"), 2, 0, 2);
  const auto recorded = batch.recorded();
  EXPECT_NE(recorded[2]["error"].get<std::string>().find("line 1"), std::string::npos);
  EXPECT_NE(recorded[3]["error"].get<std::string>().find("line 2"), std::string::npos);
  EXPECT_EQ(batch.painter.requests.size(), 2U);
}

TEST(Runner, knows_the_ids_of_other_shards) {
  const TemporaryFolder home;
  const std::string jobs = "{\"id\": \"a\"}\n{\"id\": \"a\", \"seed\": 2}\n";
  Batch first(home.path());
  Batch second(home.path());
  expect_totals(second.run(jobs, Existing::refuse, {1, 2}), 0, 0, 1);
  expect_totals(first.run(jobs, Existing::refuse, {0, 2}), 1, 0, 0);
}

TEST(Runner, shares_the_lines_among_shards) {
  const TemporaryFolder home;
  std::string jobs;
  for (int i = 0; i < 10; ++i) {
    jobs += i == 4
                ? "\n"
                : "{\"seed\": " + std::to_string(i) + ", \"id\": \"" + std::to_string(i) + "\"}\n";
  }
  std::multiset<std::int64_t> seeds;
  for (int shard = 0; shard < 3; ++shard) {
    Batch batch(home.path());
    batch.run(jobs, Existing::refuse, {shard, 3});
    EXPECT_EQ(batch.planned, static_cast<int>(batch.painter.requests.size()));
    for (const Request& request : batch.painter.requests) {
      EXPECT_EQ(request.seed % 3, shard) << "blank lines keep their number";
      seeds.insert(request.seed);
    }
    EXPECT_EQ(batch.recorded(shard).size(), batch.painter.requests.size());
  }
  EXPECT_EQ(seeds, (std::multiset<std::int64_t>{0, 1, 2, 3, 5, 6, 7, 8, 9}));
}

TEST(Runner, records_the_failures_of_single_jobs) {
  for (const ErrorKind kind : {ErrorKind::device, ErrorKind::bad_input, ErrorKind::model}) {
    const TemporaryFolder home;
    Batch batch(home.path());
    batch.painter.on_paint = [kind](const Request& request) {
      if (request.seed == 2) throw_error(kind, "bad luck");
    };
    expect_totals(batch.run(three), 2, 0, 1);
    EXPECT_EQ(batch.recorded()[1]["error"], "bad luck (painting): expected luck, got none");
    EXPECT_EQ(batch.recorded()[1]["seed"], 2);
    EXPECT_FALSE(std::filesystem::exists(batch.folder / "b.png"));
  }
}

TEST(Runner, records_memory_that_runs_out_and_sizes_that_cannot_be) {
  const TemporaryFolder home;
  Batch batch(home.path());
  batch.painter.on_paint = [](const Request& request) {
    if (request.seed == 1) throw std::bad_alloc();
  };
  expect_totals(batch.run(three + "{\"width\": 17}\n"), 2, 0, 2);
  EXPECT_NE(batch.recorded()[0]["error"].get<std::string>().find("memory"), std::string::npos);
  EXPECT_NE(batch.recorded()[3]["error"].get<std::string>().find("multiple of 8"),
            std::string::npos);
}

TEST(Runner, ends_with_what_concerns_all_jobs) {
  for (const ErrorKind kind : {ErrorKind::output, ErrorKind::interrupted}) {
    const TemporaryFolder home;
    Batch batch(home.path());
    batch.painter.on_paint = [kind](const Request& request) {
      if (request.seed == 2) throw_error(kind, "the end");
    };
    expect_error(kind, "the end", [&batch] { batch.run(three); });
    EXPECT_EQ(batch.recorded().size(), 1U);
    EXPECT_EQ(batch.painter.requests.size(), 2U);
  }
}

TEST(Runner, ends_if_the_model_cannot_be_loaded) {
  const TemporaryFolder home;
  Batch batch(home.path());
  batch.painter.on_load = [] { throw_error(ErrorKind::device, "no such device"); };
  expect_error(ErrorKind::device, "no such device", [&batch] { batch.run(three); });
  EXPECT_TRUE(batch.recorded().empty());
  batch.painter.on_load = nullptr;
  expect_totals(batch.run(three), 3, 0, 0);
}

TEST(Runner, ends_if_a_picture_cannot_be_written) {
  const TemporaryFolder home;
  Batch batch(home.path());
  batch.painter.on_paint = [&home](const Request&) {
    std::filesystem::create_directory(home / "a.png");
  };
  expect_error(ErrorKind::output, "a.png", [&batch] { batch.run(three); });
  write(home / "file", "");
  Batch under_a_file(home / "file/out");
  expect_error(ErrorKind::output, "file/out", [&] { under_a_file.run(three); });
}

TEST(Runner, stops_between_jobs) {
  const TemporaryFolder home;
  Batch batch(home.path());
  batch.listener.after_result = [&batch] { batch.stop.request_stop(); };
  expect_error(ErrorKind::interrupted, "line 2", [&batch] { batch.run(three); });
  EXPECT_EQ(batch.recorded().size(), 1U);
}

TEST(Runner, writes_over_nothing) {
  const TemporaryFolder home;
  write(home / "b.png", "mine");
  Batch batch(home.path());
  expect_error(ErrorKind::bad_input, "b.png", [&batch] { batch.run(three); });
  EXPECT_TRUE(batch.painter.requests.empty()) << "told before anything is painted";
  EXPECT_EQ(contents(home / "b.png"), "mine");
}

TEST(Runner, fails_a_job_of_a_stream_whose_picture_is_there) {
  const TemporaryFolder home;
  write(home / "b.png", "mine");
  FakePainter painter;
  FakeListener listener;
  Runner runner({.folder = home.path(), .model = testing::some_model()}, painter, listener);
  TextLines lines(three);
  expect_totals(runner.run(lines, {}), 2, 0, 1);  // with no plan before it
  EXPECT_EQ(listener.told, (Strings{"1:a", "2:b failed", "3:c"}));
  EXPECT_EQ(contents(home / "b.png"), "mine");
}

TEST(Runner, fails_a_job_whose_picture_comes_while_it_paints) {
  const TemporaryFolder home;
  Batch batch(home.path());
  batch.painter.on_paint = [&home](const Request& request) {
    if (request.seed == 2) write(home / "b.png", "mine");
  };
  expect_totals(batch.run(three), 2, 0, 1);
  EXPECT_EQ(contents(home / "b.png"), "mine");
}

TEST(Runner, draws_seeds_and_tells_them) {
  const TemporaryFolder home;
  Batch batch(home.path());
  batch.painter.on_paint = [](const Request& request) {
    if (request.steps == 20) throw_error(ErrorKind::device, "bad luck");
  };
  const std::string jobs =
      "{\"id\": \"a\", \"seed\": -1}\n{\"id\": \"b\", \"seed\": -1, \"steps\": 20}\n";
  batch.run(jobs);
  for (int i = 0; i < 2; ++i) {
    const auto drawn = batch.painter.requests[static_cast<std::size_t>(i)].seed;
    EXPECT_GE(drawn, 0);
    EXPECT_EQ(batch.recorded()[static_cast<std::size_t>(i)]["seed"], drawn);
  }
  const std::string picture = contents(home / "a.png");
  Batch again(home.path());
  expect_totals(again.resume(jobs), 1, 1, 0);
  EXPECT_EQ(contents(home / "a.png"), picture) << "a seed that was drawn stays";
}

TEST(Together, jobs_are_painted_so_many_at_a_time_and_the_rest_at_the_end) {
  const TemporaryFolder home;
  Batch batch(home.path());
  batch.together = 2;
  expect_totals(batch.run(three), 3, 0, 0);
  EXPECT_EQ(batch.painter.groups, (std::vector<std::size_t>{2}));
  EXPECT_EQ(batch.listener.started, (Strings{"1:a", "2:b", "3:c"}));
  EXPECT_EQ(batch.listener.told, (Strings{"1:a", "2:b", "3:c"}));
  EXPECT_EQ(batch.recorded().size(), 3U);
  for (const Request& request : batch.painter.requests) {
    const std::string name = std::string(1, static_cast<char>('a' + request.seed - 1)) + ".png";
    EXPECT_EQ(contents(batch.folder / name), testing::png_of(request));
  }
}

TEST(Together, a_job_that_fails_and_a_bad_line_leave_the_others_be) {
  const TemporaryFolder home;
  Batch batch(home.path());
  batch.together = 3;
  batch.painter.on_paint = [](const Request& request) {
    if (request.seed == 2) throw_error(ErrorKind::device, "bad luck");
  };
  expect_totals(batch.run("nonsense\n" + three), 2, 0, 2);
  EXPECT_EQ(batch.painter.groups, (std::vector<std::size_t>{3}));
  EXPECT_EQ(batch.listener.told, (Strings{"1:line-1 failed", "2:a", "3:b failed", "4:c"}));
  EXPECT_EQ(batch.recorded()[2]["error"], "bad luck (painting): expected luck, got none");
}

TEST(Together, what_is_painted_before_a_stop_is_kept) {
  const TemporaryFolder home;
  Batch batch(home.path());
  batch.together = 3;
  batch.painter.on_paint = [](const Request& request) {
    if (request.seed != 1) throw_error(ErrorKind::interrupted, "the end");
  };
  expect_error(ErrorKind::interrupted, "the end", [&batch] { batch.run(three); });
  ASSERT_EQ(batch.recorded().size(), 1U);
  EXPECT_EQ(batch.recorded()[0]["id"], "a");
}

TEST(Together, only_what_is_missing_is_painted_when_resumed) {
  const TemporaryFolder home;
  Batch first(home.path());
  first.run(three);
  std::filesystem::remove(home / "a.png");
  std::filesystem::remove(home / "c.png");
  Batch second(home.path());
  second.together = 2;
  expect_totals(second.resume(three), 2, 1, 0);
  EXPECT_EQ(second.painter.groups, (std::vector<std::size_t>{2}));
}

TEST(Resume, paints_only_what_is_missing) {
  const TemporaryFolder home;
  Batch first(home.path());
  first.painter.on_paint = [](const Request& request) {
    if (request.seed == 2) throw_error(ErrorKind::interrupted, "killed");
  };
  expect_error(ErrorKind::interrupted, "killed", [&first] { first.run(three); });
  const std::string before = contents(home / "a.png");

  Batch second(home.path());
  expect_totals(second.resume(three), 2, 1, 0);
  EXPECT_EQ(second.listener.told, (Strings{"1:a known", "2:b", "3:c"}));
  EXPECT_EQ(second.painter.requests.size(), 2U);
  EXPECT_EQ(contents(home / "a.png"), before);
  EXPECT_EQ(second.recorded().size(), 3U);

  Batch third(home.path());
  expect_totals(third.resume(three), 0, 3, 0);
  EXPECT_EQ(third.painter.loads, 0) << "nothing to paint, and yet a model was loaded";
  EXPECT_EQ(third.recorded().size(), 3U);
}

TEST(Resume, records_a_picture_whose_line_was_not_written) {
  const TemporaryFolder home;
  Batch first(home.path());
  first.run(three);
  const auto before = first.recorded();
  const std::string lines = contents(results_path(home.path(), 0));
  // After every byte of the results the program may have been killed.
  for (std::size_t size = 0; size < lines.size(); size += 17) {
    write(results_path(home.path(), 0), lines.substr(0, size));
    Batch again(home.path());
    expect_totals(again.resume(three), 0, 3, 0);
    EXPECT_EQ(again.recorded(), before);
  }
}

TEST(Resume, paints_again_what_is_gone_or_damaged) {
  const TemporaryFolder home;
  Batch first(home.path());
  first.run(three);
  const std::string sound = contents(home / "b.png");
  std::filesystem::remove(home / "a.png");
  write(home / "b.png", sound.substr(0, sound.size() / 2));
  write(home / "c.png", "");
  Batch second(home.path());
  expect_totals(second.resume(three), 3, 0, 0);
  EXPECT_EQ(contents(home / "b.png"), sound);
}

TEST(Resume, records_a_failure_once_and_another_one_as_well) {
  const TemporaryFolder home;
  const std::string jobs =
      "nonsense\n{\"id\": \"a\"}\n{\"id\": \"a\"}\n{\"id\": \"b\", \"seed\": 2}\n";
  const auto resume = [&](const std::string& what) {
    Batch batch(home.path());
    batch.painter.on_paint = [&what](const Request& request) {
      if (request.seed == 2 && !what.empty()) throw_error(ErrorKind::device, what);
    };
    EXPECT_EQ(batch.resume(jobs).failed, what.empty() ? 2 : 3) << "known ones count, too";
    return batch.recorded().size();
  };
  EXPECT_EQ(resume("bad luck"), 4U);
  EXPECT_EQ(resume("bad luck"), 4U);
  EXPECT_EQ(resume("worse luck"), 5U);
  EXPECT_EQ(resume(""), 6U);
  EXPECT_EQ(resume(""), 6U);
}

TEST(Resume, fails_a_job_whose_settings_have_changed) {
  const TemporaryFolder home;
  Batch first(home.path());
  first.run(three);
  const std::string before = contents(home / "a.png");
  Batch second(home.path());
  expect_totals(second.resume("{\"id\": \"a\", \"seed\": 1, \"steps\": 20}\n"), 0, 0, 1);
  EXPECT_NE(second.listener.results[0].error.find("\"steps\""), std::string::npos);
  EXPECT_EQ(contents(home / "a.png"), before);

  Batch other_model(home.path());
  other_model.model.hash = "fedcba9876543210";
  expect_totals(other_model.resume(three), 0, 0, 3);
}

TEST(Resume, takes_other_numbers_of_shards) {
  const TemporaryFolder home;
  for (int shard = 0; shard < 2; ++shard) {
    Batch(home.path()).run(three, Existing::refuse, {shard, 2});
  }
  for (int shard = 0; shard < 3; ++shard) {
    Batch again(home.path());
    again.resume(three, {shard, 3});
    EXPECT_TRUE(again.painter.requests.empty());
  }
  EXPECT_EQ(Batch(home.path()).recorded(0).size() + Batch(home.path()).recorded(1).size(), 3U);
  EXPECT_TRUE(Batch(home.path()).recorded(2).empty()) << "a job is recorded twice";
}

}  // namespace
}  // namespace maulstick::batch
