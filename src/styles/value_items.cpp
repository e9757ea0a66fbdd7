#include "styles/value_items.h"

#include <cstddef>

#include "base/error.h"
#include "styles/values.h"

namespace maulstick::styles {
namespace {

class Scanner {
 public:
  explicit Scanner(std::string_view text) : rest_(text) { skip_spaces(); }

  // Sign, digits, point, digits, exponent.
  std::string_view number() {
    std::size_t end = sign(0);
    end = digits(end);
    if (end < rest_.size() && rest_[end] == '.') end = digits(end + 1);
    if (end < rest_.size() && (rest_[end] == 'e' || rest_[end] == 'E')) {
      const std::size_t exponent = sign(end + 1);
      if (digits(exponent) > exponent) end = digits(exponent);
    }
    const std::string_view number = rest_.substr(0, end);
    rest_.remove_prefix(end);
    skip_spaces();
    return number;
  }

  bool take(char wanted) {
    if (!rest_.starts_with(wanted)) return false;
    rest_.remove_prefix(1);
    skip_spaces();
    return true;
  }

  [[nodiscard]] bool done() const { return rest_.empty(); }

 private:
  [[nodiscard]] std::size_t sign(std::size_t at) const {
    return at < rest_.size() && (rest_[at] == '-' || rest_[at] == '+') ? at + 1 : at;
  }
  [[nodiscard]] std::size_t digits(std::size_t at) const {
    while (at < rest_.size() && rest_[at] >= '0' && rest_[at] <= '9') ++at;
    return at;
  }
  void skip_spaces() {
    while (rest_.starts_with(' ') || rest_.starts_with('\t')) rest_.remove_prefix(1);
  }

  std::string_view rest_;
};

ValueItem read_item(std::string_view text, const ValuePlace& place) {
  Scanner scanner(text);
  ValueItem item = {.text = text, .first = scanner.number()};
  bool sound = true;
  if (scanner.take('-')) {
    item.last = scanner.number();
    if (scanner.take('(')) {
      item.step = scanner.number();
      sound = scanner.take(')');
    } else if (scanner.take('[')) {
      item.count = scanner.number();
      sound = scanner.take(']');
    }
  }
  if (!sound || !scanner.done()) refuse_values(place, text);
  return item;
}

}  // namespace

std::vector<ValueItem> read_value_items(std::string_view text, const ValuePlace& place) {
  std::vector<ValueItem> items;
  for (;;) {
    const std::size_t comma = text.find(',');
    items.push_back(read_item(text.substr(0, comma), place));
    if (items.size() > most_values) {
      throw Error(ErrorKind::bad_input, {.what = "there are too many values",
                                         .where = place.option,
                                         .expected = "at most " + std::to_string(most_values),
                                         .got = "more"});
    }
    if (comma == std::string_view::npos) return items;
    text.remove_prefix(comma + 1);
  }
}

void refuse_values(const ValuePlace& place, std::string_view got) {
  throw Error(ErrorKind::bad_input,
              {.what = "the values cannot be read",
               .where = place.option,
               .expected = "numbers such as 1,5 or 1-5 or 1-9 (+2) or 0-200 [5]",
               .got = "\"" + std::string(got) + "\""});
}

}  // namespace maulstick::styles
