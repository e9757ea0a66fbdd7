#include "sheet/account.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "support/folder.h"
#include "support/throws.h"

namespace maulstick::sheet {
namespace {

using maulstick::testing::expect_error;
using maulstick::testing::TemporaryFolder;
using maulstick::testing::write;

std::string done(const std::string& id, int line) {
  return R"({"id":")" + id +
         R"(","status":"done","seed":7,"style":"ink","losses":{"clip":0.5},"line":)" +
         std::to_string(line) + "}\n";
}

std::string failed(const std::string& id, int line) {
  return R"({"id":")" + id + R"(","status":"failed","error":"why","line":)" + std::to_string(line) +
         "}\n";
}

std::vector<std::string> ids(const std::vector<Record>& records) {
  std::vector<std::string> list;
  for (const Record& one : records) list.push_back(one.id);
  return list;
}

TEST(Records, come_from_all_shards_in_the_order_of_the_jobs) {
  const TemporaryFolder folder;
  write(folder / "results-0.jsonl", done("c", 3) + done("a", 1));
  write(folder / "results-1.jsonl", failed("b", 2));
  write(folder / "results.jsonl", done("other", 9));
  const Records records = read_records(folder.path());
  EXPECT_EQ(ids(records.list), (std::vector<std::string>{"a", "b", "c"}));
  EXPECT_EQ(records.list[0].seed, 7);
  EXPECT_EQ(records.list[0].style, "ink");
  EXPECT_EQ(records.list[0].losses.at(0).first, "clip");
  EXPECT_EQ(records.list[1].error, "why");
  EXPECT_EQ(records.unreadable, 0U);
}

TEST(Records, of_one_id_count_as_done_once_one_is) {
  const TemporaryFolder folder;
  write(folder / "results-0.jsonl", failed("a", 1) + done("a", 1) + failed("a", 4));
  const Records records = read_records(folder.path());
  ASSERT_EQ(records.list.size(), 1U);
  EXPECT_TRUE(records.list[0].done);
}

TEST(Records, that_cannot_be_read_are_counted) {
  const char* const lines[] = {
      "{\"id\":\"torn",
      "[]",
      "5",
      R"({"status":"done"})",
      R"({"id":5,"status":"done"})",
      R"({"id":"../../etc/passwd","status":"done"})",
      R"({"id":"contact-sheet","status":"done"})",
      R"({"id":"a","status":"perhaps"})",
      R"({"id":"a"})",
      "\xFF",
  };
  const TemporaryFolder folder;
  std::string text = "\n  \n";
  for (const char* line : lines) text += std::string(line) + "\n";
  write(folder / "results-0.jsonl", text);
  const Records records = read_records(folder.path());
  EXPECT_TRUE(records.list.empty());
  EXPECT_EQ(records.unreadable, std::size(lines));
}

TEST(Records, values_of_other_types_are_passed_over) {
  const TemporaryFolder folder;
  write(folder / "results-0.jsonl",
        R"({"id":"a","status":"done","seed":18446744073709551615,"line":-3,"style":[1],)"
        R"("losses":{"clip":null,"more":"x"},"error":{}})"
        "\n"
        R"({"id":"b","status":"done","seed":1.5,"line":99999999999,"losses":[1]})"
        "\n");
  const Records records = read_records(folder.path());
  ASSERT_EQ(records.list.size(), 2U);
  for (const Record& one : records.list) {
    EXPECT_EQ(one.line, 0);
    EXPECT_FALSE(one.seed.has_value());
    EXPECT_EQ(one.style, "");
    EXPECT_TRUE(one.losses.empty());
  }
}

TEST(Records, must_be_there) {
  const TemporaryFolder folder;
  expect_error(ErrorKind::bad_input, "there are no results", [&] { read_records(folder.path()); });
  expect_error(ErrorKind::bad_input, "there are no results",
               [&] { read_records(folder / "nowhere"); });
}

TEST(Account, without_jobs_goes_by_the_results) {
  const TemporaryFolder folder;
  write(folder / "results-0.jsonl", done("a", 1) + done("b", 2) + failed("c", 3));
  for (const char* name : {"a.png", "stray.png", "contact-sheet.png", "notes.txt"}) {
    write(folder / name, "");
  }
  const Account account = account_of(folder.path(), read_records(folder.path()));
  EXPECT_EQ(ids(account.pictures), std::vector<std::string>{"a"});
  EXPECT_EQ(account.missing, std::vector<std::string>{"b"});
  ASSERT_EQ(account.failed.size(), 1U);
  EXPECT_EQ(account.failed[0].error, "why");
  EXPECT_EQ(account.extra, std::vector<std::string>{"stray.png"});
}

TEST(Account, with_jobs_tells_what_was_never_tried) {
  const TemporaryFolder folder;
  write(folder / "results-0.jsonl", done("a", 1) + failed("b", 3) + done("old", 9));
  for (const char* name : {"a.png", "later.png", "old.png"}) write(folder / name, "");
  const std::string jobs = R"({"id":"b","prompt":"x"})"
                           "\n\n"
                           R"({"id":"a"})"
                           "\n"
                           R"({"id":"later"})"
                           "\n"
                           R"({"id":"a","prompt":"twice"})"
                           "\n"
                           R"({"id":"wrong","steps":5})"
                           "\nno json";
  const Account account = account_of(folder.path(), read_records(folder.path()), jobs, {});
  EXPECT_EQ(ids(account.pictures), std::vector<std::string>{"a"});
  EXPECT_EQ(account.missing, std::vector<std::string>{"later"});
  EXPECT_EQ(account.extra, std::vector<std::string>{"old.png"});
  ASSERT_EQ(account.failed.size(), 4U);
  EXPECT_EQ(account.failed[0].id, "b");
  EXPECT_EQ(account.failed[1].line, 5);
  EXPECT_NE(account.failed[1].error.find("line 3"), std::string::npos);
  EXPECT_EQ(account.failed[2].id, "wrong");
  EXPECT_EQ(account.failed[3].id, "line-7");
}

}  // namespace
}  // namespace maulstick::sheet
