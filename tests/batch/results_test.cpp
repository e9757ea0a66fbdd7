#include "batch/results.h"

#include <gtest/gtest.h>

#include <limits>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>

#include "base/error.h"
#include "support/folder.h"
#include "support/throws.h"

namespace maulstick::batch {
namespace {

using nlohmann::json;
using testing::contents;
using testing::expect_error;
using testing::TemporaryFolder;
using testing::write;

Result done(const std::string& id) {
  return {.id = id,
          .line = 3,
          .style = "pencil",
          .seed = 9223372036854775807,
          .error = "",
          .output = "out/" + id + ".png",
          .seconds = 1.5,
          .losses = {0.5, 0.25, std::numeric_limits<double>::quiet_NaN()}};
}

TEST(ResultLine, says_what_came_of_a_job) {
  EXPECT_EQ(result_line(done("a")),
            R"({"id":"a","status":"done","output":"out/a.png","seed":9223372036854775807,)"
            R"("seconds":1.5,"losses":{"clip":0.5,"composition":null,"frequency":0.25},)"
            R"("error":null,"style":"pencil","line":3})");
  EXPECT_EQ(result_line({.id = "line-2", .line = 2, .style = "", .error = "no \"job\"\n"}),
            R"({"id":"line-2","status":"failed","output":null,"seed":null,"seconds":null,)"
            R"("losses":null,"error":"no \"job\"\n","style":null,"line":2})");
}

TEST(ResultLine, is_json_whatever_the_folder_is_called) {
  Result result = done("a");
  result.output = "caf\xe9/a.png";
  EXPECT_NO_THROW(json::parse(result_line(result)));
}

TEST(ResultsFile, grows_by_whole_lines) {
  const TemporaryFolder folder;
  ResultsFile file(results_path(folder.path(), 2), Existing::refuse);
  file.append("{}");
  EXPECT_EQ(contents(folder / "results-2.jsonl"), "{}\n");
  file.append(std::string(100000, 'x'));
  EXPECT_EQ(contents(folder / "results-2.jsonl"), "{}\n" + std::string(100000, 'x') + "\n");
}

TEST(ResultsFile, is_never_begun_anew_unless_it_is_empty) {
  const TemporaryFolder folder;
  const auto path = results_path(folder.path(), 0);
  write(path, "{}\n");
  expect_error(ErrorKind::bad_input, "there are results already",
               [&path] { ResultsFile(path, Existing::refuse); });
  EXPECT_EQ(contents(path), "{}\n");
  write(path, "");
  ResultsFile(path, Existing::refuse).append("a");
  ResultsFile(path, Existing::resume).append("b");
  EXPECT_EQ(contents(path), "a\nb\n");
}

TEST(ResultsFile, loses_a_torn_line_and_nothing_else) {
  const TemporaryFolder folder;
  const auto path = results_path(folder.path(), 0);
  const std::string lines = "{\"id\":\"a\"}\n{\"id\":\"b\"}\n";
  const std::vector<std::pair<std::string, std::string>> cases = {
      {lines, lines},
      {lines + "{\"id", lines},
      {lines + "{}", lines},
      {lines + std::string(100000, 'x'), lines},
      {lines + "\n", lines + "\n"},
      {"{\"id", ""},
      {std::string(4096, 'x'), ""},
      {std::string(4095, 'x') + "\n" + "y", std::string(4095, 'x') + "\n"},
      {std::string(4096, 'x') + "\n" + std::string(4096, 'y'), std::string(4096, 'x') + "\n"},
      {"\n" + std::string(8192, 'y'), "\n"},
      {"", ""}};
  for (const auto& [before, after] : cases) {
    write(path, before);
    ResultsFile file(path, Existing::resume);
    EXPECT_EQ(contents(path), after);
    file.append("{}");
    EXPECT_EQ(contents(path), after + "{}\n");
  }
}

TEST(ResultsFile, belongs_to_one_program_at_a_time) {
  const TemporaryFolder folder;
  const auto path = results_path(folder.path(), 0);
  {
    const ResultsFile first(path, Existing::resume);
    for (const Existing existing : {Existing::refuse, Existing::resume}) {
      expect_error(ErrorKind::bad_input, "another program",
                   [&path, existing] { ResultsFile(path, existing); });
    }
    const ResultsFile other(results_path(folder.path(), 1), Existing::resume);
  }
  const ResultsFile second(path, Existing::resume);
}

TEST(ResultsFile, is_refused_where_none_can_be) {
  const TemporaryFolder folder;
  std::filesystem::create_directory(folder / "results-0.jsonl");
  for (const std::string& place : {folder.path().string(), (folder / "missing").string()}) {
    expect_error(ErrorKind::output, "results-0.jsonl",
                 [&place] { ResultsFile(results_path(place, 0), Existing::resume); });
  }
  EXPECT_EQ(folder.names().size(), 1U);
}

TEST(ResultsFile, is_no_device) {
  expect_error(ErrorKind::output, "/dev/full",
               [] { ResultsFile("/dev/full", Existing::resume).append("a"); });
}

using Names = std::unordered_set<std::string>;

Result failed(const std::string& id, int line, const std::string& error) {
  return {.id = id, .line = line, .style = "", .error = error};
}

TEST(Recorded, is_what_all_files_of_the_folder_say) {
  const TemporaryFolder folder;
  write(folder / "results-0.jsonl",
        result_line(done("a")) + "\n" + result_line(failed("b", 2, "no")) +
            "\n\nnot json\n[]\n{}\n{\"id\": 5, \"status\": \"done\", \"line\": 1}\n");
  write(folder / "results-12.jsonl",
        result_line(done("c")) + "\n" + result_line(done("d")).substr(0, 20));
  write(folder / "other.jsonl", result_line(done("e")) + "\n");
  const Recorded recorded = read_results(folder.path());
  EXPECT_EQ(recorded.done, (Names{"a", "c"}));
  ASSERT_EQ(recorded.failures.size(), 1U);
  EXPECT_EQ(recorded.failures.at(failure_key(failed("b", 2, ""))),
            result_line(failed("b", 2, "no")));
  EXPECT_TRUE(read_results(folder / "missing").done.empty());
}

TEST(Recorded, knows_the_last_failure_of_each_line) {
  const TemporaryFolder folder;
  std::string text;
  for (const Result& result : {failed("a", 3, "no"), done("a"), failed("b", 1, "no"),
                               failed("b", 1, "never"), failed("b", 2, "no")}) {
    text += result_line(result) + "\n";
  }
  write(folder / "results-0.jsonl", text);
  const Recorded recorded = read_results(folder.path());
  EXPECT_EQ(recorded.done, (Names{"a"}));
  EXPECT_EQ(recorded.failures.size(), 2U);
  EXPECT_EQ(recorded.failures.at(failure_key(failed("b", 1, ""))),
            result_line(failed("b", 1, "never")));
}

}  // namespace
}  // namespace maulstick::batch
