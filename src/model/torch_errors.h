#pragma once
// torch's exceptions, made into ours: the first line of what torch says, never its back-trace.

#include <exception>
#include <string>
#include <utility>

#include "base/error.h"

namespace maulstick::model {

// Error{device} where memory ran out or an accelerator failed, otherwise Error{kind}.
[[noreturn]] void rethrow(const std::exception& fault, ErrorKind kind, const std::string& where);

// Runs `action`; what torch throws becomes an Error of ours.
template <typename Action>
auto guarded(ErrorKind kind, const std::string& where, Action&& action) {
  try {
    return std::forward<Action>(action)();
  } catch (const Error&) {
    throw;
  } catch (const std::exception& fault) {  // c10::Error, JITException, ErrorReport, bad_alloc
    rethrow(fault, kind, where);
  }
}

}  // namespace maulstick::model
