#pragma once
// Files of the source tree that tests read.

#include <gtest/gtest.h>

#include <fstream>
#include <iterator>
#include <string>

namespace maulstick::testing {

// `name` is relative to the root; the test fails where there is no such file.
inline std::string project_file(const std::string& name) {
  std::ifstream file(MAULSTICK_SOURCE_DIR "/" + name, std::ios::binary);
  EXPECT_TRUE(file.is_open()) << name;
  return {std::istreambuf_iterator<char>(file), {}};
}

}  // namespace maulstick::testing
