#pragma once
// Rows of comma-separated values, read one at a time.

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace maulstick::styles {

struct CsvRow {
  std::size_t line;  // on which it begins, from 1
  std::vector<std::string> fields;
};

class CsvReader {
 public:
  // `text` outlives the reader. `where` names the file in messages.
  CsvReader(std::string_view text, std::string where);

  // The next row, or nothing at the end; blank lines are passed over. Lines end in LF, CR LF or CR;
  // spaces before a field do not count. Throws Error{bad_input} for a quote that is never closed,
  // for text behind a closing quote, and for a row of thousands of fields.
  std::optional<CsvRow> next();

  [[nodiscard]] std::string where(std::size_t line) const;

 private:
  std::string field();
  std::string quoted_field();
  bool end_of_line();
  [[nodiscard]] bool at_line_end() const;
  void count_lines(std::string_view passed);

  std::string_view rest_;
  std::string where_;
  std::size_t line_ = 1;
};

// `text` as a field: in quotes where it could be misread otherwise.
std::string csv_field(std::string_view text);

}  // namespace maulstick::styles
