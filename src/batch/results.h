#pragma once
// What came of the jobs: DIR/results-I.jsonl, a line for each, in the order in which they ended. A
// job that failed and is tried again may get a further line; the last one counts.

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <unordered_map>
#include <unordered_set>
#include <vector>

namespace maulstick::batch {

struct Result {
  std::string id;
  int line = 0;                           // of the jobs, from 1
  std::string style;                      // as Job has it
  std::optional<std::int64_t> seed = {};  // the one that was drawn, if one was
  std::string error = {};                 // empty: the job is done, and what follows is there
  std::filesystem::path output = {};
  double seconds = 0;
  std::vector<double> losses = {};  // one for each row of the catalog

  [[nodiscard]] bool done() const { return error.empty(); }
};

// {"id": …, "status": "done", "output": …, "seed": …, "seconds": …, "losses": {…}, "error": null,
// "style": …, "line": …}, without a line break; null where there is nothing to say.
std::string result_line(const Result& result);

std::filesystem::path results_path(const std::filesystem::path& folder, int shard);

// What the results files of a folder say, whichever shard wrote them.
struct Recorded {
  std::unordered_set<std::string> done;  // ids
  // The last line of a job if it says "failed", by failure_key().
  std::unordered_map<std::string, std::string> failures;
};

std::string failure_key(const Result& result);

// Lines that cannot be read are passed over: others may be writing. Throws Error{bad_input} if a
// file cannot be read.
Recorded read_results(const std::filesystem::path& folder);

enum class Existing { refuse, resume };

// A results file that grows, for one program at a time.
class ResultsFile {
 public:
  // Opens or makes it, locks it, and takes away the beginning of a line that a kill has left at its
  // end. Throws Error{bad_input} if another program has it open, or if it holds results and is not
  // to be resumed; Error{output} if it cannot be written.
  ResultsFile(std::filesystem::path path, Existing existing);

  // One write, synced: after it the line is on disk. Throws Error{output}; then the file is as it
  // was.
  void append(const std::string& line);

  [[nodiscard]] const std::filesystem::path& path() const { return path_; }

 private:
  struct Descriptor {
    explicit Descriptor(int opened) : fd(opened) {}
    ~Descriptor();
    Descriptor(const Descriptor&) = delete;
    Descriptor& operator=(const Descriptor&) = delete;
    int fd;
  };

  void lock() const;
  void cut_torn_line() const;
  void sync_folder() const;
  [[nodiscard]] std::int64_t size() const;
  [[noreturn]] void fail(int error, const char* while_doing) const;

  std::filesystem::path path_;
  Descriptor file_;
};

}  // namespace maulstick::batch
