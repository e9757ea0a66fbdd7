#pragma once

#include <ATen/core/grad_mode.h>
#include <c10/util/Exception.h>

namespace maulstick::operators {

// For backward passes that write into memory of their own, which autograd does not see.
inline void require_first_derivative() {
  TORCH_CHECK(!at::GradMode::is_enabled(),
              "layers of our own have first derivatives only: expected create_graph = false");
}

}  // namespace maulstick::operators
