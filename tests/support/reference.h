#pragma once
// Numbers written by Python (tests/reference/write_references.py says what each file holds).

#include <fstream>
#include <nlohmann/json.hpp>
#include <stdexcept>
#include <string>

namespace maulstick::testing {

inline nlohmann::json reference(const std::string& name) {
  const std::string path = std::string(MAULSTICK_SOURCE_DIR "/tests/reference/data/") + name;
  std::ifstream file(path);
  if (!file) throw std::runtime_error("missing " + path);
  return nlohmann::json::parse(file);
}

}  // namespace maulstick::testing
