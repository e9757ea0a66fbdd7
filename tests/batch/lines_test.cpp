#include "batch/lines.h"

#include <fcntl.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <chrono>
#include <stop_token>
#include <string>
#include <thread>
#include <vector>

#include "base/error.h"
#include "support/throws.h"

namespace maulstick::batch {
namespace {

using testing::expect_error;

struct Pipe {
  Pipe() { EXPECT_EQ(::pipe(ends), 0); }
  ~Pipe() {
    ::close(ends[0]);
    close_writer();
  }
  Pipe(const Pipe&) = delete;
  Pipe& operator=(const Pipe&) = delete;
  void write(std::string_view text) const {
    while (!text.empty()) {
      const ssize_t count = ::write(ends[1], text.data(), text.size());
      ASSERT_GT(count, 0);
      text.remove_prefix(static_cast<std::size_t>(count));
    }
  }
  void close_writer() {
    if (ends[1] >= 0) ::close(ends[1]);
    ends[1] = -1;
  }
  int ends[2] = {-1, -1};
};

std::vector<std::string> all(Lines& lines) {
  std::vector<std::string> texts;
  while (const auto line = lines.next()) {
    texts.push_back(line->text);
    EXPECT_EQ(line->number, static_cast<int>(texts.size()));
  }
  EXPECT_FALSE(lines.next());
  return texts;
}

const std::vector<std::pair<std::string, std::vector<std::string>>> cases = {
    {"", {}},
    {"a", {"a"}},
    {"a\n", {"a"}},
    {"a\nb", {"a", "b"}},
    {"a\n\n\nb\n", {"a", "", "", "b"}},
    {"\n", {""}},
    {"a\r\nb\r\n", {"a\r", "b\r"}},
    {std::string("a\0b\n", 4), {std::string("a\0b", 3)}},
};

TEST(TextLines, are_counted_from_1_blank_ones_too) {
  for (const auto& [text, expected] : cases) {
    TextLines lines(text);
    EXPECT_EQ(all(lines), expected) << text;
  }
}

TEST(StreamLines, are_those_of_a_text) {
  for (const auto& [text, expected] : cases) {
    Pipe pipe;
    pipe.write(text);
    pipe.close_writer();
    StreamLines lines(pipe.ends[0], "pipe", {});
    EXPECT_EQ(all(lines), expected) << text;
  }
}

TEST(StreamLines, come_as_soon_as_they_are_written) {
  Pipe pipe;
  StreamLines lines(pipe.ends[0], "pipe", {});
  pipe.write("a\nb");
  EXPECT_EQ(lines.next()->text, "a");
  pipe.write("c\n");
  EXPECT_EQ(lines.next()->text, "bc");
  pipe.close_writer();
  EXPECT_FALSE(lines.next());
}

TEST(StreamLines, stop_waiting) {
  Pipe pipe;
  std::stop_source stop;
  StreamLines lines(pipe.ends[0], "pipe", stop.get_token());
  std::jthread later([&stop] {
    std::this_thread::sleep_for(std::chrono::milliseconds(50));
    stop.request_stop();
  });
  expect_error(ErrorKind::interrupted, "waiting for line 1", [&lines] { lines.next(); });
}

TEST(StreamLines, are_refused_where_nothing_can_be_read) {
  const int folder = ::open("/", O_RDONLY);
  StreamLines lines(folder, "folder", {});
  expect_error(ErrorKind::bad_input, "folder", [&lines] { lines.next(); });
  ::close(folder);
}

TEST(Lines, keep_the_beginning_of_long_ones) {
  const std::string text = "a\n" + std::string(longest_line + 100, 'x') + "\nb\n";
  TextLines lines(text);
  lines.next();
  EXPECT_EQ(lines.next()->text.size(), longest_line + 1);
  EXPECT_EQ(lines.next()->text, "b");

  Pipe pipe;
  std::jthread writer([&pipe, &text] {
    pipe.write(text);
    pipe.close_writer();
  });
  StreamLines stream(pipe.ends[0], "pipe", {});
  EXPECT_EQ(stream.next()->text, "a");
  EXPECT_EQ(stream.next()->text.size(), longest_line + 1);
  EXPECT_EQ(stream.next()->text, "b");
  EXPECT_FALSE(stream.next());
}

TEST(StreamLines, have_an_end) {
  const int zeros = ::open("/dev/zero", O_RDONLY);
  StreamLines lines(zeros, "/dev/zero", {});
  expect_error(ErrorKind::bad_input, "/dev/zero", [&lines] { lines.next(); });
  ::close(zeros);
}

TEST(Line, is_blank_without_anything_to_see) {
  for (const char* text : {"", " ", "\t \r"}) EXPECT_TRUE(is_blank({1, text}));
  for (const char* text : {"{}", " a", "\xef\xbb\xbf"}) EXPECT_FALSE(is_blank({1, text}));
}

}  // namespace
}  // namespace maulstick::batch
