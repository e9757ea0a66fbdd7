#include "batch/shard.h"

#include <gtest/gtest.h>

#include <map>
#include <string>

#include "base/error.h"
#include "support/throws.h"

namespace maulstick::batch {
namespace {

using testing::expect_error;
using Variables = std::map<std::string, std::string>;

Shard shard_of(const std::string& text, const Variables& variables = {}) {
  return read_shard(text, [&variables](const std::string& name) {
    const auto found = variables.find(name);
    return found == variables.end() ? "" : found->second;
  });
}

void expect_refused(const std::string& text, const std::string& words,
                    const Variables& variables = {}) {
  expect_error(ErrorKind::bad_input, words, [&] { shard_of(text, variables); });
}

TEST(Shard, takes_every_nth_line_the_first_one_going_to_shard_0) {
  for (int count = 1; count < 6; ++count) {
    for (int line = 1; line < 20; ++line) {
      int takers = 0;
      for (int index = 0; index < count; ++index) {
        const bool takes = Shard{.index = index, .count = count}.takes(line);
        EXPECT_EQ(takes, (line - 1) % count == index);
        takers += takes ? 1 : 0;
      }
      EXPECT_EQ(takers, 1) << line << " of " << count;
    }
  }
}

TEST(Shard, is_read_as_i_of_n) {
  EXPECT_EQ(shard_of("0/1"), (Shard{0, 1}));
  EXPECT_EQ(shard_of("2/3"), (Shard{2, 3}));
  EXPECT_EQ(shard_of("999999/1000000"), (Shard{999999, 1000000}));
}

TEST(Shard, is_refused_if_it_is_none) {
  for (const char* text : {"", "1", "/", "1/", "/3", "a/3", "1/b", "1/3/5", " 1/3", "1 / 3",
                           "1.0/3", "Auto", "0x1/3", "99999999999999999999/3"}) {
    expect_refused(text, "--shard");
  }
  for (const char* text : {"3/3", "-1/3", "4/3"}) expect_refused(text, "no such shard");
  for (const char* text : {"0/0", "0/-1", "0/1000001"}) expect_refused(text, "number of shards");
}

Variables slurm(const std::string& id, const std::string& count, const std::string& first = "",
                const std::string& step = "") {
  return {{"SLURM_ARRAY_TASK_ID", id},
          {"SLURM_ARRAY_TASK_COUNT", count},
          {"SLURM_ARRAY_TASK_MIN", first},
          {"SLURM_ARRAY_TASK_STEP", step}};
}

TEST(AutoShard, is_that_of_a_slurm_array) {
  EXPECT_EQ(shard_of("auto", slurm("2", "4", "0", "1")), (Shard{2, 4}));
  EXPECT_EQ(shard_of("auto", slurm("2", "4")), (Shard{2, 4}));
  EXPECT_EQ(shard_of("auto", slurm("4", "4", "1", "1")), (Shard{3, 4}));
  EXPECT_EQ(shard_of("auto", slurm("30", "3", "10", "10")), (Shard{2, 3}));
}

TEST(AutoShard, needs_tasks_that_are_numbered_evenly) {
  expect_refused("auto", "numbered evenly", slurm("7", "3", "0", "1"));  // --array=0,3,7
  expect_refused("auto", "numbered evenly", slurm("15", "3", "10", "10"));
  expect_refused("auto", "numbered evenly", slurm("0", "3", "10", "10"));
  expect_refused("auto", "numbered evenly", slurm("1", "3", "0", "0"));
  expect_refused("auto", "numbered evenly", slurm("0", "0", "0", "1"));
  expect_refused("auto", "SLURM_ARRAY_TASK_COUNT", slurm("1", ""));
  expect_refused("auto", "SLURM_ARRAY_TASK_ID", slurm("one", "3"));
  expect_refused("auto", "SLURM_ARRAY_TASK_STEP", slurm("1", "3", "0", "9223372036854775807"));
  expect_refused("auto", "SLURM_ARRAY_TASK_MIN", slurm("1", "3", "-1"));
}

TEST(AutoShard, is_that_of_an_indexed_job_of_kubernetes) {
  EXPECT_EQ(shard_of("auto", {{"JOB_COMPLETION_INDEX", "1"}, {"MAULSTICK_SHARDS", "3"}}),
            (Shard{1, 3}));
  expect_refused("auto", "MAULSTICK_SHARDS", {{"JOB_COMPLETION_INDEX", "1"}});
  expect_refused("auto", "no such shard",
                 {{"JOB_COMPLETION_INDEX", "3"}, {"MAULSTICK_SHARDS", "3"}});
  expect_refused("auto", "JOB_COMPLETION_INDEX",
                 {{"JOB_COMPLETION_INDEX", "x"}, {"MAULSTICK_SHARDS", "3"}});
}

TEST(AutoShard, is_refused_where_nothing_tells) {
  expect_refused("auto", "--shard auto");
  expect_refused("auto", "--shard auto", {{"MAULSTICK_SHARDS", "3"}});
}

}  // namespace
}  // namespace maulstick::batch
