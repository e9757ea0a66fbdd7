#include "batch/shard.h"

#include <cstdint>
#include <optional>
#include <utility>

#include "base/refuse.h"
#include "engine/numbers.h"

namespace maulstick::batch {
namespace {

constexpr std::int64_t most_shards = 1'000'000;
constexpr std::int64_t largest_number = 1'000'000'000;  // of a task

// The index is out of range, or there are too many: told with the texts they came from.
Shard checked(std::int64_t index, std::int64_t count, const std::string& where,
              const std::string& got) {
  if (count < 1 || count > most_shards) {
    refuse("the number of shards is out of range", where, "1 to " + std::to_string(most_shards),
           got);
  }
  if (index < 0 || index >= count) {
    refuse("there is no such shard", where, "0 to " + std::to_string(count - 1), got);
  }
  return {.index = static_cast<int>(index), .count = static_cast<int>(count)};
}

class Variables {
 public:
  explicit Variables(const Environment& environment) : environment_(environment) {}

  [[nodiscard]] bool has(const std::string& name) const { return !environment_(name).empty(); }

  [[nodiscard]] std::int64_t whole(const std::string& name,
                                   std::optional<std::int64_t> fallback = {}) const {
    const std::string text = environment_(name);
    if (text.empty() && fallback) return *fallback;
    const auto value = parse_whole(text);
    if (!value || *value < 0 || *value > largest_number) {
      refuse("the shard cannot be told from the environment", name,
             "0 to " + std::to_string(largest_number), text.empty() ? "" : "\"" + text + "\"",
             "give it: --shard I/N");
    }
    return *value;
  }

 private:
  const Environment& environment_;
};

// Tasks may be numbered 10-30:10; their place among them is what counts.
Shard of_slurm(const Variables& variables) {
  const std::int64_t id = variables.whole("SLURM_ARRAY_TASK_ID");
  const std::int64_t first = variables.whole("SLURM_ARRAY_TASK_MIN", 0);
  const std::int64_t step = variables.whole("SLURM_ARRAY_TASK_STEP", 1);
  const std::int64_t count = variables.whole("SLURM_ARRAY_TASK_COUNT");
  const bool evenly =
      step > 0 && id >= first && (id - first) % step == 0 && (id - first) / step < count;
  if (!evenly) {
    refuse("the tasks of the array are not numbered evenly", "SLURM_ARRAY_TASK_ID",
           "one of " + std::to_string(count) + " tasks from " + std::to_string(first) +
               " in steps of " + std::to_string(step),
           std::to_string(id), "number them 0-N, or give the shard: --shard I/N");
  }
  return checked((id - first) / step, count, "SLURM_ARRAY_TASK_COUNT", std::to_string(count));
}

Shard of_kubernetes(const Variables& variables) {
  const std::int64_t index = variables.whole("JOB_COMPLETION_INDEX");
  if (!variables.has("MAULSTICK_SHARDS")) {
    refuse("the number of shards is not known", "MAULSTICK_SHARDS", "the job's completions", "",
           "set MAULSTICK_SHARDS to what spec.completions says: Kubernetes does not tell it");
  }
  const std::int64_t count = variables.whole("MAULSTICK_SHARDS");
  return checked(index, count, "JOB_COMPLETION_INDEX, MAULSTICK_SHARDS",
                 std::to_string(index) + " of " + std::to_string(count));
}

Shard of_environment(const Environment& environment) {
  const Variables variables(environment);
  if (variables.has("SLURM_ARRAY_TASK_ID")) return of_slurm(variables);
  if (variables.has("JOB_COMPLETION_INDEX")) return of_kubernetes(variables);
  refuse("nothing says which shard this is", "--shard auto",
         "SLURM_ARRAY_TASK_ID or JOB_COMPLETION_INDEX in the environment", "neither",
         "give it: --shard I/N");
}

}  // namespace

Shard read_shard(const std::string& text, const Environment& environment) {
  if (text == "auto") return of_environment(environment);
  const std::size_t slash = text.find('/');
  const auto index = parse_whole(text.substr(0, slash));
  const auto count =
      slash == std::string::npos ? std::nullopt : parse_whole(text.substr(slash + 1));
  if (!index || !count) {
    refuse("this is no shard", "--shard", "I/N, as in 0/4, or auto", "\"" + text + "\"");
  }
  return checked(*index, *count, "--shard", "\"" + text + "\"");
}

}  // namespace maulstick::batch
