#include "styles/styles_csv.h"

#include <cstddef>
#include <optional>
#include <utility>

#include "base/refuse.h"
#include "base/utf8.h"
#include "styles/csv.h"
#include "styles/style_list.h"

namespace maulstick::styles {
namespace {

constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";

void check_utf8(std::string_view bytes, const std::string& where) {
  const std::size_t invalid = find_invalid_utf8(bytes);
  if (invalid == std::string_view::npos) return;
  std::size_t line = 1;
  for (const char c : bytes.substr(0, invalid)) line += c == '\n' ? 1 : 0;
  refuse("the file is not UTF-8", where + ", line " + std::to_string(line), "UTF-8",
         "a stray byte at " + std::to_string(invalid));
}

// Where in a row the texts stand.
struct Columns {
  std::size_t count = 0;
  std::optional<std::size_t> name;
  std::optional<std::size_t> prompt;
  std::optional<std::size_t> negative;
};

void note_column(std::optional<std::size_t>& column, std::size_t place, const std::string& where) {
  if (column) refuse("a column stands twice", where, "each column once", "two of one name");
  column = place;
}

Columns read_header(const CsvRow& row, const std::string& where) {
  Columns columns = {.count = row.fields.size(), .name = {}, .prompt = {}, .negative = {}};
  for (std::size_t i = 0; i < row.fields.size(); ++i) {
    const std::string title = folded_name(row.fields[i]);
    if (title == "name") note_column(columns.name, i, where);
    if (title == "prompt" || title == "text") note_column(columns.prompt, i, where);
    if (title == "negative_prompt") note_column(columns.negative, i, where);
  }
  if (columns.name && columns.prompt) return columns;
  refuse("the file does not begin as a file of styles does", where,
         "columns name, prompt and negative_prompt", "\"" + row.fields.front() + "\"");
}

// Empty fields behind the last column come from spreadsheets; words there are a comma unquoted.
void check_width(const CsvRow& row, const Columns& columns, const std::string& where) {
  for (std::size_t i = columns.count; i < row.fields.size(); ++i) {
    if (folded_name(row.fields[i]).empty()) continue;
    refuse("the line has more fields than the first one", where,
           std::to_string(columns.count) + " fields; a text with commas is written in quotes",
           std::to_string(row.fields.size()));
  }
}

// A list is structured with comments and dividers: "# mine", "---- animals ----".
bool is_divider(std::string_view name) {
  const std::string folded = folded_name(name);
  return folded.starts_with('#') || folded.starts_with("---");
}

std::string at(const CsvRow& row, const std::optional<std::size_t>& column) {
  return column && *column < row.fields.size() ? row.fields[*column] : std::string();
}

}  // namespace

std::vector<Style> parse_styles_csv(std::string_view bytes, const std::string& where) {
  if (bytes.starts_with(byte_order_mark)) bytes.remove_prefix(byte_order_mark.size());
  check_utf8(bytes, where);
  CsvReader reader(bytes, where);
  const auto header = reader.next();
  if (!header) return {};
  const Columns columns = read_header(*header, reader.where(header->line));
  StyleList styles;
  while (const auto row = reader.next()) {
    Style style = {.name = at(*row, columns.name),
                   .prompt = at(*row, columns.prompt),
                   .negative = at(*row, columns.negative)};
    if (is_divider(style.name)) continue;
    check_width(*row, columns, reader.where(row->line));
    if (style.prompt.empty() && style.negative.empty()) continue;
    styles.add(std::move(style), reader.where(row->line));
  }
  return std::move(styles).take();
}

std::string styles_csv(std::span<const Style> styles) {
  std::string text = std::string(byte_order_mark) + "name,prompt,negative_prompt\r\n";
  for (const Style& style : styles) {
    if (style.prompt.empty() && style.negative.empty()) continue;
    if (is_divider(style.name)) {
      refuse("the name of a style would be read as a divider", "styles.csv",
             "a name that does not begin with # or ---", "\"" + style.name + "\"");
    }
    text += csv_field(style.name) + "," + csv_field(style.prompt) + "," +
            csv_field(style.negative) + "\r\n";
  }
  return text;
}

}  // namespace maulstick::styles
