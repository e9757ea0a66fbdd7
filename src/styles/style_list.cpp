#include "styles/style_list.h"

#include <utility>

#include "base/error.h"
#include "styles/style_file.h"

namespace maulstick::styles {

void StyleList::add(Style style, const std::string& where) {
  check_style(style, where);
  const auto [entry, is_new] = places_.emplace(folded_name(style.name), styles_.size());
  if (!is_new) {
    styles_[entry->second] = std::move(style);
    return;
  }
  if (styles_.size() == most_styles) {
    throw Error(ErrorKind::bad_input, {.what = "the file holds too many styles",
                                       .where = where,
                                       .expected = "at most " + std::to_string(most_styles),
                                       .got = "more"});
  }
  styles_.push_back(std::move(style));
}

}  // namespace maulstick::styles
