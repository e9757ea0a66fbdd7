#pragma once
// Numbers from and to text, without a locale.

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace maulstick {

// The whole of `text` as a finite decimal number: no spaces, no hexadecimal, no "inf" or "nan".
std::optional<double> parse_real(std::string_view text);

// The whole of `text` as a decimal whole number of 64 bits.
std::optional<std::int64_t> parse_whole(std::string_view text);

// The shortest decimal that reads back as the same number: "8", "0.2".
std::string shortest(double value);

}  // namespace maulstick
