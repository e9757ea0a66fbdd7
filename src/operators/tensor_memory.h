#pragma once

#include <cstdint>

namespace maulstick::operators {

// Has torch keep the memory of large tensors on the CPU for the next ones of the same size, for as long as
// the process lives; to be called any number of times. A network asks for the same few sizes at every
// layer, hundreds of megabytes each in a decoder, and what goes back to the system in between must be
// cleared page by page when it comes again. What is kept never raises the peak: it gives way before
// more is asked of the system than was ever in use at once.
void keep_tensor_memory();

// Gives what is kept back to the system. From any thread.
void release_tensor_memory();

// Bytes that are kept and in no tensor.
std::int64_t kept_tensor_memory();

}  // namespace maulstick::operators
