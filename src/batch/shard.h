#pragma once
// Which of the lines of a file of jobs are this program's, where several share them.

#include <functional>
#include <string>

namespace maulstick::batch {

struct Shard {
  int index = 0;  // 0 … count - 1
  int count = 1;

  // Lines go round: the first one to shard 0, the second one to shard 1. `line` counts from 1.
  [[nodiscard]] bool takes(int line) const { return (line - 1) % count == index; }

  friend bool operator==(const Shard&, const Shard&) = default;
};

// The value of an environment variable, "" where there is none.
using Environment = std::function<std::string(const std::string& name)>;

// "I/N", or "auto": what a SLURM job array says (SLURM_ARRAY_TASK_ID, _COUNT, _MIN and _STEP), or
// an indexed job of Kubernetes (JOB_COMPLETION_INDEX, and MAULSTICK_SHARDS for N, which Kubernetes
// does not tell). Throws Error{bad_input}.
Shard read_shard(const std::string& text, const Environment& environment);

}  // namespace maulstick::batch
