#pragma once
// What a picture that nobody painted was painted with.

#include "engine/report.h"

namespace maulstick::testing {

inline Fingerprint some_fingerprint() {
  return {.model = "Easel",
          .model_hash = "0123456789abcdef",
          .device = "cpu",
          .precision = "float32",
          .torch = "2.13.0",
          .isa = "AVX2"};
}

}  // namespace maulstick::testing
