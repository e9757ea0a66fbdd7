#include "operators/tensor_memory.h"

#include <ATen/ATen.h>
#include <gtest/gtest.h>

#include <cstdint>
#include <thread>

namespace maulstick::operators {
namespace {

constexpr std::int64_t mebi = std::int64_t{1} << 20;

at::Tensor bytes(std::int64_t count) {
  return at::empty({count}, at::kByte);
}

const void* address_of_a_short_lived(std::int64_t count) {
  return bytes(count).const_data_ptr();
}

class TensorMemory : public ::testing::Test {
 protected:
  TensorMemory() { keep_tensor_memory(); }
  ~TensorMemory() override { release_tensor_memory(); }
};

TEST_F(TensorMemory, is_kept_for_the_next_tensor_of_its_size) {
  const void* const first = address_of_a_short_lived(3 * mebi);
  EXPECT_EQ(kept_tensor_memory(), 3 * mebi);
  EXPECT_EQ(address_of_a_short_lived(3 * mebi), first);
}

TEST_F(TensorMemory, is_not_kept_for_small_tensors) {
  address_of_a_short_lived(mebi / 2);
  EXPECT_EQ(kept_tensor_memory(), 0);
}

// What the system refuses was never in use, and does not raise the limit.
TEST_F(TensorMemory, forgets_a_refused_request) {
  address_of_a_short_lived(3 * mebi);
  EXPECT_THROW(bytes(std::int64_t{1} << 50), c10::Error);
  EXPECT_EQ(kept_tensor_memory(), 0);  // given back in vain
  address_of_a_short_lived(2 * mebi);
  address_of_a_short_lived(3 * mebi);
  EXPECT_LE(kept_tensor_memory(), 3 * mebi);
}

// Two of 3 MiB were in use at once; then 6 MiB, in other sizes, must not come on top of them.
TEST_F(TensorMemory, gives_way_rather_than_raising_the_peak) {
  {
    const at::Tensor one = bytes(3 * mebi);
    const at::Tensor other = bytes(3 * mebi);
  }
  EXPECT_EQ(kept_tensor_memory(), 6 * mebi);
  const at::Tensor large = bytes(5 * mebi);
  EXPECT_LE(kept_tensor_memory(), mebi);
}

TEST_F(TensorMemory, goes_back_to_the_system_when_it_is_asked_for) {
  address_of_a_short_lived(3 * mebi);
  release_tensor_memory();
  EXPECT_EQ(kept_tensor_memory(), 0);
}

TEST_F(TensorMemory, may_be_given_back_by_another_thread) {
  at::Tensor tensor = bytes(4 * mebi);
  std::thread([&tensor] { tensor.reset(); }).join();
  EXPECT_EQ(kept_tensor_memory(), 4 * mebi);
}

}  // namespace
}  // namespace maulstick::operators
