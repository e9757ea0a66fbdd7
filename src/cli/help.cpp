#include "cli/help.h"

#include <sstream>
#include <string>

namespace maulstick::cli {
namespace {

constexpr std::size_t name_columns = 34;
constexpr std::size_t text_columns = 66;

// `text` in lines of at most text_columns; the formatter indents them.
std::string wrapped(const std::string& text) {
  std::istringstream words(text);
  std::string lines;
  std::size_t used = 0;
  for (std::string word; words >> word; used += word.size()) {
    if (used > 0 && used + 1 + word.size() > text_columns) {
      lines += "\n";
      used = 0;
    } else if (used > 0) {
      lines += ' ';
      ++used;
    }
    lines += word;
  }
  return lines;
}

class WrappingFormatter : public CLI::Formatter {
 public:
  WrappingFormatter() {
    column_width(name_columns);
    label("SUBCOMMAND", "COMMAND");
    label("Subcommands", "Commands");
  }

  std::string make_option_desc(const CLI::Option* option) const override {
    return wrapped(option->get_description());
  }

  std::string make_subcommand(const CLI::App* command) const override {
    std::ostringstream line;
    CLI::detail::format_help(line, command->get_name(), wrapped(command->get_description()),
                             name_columns);
    return line.str();
  }
};

}  // namespace

std::shared_ptr<CLI::FormatterBase> help_formatter() {
  return std::make_shared<WrappingFormatter>();
}

}  // namespace maulstick::cli
