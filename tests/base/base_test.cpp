#include <gtest/gtest.h>
#include <sys/stat.h>
#include <unistd.h>

#include <stop_token>
#include <string>

#include "base/error.h"
#include "base/file.h"
#include "base/json.h"
#include "base/sha256.h"
#include "base/utf8.h"
#include "support/folder.h"
#include "support/throws.h"

namespace maulstick {
namespace {

using testing::contents;
using testing::expect_error;
using testing::TemporaryFolder;

TEST(Error, reads_as_one_short_line_whatever_is_put_in) {
  const std::string hostile = std::string(5000, 'x') + "\n\r\x1b[31m\xff" + std::string(5000, 'y');
  const Error error(
      ErrorKind::model,
      {.what = hostile, .where = hostile, .expected = hostile, .got = hostile, .hint = hostile});
  EXPECT_LT(error.message().size() + std::string("error: ").size(), 400U);
  EXPECT_LT(error.hint().size() + std::string("hint: ").size(), 400U);
  EXPECT_EQ(error.message().find_first_of("\n\r\x1b"), std::string::npos);
  EXPECT_EQ(find_invalid_utf8(error.message()), std::string::npos);
}

TEST(Error, names_what_where_expected_and_got) {
  const Error error(ErrorKind::bad_input,
                    {.what = "too loud", .where = "--volume", .expected = "0 to 11", .got = "12"});
  EXPECT_EQ(error.message(), "too loud (--volume): expected 0 to 11, got 12");
}

TEST(Error, says_nothing_where_nothing_was_found) {
  const Error error(ErrorKind::bad_input, {.what = "a", .where = "b", .expected = "c", .got = ""});
  EXPECT_EQ(error.message(), "a (b): expected c, got nothing");
}

TEST(Utf8, finds_the_first_byte_that_is_none) {
  const struct {
    std::string text;
    std::size_t position;
  } cases[] = {{"", std::string::npos}, {"aé漢🎨", std::string::npos}, {"ab\xff", 2},  {"\xc3", 0},
               {"x\xed\xa0\x80", 1},    {"\xf4\x90\x80\x80", 0},      {"\xc0\xaf", 0}};
  for (const auto& [text, position] : cases) EXPECT_EQ(find_invalid_utf8(text), position) << text;
}

TEST(Utf8, printable_text_is_cut_between_characters) {
  EXPECT_EQ(printable("漢漢漢", 9), "漢漢漢");
  EXPECT_EQ(printable("漢漢漢", 8), "漢…");
  EXPECT_EQ(printable("a\tb\x1b[0m\u2028c", 100), "a b [0m c");
  EXPECT_EQ(printable("a\xff", 100), "a\uFFFD");
}

TEST(Utf8, the_end_of_a_long_path_is_kept) {
  EXPECT_EQ(printable_end("/a/b/c.png", 10), "/a/b/c.png");
  EXPECT_EQ(printable_end("/aaaa/b/c.png", 11), "…/b/c.png");
  EXPECT_EQ(printable_end("漢漢漢漢", 9), "…漢漢");
  EXPECT_EQ(printable_end("漢漢漢漢", 10), "…漢漢");
}

TEST(Sha256, gives_the_standard_digests) {  // FIPS 180-4's examples
  EXPECT_EQ(sha256("abc"), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  EXPECT_EQ(sha256(""), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
}

TEST(Sha256, of_a_file_is_that_of_its_bytes_and_can_be_stopped) {
  const TemporaryFolder folder;
  const std::string bytes(3'000'001, 'z');
  testing::write(folder / "big", bytes);
  EXPECT_EQ(sha256_of_file(folder / "big", ErrorKind::model), sha256(bytes));
  std::stop_source stop;
  stop.request_stop();
  expect_error(ErrorKind::interrupted, "interrupted",
               [&] { sha256_of_file(folder / "big", ErrorKind::model, stop.get_token()); });
}

TEST(ReadFile, refuses_what_is_no_small_regular_file) {
  const TemporaryFolder folder;
  const ReadLimits limits = {.bytes = 4, .blame = ErrorKind::model};
  testing::write(folder / "four", "abcd");
  testing::write(folder / "five", "abcde");
  ::mkfifo((folder / "pipe").c_str(), 0600);
  EXPECT_EQ(read_file(folder / "four", limits), "abcd");
  expect_error(ErrorKind::model, "at most 4 bytes", [&] { read_file(folder / "five", limits); });
  expect_error(ErrorKind::model, "No such file", [&] { read_file(folder / "none", limits); });
  expect_error(ErrorKind::model, "a regular file", [&] { read_file(folder.path(), limits); });
  expect_error(ErrorKind::model, "a regular file", [&] { read_file(folder / "pipe", limits); });
}

TEST(WriteFile, replaces_the_whole_file_and_leaves_nothing_else) {
  const TemporaryFolder folder;
  write_file_atomically(folder / "a.png", "old");
  EXPECT_TRUE(write_file_atomically(folder / "a.png", "new"));
  EXPECT_EQ(contents(folder / "a.png"), "new");
  EXPECT_EQ(folder.names(), std::vector<std::string>{"a.png"});
}

TEST(WriteFile, keeps_a_file_that_is_there_if_asked_to) {
  const TemporaryFolder folder;
  EXPECT_TRUE(write_file_atomically(folder / "a.png", "old", IfExists::keep));
  EXPECT_FALSE(write_file_atomically(folder / "a.png", "new", IfExists::keep));
  EXPECT_EQ(contents(folder / "a.png"), "old");
  EXPECT_EQ(folder.names(), std::vector<std::string>{"a.png"});
}

TEST(WriteFile, leaves_pipes_and_devices_alone) {
  const TemporaryFolder folder;
  ::mkfifo((folder / "pipe").c_str(), 0600);
  for (const auto& path : {folder / "pipe", std::filesystem::path("/dev/null")}) {
    expect_error(ErrorKind::output, "no regular file", [&] { write_file_atomically(path, "x"); });
    expect_error(ErrorKind::output, "no regular file", [&] { check_writable(path); });
  }
  EXPECT_TRUE(std::filesystem::is_fifo(folder / "pipe"));
  EXPECT_TRUE(std::filesystem::is_character_file("/dev/null"));
}

TEST(WriteFile, says_why_it_cannot) {
  const TemporaryFolder folder;
  testing::write(folder / "file", "");
  for (const auto& path : {folder / "none/a.png", folder / "file/a.png", folder.path()}) {
    expect_error(ErrorKind::output, "cannot write", [&] { write_file_atomically(path, "x"); });
    expect_error(ErrorKind::output, "cannot write", [&] { check_writable(path); });
  }
  expect_error(ErrorKind::output, "name too long",
               [&] { check_writable(folder / std::string(300, 'x')); });
  EXPECT_NO_THROW(check_writable(folder / "file"));
  EXPECT_EQ(folder.names(), std::vector<std::string>{"file"});
}

TEST(Json, refuses_what_could_hurt) {
  const std::string deep = std::string(50, '[') + std::string(50, ']');
  const struct {
    std::string text;
    std::string words;
  } cases[] = {{"", "valid JSON"},           {"{", "valid JSON"},
               {"[1,]", "valid JSON"},       {"NaN", "valid JSON"},
               {"\"\xff\"", "valid JSON"},   {"{\"a\":1,\"a\":2}", "twice"},
               {deep, "nesting of at most"}, {"{\"b\":{\"a\":1,\"a\":2}}", "twice"}};
  for (const auto& [text, words] : cases) {
    expect_error(ErrorKind::model, words, [&, &json = text] {
      parse_json(json, {.where = "test", .blame = ErrorKind::model});
    });
  }
  EXPECT_EQ(parse_json(R"({"a":{"x":1},"b":{"x":2}})",
                       {.where = "", .blame = ErrorKind::model})["b"]["x"],
            2);
}

}  // namespace
}  // namespace maulstick
