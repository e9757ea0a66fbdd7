#include "operators/tensor_memory.h"

#include <c10/core/Allocator.h>
#include <c10/core/CPUAllocator.h>
#include <c10/core/impl/alloc_cpu.h>
#include <c10/util/Exception.h>
#ifdef __GLIBC__
#include <malloc.h>
#endif

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <list>
#include <mutex>
#include <unordered_map>

namespace maulstick::operators {
namespace {

constexpr std::size_t large = std::size_t{1} << 20;  // bytes: below, malloc keeps them itself

struct Block {
  void* memory;
  std::size_t bytes;
};

class Store {
 public:
  // One is enough, and it outlives every tensor.
  static Store& only() {
    static Store* const store = new Store;
    return *store;
  }

  void* take(std::size_t bytes) {
    const std::scoped_lock lock(mutex_);
    void* memory = nullptr;
    const auto fits = std::ranges::find(kept_, bytes, &Block::bytes);
    if (fits != kept_.end()) {
      memory = fits->memory;
      kept_bytes_ -= bytes;
      kept_.erase(fits);
    } else {
      const std::size_t peak = std::max(most_used_, used_bytes_ + bytes);
      drop_down_to(peak - used_bytes_ - bytes);
      memory = ask_for(bytes);
      most_used_ = peak;
    }
    used_.emplace(memory, bytes);
    used_bytes_ += bytes;
    return memory;
  }

  // False if it is not from here.
  bool give_back(void* memory) {
    const std::scoped_lock lock(mutex_);
    const auto found = used_.find(memory);
    if (found == used_.end()) return false;
    const Block block = {.memory = memory, .bytes = found->second};
    used_.erase(found);
    used_bytes_ -= block.bytes;
    kept_bytes_ += block.bytes;
    kept_.push_front(block);
    return true;
  }

  void release() {
    const std::scoped_lock lock(mutex_);
    drop_down_to(0);
    most_used_ = used_bytes_;
  }

  std::size_t kept() {
    const std::scoped_lock lock(mutex_);
    return kept_bytes_;
  }

 private:
  // Before the system's refusal counts, it gets back what is kept.
  void* ask_for(std::size_t bytes) {
    try {
      return c10::alloc_cpu(bytes);
    } catch (const c10::Error&) {
      if (kept_bytes_ == 0) throw;
    }
    drop_down_to(0);
    return c10::alloc_cpu(bytes);
  }

  // The longest unused goes first.
  void drop_down_to(std::size_t bytes) {
    while (kept_bytes_ > bytes) {
      kept_bytes_ -= kept_.back().bytes;
      c10::free_cpu(kept_.back().memory);
      kept_.pop_back();
    }
  }

  std::mutex mutex_;
  std::list<Block> kept_;  // the last used first
  std::unordered_map<void*, std::size_t> used_;
  std::size_t kept_bytes_ = 0;
  std::size_t used_bytes_ = 0;
  std::size_t most_used_ = 0;
};

void give_back(void* memory) {
  if (memory != nullptr && !Store::only().give_back(memory)) c10::free_cpu(memory);
}

class KeepingAllocator final : public c10::Allocator {
 public:
  c10::DataPtr allocate(std::size_t bytes) override {
    void* memory = bytes < large ? c10::alloc_cpu(bytes) : Store::only().take(bytes);
    return {memory, memory, give_back, c10::Device(c10::DeviceType::CPU)};
  }

  c10::DeleterFnPtr raw_deleter() const override { return give_back; }

  void copy_data(void* to, const void* from, std::size_t bytes) const override {
    default_copy_data(to, from, bytes);
  }
};

}  // namespace

void keep_tensor_memory() {
  static const bool installed = [] {
#ifdef __GLIBC__
    // Else malloc learns from the first large block that is given back to keep blocks of up to 32 MiB in its
    // heap, where they lie between others and cannot go back to the system.
    ::mallopt(M_MMAP_THRESHOLD, large);
#endif
    static KeepingAllocator allocator;
    c10::SetCPUAllocator(&allocator);
    return true;
  }();
  static_cast<void>(installed);
}

void release_tensor_memory() {
  Store::only().release();
}

std::int64_t kept_tensor_memory() {
  return static_cast<std::int64_t>(Store::only().kept());
}

}  // namespace maulstick::operators
