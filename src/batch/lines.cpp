#include "batch/lines.h"

#include <poll.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>
#include <utility>

#include "base/error.h"
#include "base/stop.h"

namespace maulstick::batch {
namespace {

// A line that is longer still is taken for a device that gives bytes for ever.
constexpr std::size_t endless = std::size_t{64} << 20U;

// How often a waiting stream looks at the stop token.
constexpr int wait_milliseconds = 100;

[[noreturn]] void refuse(const std::string& where, std::string expected, std::string got) {
  throw Error(ErrorKind::bad_input, {.what = "the jobs cannot be read",
                                     .where = where,
                                     .expected = std::move(expected),
                                     .got = std::move(got)});
}

}  // namespace

std::optional<Line> TextLines::next() {
  if (rest_.empty()) return std::nullopt;
  const std::size_t end = std::min(rest_.find('\n'), rest_.size());
  Line line = {.number = ++number_,
               .text = std::string(rest_.substr(0, std::min(end, longest_line + 1)))};
  rest_.remove_prefix(std::min(end + 1, rest_.size()));
  return line;
}

StreamLines::StreamLines(int descriptor, std::string where, std::stop_token stop)
    : descriptor_(descriptor), where_(std::move(where)), stop_(std::move(stop)) {}

std::optional<Line> StreamLines::next() {
  while (lines_.empty() && !ended_) fill();
  if (lines_.empty()) return std::nullopt;
  Line line = std::move(lines_.front());
  lines_.pop_front();
  return line;
}

// Whether something can be read, or reading would tell why not.
bool StreamLines::wait() const {
  pollfd stream = {.fd = descriptor_, .events = POLLIN, .revents = 0};
  return ::poll(&stream, 1, wait_milliseconds) > 0;
}

void StreamLines::fill() {
  do {
    throw_if_stopped(stop_, "the batch", "waiting for line " + std::to_string(number_ + 1));
  } while (!wait());
  std::array<char, 65536> block;
  const ssize_t count = ::read(descriptor_, block.data(), block.size());
  if (count < 0 && (errno == EINTR || errno == EAGAIN)) return;
  if (count < 0) refuse(where_, "lines that can be read", std::strerror(errno));
  if (count > 0) return feed({block.data(), static_cast<std::size_t>(count)});
  ended_ = true;
  if (open_size_ > 0) end_line();
}

void StreamLines::feed(std::string_view bytes) {
  while (!bytes.empty()) {
    const std::size_t end = bytes.find('\n');
    const std::string_view piece = bytes.substr(0, end);
    open_.append(piece.substr(0, longest_line + 1 - open_.size()));
    open_size_ += piece.size();
    if (open_size_ > endless) refuse(where_, "a line break after a job", "64 MiB without one");
    if (end == std::string_view::npos) return;
    end_line();
    bytes.remove_prefix(end + 1);
  }
}

void StreamLines::end_line() {
  lines_.push_back({.number = ++number_, .text = std::exchange(open_, {})});
  open_size_ = 0;
}

bool is_blank(const Line& line) {
  return line.text.find_first_not_of(" \t\r\n\v\f") == std::string::npos;
}

}  // namespace maulstick::batch
