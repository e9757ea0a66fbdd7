#include "styles/csv.h"

#include <utility>

#include "base/refuse.h"

namespace maulstick::styles {
namespace {

constexpr std::size_t most_fields = 1000;

}  // namespace

CsvReader::CsvReader(std::string_view text, std::string where)
    : rest_(text), where_(std::move(where)) {}

std::string CsvReader::where(std::size_t line) const {
  return where_ + ", line " + std::to_string(line);
}

std::optional<CsvRow> CsvReader::next() {
  while (!rest_.empty() && end_of_line()) {
  }
  if (rest_.empty()) return std::nullopt;
  CsvRow row = {.line = line_, .fields = {}};
  for (;;) {
    if (row.fields.size() == most_fields) {
      refuse("the line has too many fields", where(row.line),
             "at most " + std::to_string(most_fields), "more");
    }
    row.fields.push_back(field());
    if (rest_.empty() || end_of_line()) return row;
    rest_.remove_prefix(1);  // the comma
  }
}

std::string CsvReader::field() {
  const std::size_t begin = rest_.find_first_not_of(' ');
  rest_.remove_prefix(begin == std::string_view::npos ? rest_.size() : begin);
  if (rest_.starts_with('"')) return quoted_field();
  std::string text(rest_.substr(0, rest_.find_first_of(",\r\n")));
  rest_.remove_prefix(text.size());
  return text;
}

std::string CsvReader::quoted_field() {
  const std::size_t opened = line_;
  std::string text;
  rest_.remove_prefix(1);
  for (;;) {
    const std::size_t end = rest_.find('"');
    if (end == std::string_view::npos) {
      refuse("a quote is never closed", where(opened), "a closing \"", "the end of the file");
    }
    text += rest_.substr(0, end);
    count_lines(rest_.substr(0, end));
    rest_.remove_prefix(end + 1);
    if (!rest_.starts_with('"')) break;
    text += '"';  // which is written twice
    rest_.remove_prefix(1);
  }
  if (!rest_.empty() && !rest_.starts_with(',') && !at_line_end()) {
    refuse("there is text behind a closing quote", where(line_),
           "a comma or the end of the line; a quote inside a field is written \"\"",
           "\"" + std::string(rest_.substr(0, 20)) + "\"");
  }
  return text;
}

bool CsvReader::at_line_end() const {
  return rest_.starts_with('\n') || rest_.starts_with('\r');
}

bool CsvReader::end_of_line() {
  if (!at_line_end()) return false;
  rest_.remove_prefix(rest_.starts_with("\r\n") ? 2 : 1);
  ++line_;
  return true;
}

void CsvReader::count_lines(std::string_view passed) {
  for (std::size_t i = 0; i < passed.size(); ++i) {
    const bool half = passed[i] == '\r' && passed.substr(i + 1).starts_with('\n');
    if (!half && (passed[i] == '\n' || passed[i] == '\r')) ++line_;
  }
}

std::string csv_field(std::string_view text) {
  const bool plain =
      text.find_first_of(",\"\r\n") == std::string_view::npos && !text.starts_with(' ');
  if (plain) return std::string(text);
  std::string field = "\"";
  for (const char c : text) field += c == '"' ? "\"\"" : std::string(1, c);
  return field + "\"";
}

}  // namespace maulstick::styles
