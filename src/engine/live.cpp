#include "engine/live.h"

#include <utility>

#include "base/error.h"
#include "engine/moves.h"
#include "engine/numbers.h"

namespace maulstick {

void LiveControls::set(const std::string& control, double value) {
  const Control* row = movable_control(control);
  if (row == nullptr || !(value >= row->minimum && value <= row->maximum)) {
    throw Error(ErrorKind::bad_input,
                {.what = "the slider cannot be moved like this while it paints",
                 .where = control,
                 .expected = row == nullptr ? "a control of guidance's strength" : row->range(),
                 .got = shortest(value)});
  }
  const std::scoped_lock lock(mutex_);
  values_[control] = value;
}

std::map<std::string, double> LiveControls::take() {
  const std::scoped_lock lock(mutex_);
  return std::exchange(values_, {});
}

}  // namespace maulstick
