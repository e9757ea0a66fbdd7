#pragma once
// The engine's errors in the window's words: what went wrong and what to do about it, without the
// options of a command line that nobody sees here. The full text stays with the error. Used by the
// queue and the Paint view.

#include <QString>
#include <string>

#include "base/error.h"

namespace maulstick::ui {

struct FaultWords {
  QString cause;  // "this model cannot paint that size"
  QString next;   // a sentence; never empty
};

FaultWords faultWords(const Error& error);

// What went wrong, of an error of which there is the message only.
QString faultCause(const std::string& message);

}  // namespace maulstick::ui
