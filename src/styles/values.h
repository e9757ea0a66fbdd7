#pragma once
// The numbers of a sweep, as A1111's X/Y/Z plot has them: "1,2,5", "1-5", "1-9 (+2)", "200-0
// (-50)", "0-200 [5]" for five numbers at equal distances, and lists that mix these.

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "engine/request.h"

namespace maulstick::styles {

// Numbers that one text may stand for.
inline constexpr std::size_t most_values = 10000;

struct WholeRange {
  std::int64_t minimum;
  std::int64_t maximum;
};

// In the order in which they are written; repeats stay. A range without step goes up by 1. Both
// throw Error{bad_input}, naming `option`, for what is no such text, lies outside the range, or
// stands for more than most_values numbers, before these are made.
std::vector<std::int64_t> whole_values(std::string_view text, const std::string& option,
                                       const WholeRange& range);

// Values of a control. Steps of decimals give the decimals that a person would write: 0.1 (+0.1)
// goes to 0.3, not to 0.30000000000000004.
std::vector<double> control_values(std::string_view text, const Control& control);

}  // namespace maulstick::styles
