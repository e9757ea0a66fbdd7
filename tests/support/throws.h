#pragma once

#include <gtest/gtest.h>

#include <string>

#include "base/error.h"

namespace maulstick::testing {

// Runs `action`, which must throw an Error of this kind whose message contains `words`.
template <typename Action>
void expect_error(ErrorKind kind, const std::string& words, Action&& action) {
  try {
    action();
    ADD_FAILURE() << "nothing was thrown; expected: " << words;
  } catch (const Error& error) {
    EXPECT_EQ(static_cast<int>(error.kind()), static_cast<int>(kind)) << error.message();
    EXPECT_NE(error.message().find(words), std::string::npos)
        << error.message() << "\nlacks: " << words;
  }
}

}  // namespace maulstick::testing
