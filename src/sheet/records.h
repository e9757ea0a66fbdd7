#pragma once
// What the results files of a batch say, whoever wrote them: nothing in them is trusted.

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace maulstick::sheet {

struct Record {
  std::string id;  // safe as a file's name (batch/job_id.h)
  bool done;
  int line = 0;       // of the jobs, from 1; 0: not told
  std::string style;  // "": none
  std::optional<std::int64_t> seed = {};
  std::vector<std::pair<std::string, double>> losses = {};  // by name, those that are numbers
  std::string error = {};
};

struct Records {
  std::vector<Record> list;  // of each id the last one, but one that is done before one that failed
  std::size_t unreadable = 0;  // lines that are no results
};

// All of DIR/results-*.jsonl, ordered by their lines, then by id. Throws Error{bad_input} if there
// is no such file, one cannot be read, or they hold more than most_records ids.
Records read_records(const std::filesystem::path& folder);

inline constexpr std::size_t most_records = 100'000;

}  // namespace maulstick::sheet
