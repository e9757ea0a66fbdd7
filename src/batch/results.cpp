#include "batch/results.h"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>
#include <nlohmann/json.hpp>
#include <utility>

#include "base/error.h"
#include "base/file.h"
#include "base/json.h"
#include "base/utf8.h"
#include "batch/lines.h"
#include "engine/settings_json.h"

namespace maulstick::batch {
namespace {

namespace fs = std::filesystem;
using nlohmann::json;

constexpr std::uintmax_t results_limit = std::uintmax_t{1} << 30U;
constexpr std::size_t longest_path = 4096;

std::string key_of(const std::string& id, std::int64_t line) {
  return std::to_string(line) + " " + id;
}

void take_in(const Line& line, Recorded& recorded) {
  try {
    const json result = parse_json(line.text, {.where = "results", .blame = ErrorKind::bad_input});
    const auto id = result.at("id").get<std::string>();
    const std::string key = key_of(id, result.at("line").get<std::int64_t>());
    if (result.at("status") == "done") {
      recorded.done.insert(id);
      recorded.failures.erase(key);
    } else {
      recorded.failures[key] = line.text;
    }
  } catch (const Error&) {
  } catch (const json::exception&) {  // no result of ours
  }
}

bool is_results_file(const fs::path& path) {
  return path.filename().string().starts_with("results-") && path.extension() == ".jsonl";
}

[[noreturn]] void refuse(const fs::path& path, std::string what, std::string expected,
                         std::string got, std::string hint) {
  throw Error(ErrorKind::bad_input, {.what = std::move(what),
                                     .where = path.string(),
                                     .expected = std::move(expected),
                                     .got = std::move(got),
                                     .hint = std::move(hint)});
}

}  // namespace

std::string result_line(const Result& result) {
  nlohmann::ordered_json object = {
      {"id", result.id},    {"status", result.done() ? "done" : "failed"},
      {"output", nullptr},  {"seed", nullptr},
      {"seconds", nullptr}, {"losses", nullptr},
      {"error", nullptr},   {"style", nullptr},
      {"line", result.line}};
  if (result.seed) object["seed"] = *result.seed;
  if (!result.style.empty()) object["style"] = result.style;
  if (result.done()) {
    object["output"] = printable(result.output.string(), longest_path);
    object["seconds"] = result.seconds;
    object["losses"] = losses_json(result.losses);
  } else {
    object["error"] = result.error;
  }
  return object.dump();
}

fs::path results_path(const fs::path& folder, int shard) {
  return folder / ("results-" + std::to_string(shard) + ".jsonl");
}

std::string failure_key(const Result& result) {
  return key_of(result.id, result.line);
}

Recorded read_results(const fs::path& folder) {
  Recorded recorded;
  std::error_code fault;
  for (const auto& entry : fs::directory_iterator(folder, fault)) {
    if (!is_results_file(entry.path())) continue;
    const std::string text =
        read_file(entry.path(), {.bytes = results_limit, .blame = ErrorKind::bad_input});
    TextLines lines(text);
    while (const auto line = lines.next()) take_in(*line, recorded);
  }
  return recorded;
}

ResultsFile::Descriptor::~Descriptor() {
  if (fd >= 0) ::close(fd);
}

ResultsFile::ResultsFile(fs::path path, Existing existing)
    : path_(std::move(path)),
      file_(::open(path_.c_str(), O_RDWR | O_CREAT | O_APPEND | O_CLOEXEC | O_NONBLOCK, 0666)) {
  if (file_.fd < 0) fail(errno, "opening the file");
  struct stat status = {};
  if (::fstat(file_.fd, &status) != 0 || !S_ISREG(status.st_mode)) {
    fail(EINVAL, "opening the file");  // a device or a pipe
  }
  lock();
  if (existing == Existing::refuse && size() > 0) {
    refuse(path_, "there are results already", "a folder without them", "a file",
           "--resume goes on where they end; or choose another folder");
  }
  cut_torn_line();
  sync_folder();
}

// Held until the file is closed, be it by a kill. A file system without locks is taken as it is.
void ResultsFile::lock() const {
  if (::flock(file_.fd, LOCK_EX | LOCK_NB) == 0 || errno != EWOULDBLOCK) return;
  refuse(path_, "another program is at work on this shard", "to be the only one", "a locked file",
         "wait until it ends, or share the jobs: --shard I/N");
}

std::int64_t ResultsFile::size() const {
  struct stat status = {};
  if (::fstat(file_.fd, &status) != 0) fail(errno, "looking at the file");
  return status.st_size;
}

void ResultsFile::cut_torn_line() const {
  std::array<char, 4096> block;
  std::int64_t end = size();
  while (end > 0) {
    const std::int64_t begin = std::max<std::int64_t>(0, end - std::ssize(block));
    const ssize_t count =
        ::pread(file_.fd, block.data(), static_cast<std::size_t>(end - begin), begin);
    if (count != end - begin) fail(count < 0 ? errno : EIO, "reading the file");
    const std::string_view text(block.data(), static_cast<std::size_t>(count));
    const std::size_t last = text.rfind('\n');
    end = begin + (last == std::string_view::npos ? 0 : static_cast<std::int64_t>(last) + 1);
    if (last != std::string_view::npos) break;
  }
  if (end == size()) return;
  if (::ftruncate(file_.fd, end) != 0) fail(errno, "cutting a torn line");
  if (::fsync(file_.fd) != 0) fail(errno, "syncing");
}

// So that the file itself outlives a loss of power. Some file systems cannot, and say EINVAL.
void ResultsFile::sync_folder() const {
  const fs::path folder = path_.has_parent_path() ? path_.parent_path() : fs::path(".");
  const Descriptor opened(::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
  if (opened.fd >= 0 && ::fsync(opened.fd) != 0 && errno != EINVAL)
    fail(errno, "syncing the folder");
}

void ResultsFile::append(const std::string& line) {
  const std::string text = line + "\n";
  const std::int64_t before = size();
  ssize_t count = -1;
  do {
    count = ::write(file_.fd, text.data(), text.size());
  } while (count < 0 && errno == EINTR);
  if (count == std::ssize(text)) {
    if (::fsync(file_.fd) != 0) fail(errno, "syncing");
    return;
  }
  const int error = count < 0 ? errno : ENOSPC;
  // Should this fail, too, the torn line is cut when the file is opened again.
  [[maybe_unused]] const int cut = ::ftruncate(file_.fd, before);
  fail(error, "writing");
}

void ResultsFile::fail(int error, const char* while_doing) const {
  throw Error(ErrorKind::output,
              {.what = std::string("cannot write results: ") + while_doing + " failed",
               .where = path_.string(),
               .expected = "a place that can be written",
               .got = std::strerror(error),
               .hint = "choose another folder, or make room on this disk"});
}

}  // namespace maulstick::batch
