#pragma once
// Where jobs come from, a line at a time: a text that is known as a whole, or a stream that others
// write while jobs are carried out.

#include <cstddef>
#include <deque>
#include <optional>
#include <stop_token>
#include <string>
#include <string_view>

namespace maulstick::batch {

// Of a line, in bytes. Of a longer one only the beginning is kept, one byte more than this.
inline constexpr std::size_t longest_line = std::size_t{1} << 20U;

struct Line {
  int number;  // from 1, as editors count; blank lines count too
  std::string text;
};

class Lines {
 public:
  virtual ~Lines() = default;

  // The next line without its line break, or nothing at the end; the last one needs no line break.
  virtual std::optional<Line> next() = 0;
};

class TextLines : public Lines {
 public:
  explicit TextLines(std::string_view text) : rest_(text) {}  // which outlives this
  std::optional<Line> next() override;

 private:
  std::string_view rest_;
  int number_ = 0;
};

class StreamLines : public Lines {
 public:
  // Reads from an open descriptor, which stays open. `where` names it in messages.
  StreamLines(int descriptor, std::string where, std::stop_token stop);

  // Waits until a line is there. Throws Error{interrupted} within a fraction of a second once a
  // stop is requested, and Error{bad_input} if the stream cannot be read or a line has no end.
  std::optional<Line> next() override;

 private:
  [[nodiscard]] bool wait() const;
  void fill();
  void feed(std::string_view bytes);
  void end_line();

  int descriptor_;
  std::string where_;
  std::stop_token stop_;
  std::deque<Line> lines_;     // whole ones
  std::string open_;           // the beginning of the next one, …
  std::size_t open_size_ = 0;  // … which has that many bytes by now
  bool ended_ = false;
  int number_ = 0;
};

// Nothing but white space, or nothing at all.
bool is_blank(const Line& line);

}  // namespace maulstick::batch
