#pragma once
// Sliders that act while a picture is painted: a mailbox between the thread that shows them and the
// one that paints. The engine empties it at the steps at which guidance may act.

#include <map>
#include <mutex>
#include <string>

#include "base/api.h"

namespace maulstick {

class MAULSTICK_API LiveControls {
 public:
  // From any thread; of several values for a control the last counts. Throws Error{bad_input} if the
  // control cannot be moved in mid-run or the value is out of its range.
  void set(const std::string& control, double value);

  // What was set since the last call, by control.
  std::map<std::string, double> take();

 private:
  std::mutex mutex_;
  std::map<std::string, double> values_;
};

}  // namespace maulstick
