#pragma once
// What the readers of style files share: styles in the order in which their names first came.

#include <cstddef>
#include <string>
#include <unordered_map>
#include <vector>

#include "styles/style.h"

namespace maulstick::styles {

class StyleList {
 public:
  // Checks the style (check_style). Of two of one name the later counts, in the place of the first.
  // Throws Error{bad_input}, naming `where`, for what cannot be used or is one too many.
  void add(Style style, const std::string& where);

  std::vector<Style> take() && { return std::move(styles_); }

 private:
  std::vector<Style> styles_;
  std::unordered_map<std::string, std::size_t> places_;  // by folded name
};

}  // namespace maulstick::styles
