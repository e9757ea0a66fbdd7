#pragma once
// Values of a job's keys, each held against its type and range. All throw Error{bad_input}, naming
// `where`.

#include <cstddef>
#include <cstdint>
#include <nlohmann/json_fwd.hpp>
#include <string>

#include "engine/request.h"

namespace maulstick::batch {

inline constexpr std::size_t most_embeddings = 100;

struct WholeRange {
  std::int64_t low;
  std::int64_t high;
};

// Not longer than a prompt may be, and without NUL.
std::string text_value(const nlohmann::json& value, const std::string& where);

bool truth_value(const nlohmann::json& value, const std::string& where);

// 50 and 50.0 are the same number, as they are in JSON Schema.
std::int64_t whole_value(const nlohmann::json& value, const std::string& where, WholeRange range);

guidance::Mode mode_value(const nlohmann::json& value, const std::string& where);

// Puts the number into the control's field.
void control_value(const nlohmann::json& value, const std::string& where, const Control& control,
                   Request& request);

}  // namespace maulstick::batch
