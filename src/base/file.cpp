#include "base/file.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <random>

namespace maulstick {
namespace {

namespace fs = std::filesystem;

// A file descriptor that is closed on every way out.
class Descriptor {
 public:
  explicit Descriptor(int fd) : fd_(fd) {}
  ~Descriptor() { close(); }
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;

  [[nodiscard]] int get() const { return fd_; }
  [[nodiscard]] bool valid() const { return fd_ >= 0; }
  bool close() {
    const int fd = fd_;
    fd_ = -1;
    return fd < 0 || ::close(fd) == 0;
  }

 private:
  int fd_;
};

// A file under a temporary name that is removed unless it was renamed.
class TemporaryFile {
 public:
  explicit TemporaryFile(fs::path path)
      : path_(std::move(path)),
        descriptor_(::open(path_.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666)) {}
  ~TemporaryFile() {
    descriptor_.close();
    if (created_) ::unlink(path_.c_str());
  }
  TemporaryFile(const TemporaryFile&) = delete;
  TemporaryFile& operator=(const TemporaryFile&) = delete;

  [[nodiscard]] const fs::path& path() const { return path_; }
  Descriptor& descriptor() { return descriptor_; }
  void renamed() { created_ = false; }

 private:
  fs::path path_;
  Descriptor descriptor_;
  bool created_ = descriptor_.valid();
};

[[noreturn]] void throw_unwritable(const fs::path& path, int error, const char* while_doing) {
  throw Error(ErrorKind::output, {.what = std::string("cannot write: ") + while_doing + " failed",
                                  .where = path.string(),
                                  .expected = "a place that can be written",
                                  .got = std::strerror(error),
                                  .hint = "choose another folder, or make room on this disk"});
}

fs::path folder_of(const fs::path& path) {
  return path.has_parent_path() ? path.parent_path() : fs::path(".");
}

fs::path temporary_name(const fs::path& path) {
  std::random_device random;
  char suffix[32];
  std::snprintf(suffix, sizeof suffix, "%08x%08x", random(), random());
  // The name does not grow with the target's, so that a name of the longest length still works.
  return folder_of(path) / (std::string(".maulstick-") + suffix + ".tmp");
}

bool write_all(int fd, std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t written = ::write(fd, bytes.data(), bytes.size());
    if (written < 0 && errno == EINTR) continue;
    if (written < 0) return false;
    bytes.remove_prefix(static_cast<std::size_t>(written));
  }
  return true;
}

// Makes the rename itself durable. Some file systems cannot sync a folder and say EINVAL: no fault.
void sync_folder(const fs::path& path) {
  const Descriptor folder(::open(folder_of(path).c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
  if (folder.valid() && ::fsync(folder.get()) != 0 && errno != EINVAL) {
    throw_unwritable(path, errno, "syncing the folder");
  }
}

bool is_taken(const fs::path& path) {
  struct stat status = {};
  return ::lstat(path.c_str(), &status) == 0;
}

// A folder cannot be replaced by a file, and a device or a pipe must not be.
void refuse_other_than_files(const fs::path& path) {
  std::error_code ignored;
  const fs::file_status status = fs::status(path, ignored);
  if (!path.has_filename() || fs::is_directory(status)) {
    throw_unwritable(path, EISDIR, "opening the file");
  }
  if (fs::exists(status) && !fs::is_regular_file(status)) {
    throw Error(ErrorKind::output, {.what = "cannot write: this is no regular file",
                                    .where = path.string(),
                                    .expected = "a file, or a name that is free",
                                    .got = "a device, a pipe or a socket"});
  }
}

// link() never replaces: of two programs that choose the same free name, one is told.
bool place(TemporaryFile& temporary, const fs::path& path, IfExists if_exists) {
  if (if_exists == IfExists::replace) {
    if (::rename(temporary.path().c_str(), path.c_str()) != 0) {
      throw_unwritable(path, errno, "renaming");
    }
    temporary.renamed();
    return true;
  }
  if (::link(temporary.path().c_str(), path.c_str()) == 0) return true;
  if (errno == EEXIST) return false;
  // FAT and some network file systems have no links: there the check made before has to do.
  return place(temporary, path, IfExists::replace);
}

[[noreturn]] void throw_unreadable(const fs::path& path, const ReadLimits& limits,
                                   std::string expected, std::string got) {
  throw Error(limits.blame, {.what = "cannot read the file",
                             .where = path.string(),
                             .expected = std::move(expected),
                             .got = std::move(got)});
}

}  // namespace

std::string read_file(const fs::path& path, const ReadLimits& limits) {
  // O_NONBLOCK: a named pipe must be refused below, not waited for.
  const Descriptor file(::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK));
  if (!file.valid()) throw_unreadable(path, limits, "a readable file", std::strerror(errno));
  struct stat status = {};
  if (::fstat(file.get(), &status) != 0 || !S_ISREG(status.st_mode)) {
    throw_unreadable(path, limits, "a regular file", "a folder, a device or a pipe");
  }
  const auto size = static_cast<std::uintmax_t>(status.st_size);
  if (size > limits.bytes) {
    throw_unreadable(path, limits, "at most " + std::to_string(limits.bytes) + " bytes",
                     std::to_string(size) + " bytes");
  }
  std::string bytes(size, '\0');
  std::size_t filled = 0;
  while (filled < bytes.size()) {
    const ssize_t count = ::read(file.get(), bytes.data() + filled, bytes.size() - filled);
    if (count < 0 && errno == EINTR) continue;
    if (count < 0) throw_unreadable(path, limits, "a readable file", std::strerror(errno));
    if (count == 0) break;
    filled += static_cast<std::size_t>(count);
  }
  bytes.resize(filled);
  return bytes;
}

bool write_file_atomically(const fs::path& path, std::string_view bytes, IfExists if_exists) {
  refuse_other_than_files(path);
  if (if_exists == IfExists::keep && is_taken(path)) return false;
  TemporaryFile temporary(temporary_name(path));
  if (!temporary.descriptor().valid()) throw_unwritable(path, errno, "creating a file");
  if (!write_all(temporary.descriptor().get(), bytes)) throw_unwritable(path, errno, "writing");
  if (::fsync(temporary.descriptor().get()) != 0) throw_unwritable(path, errno, "syncing");
  if (!temporary.descriptor().close()) throw_unwritable(path, errno, "closing");
  const bool placed = place(temporary, path, if_exists);
  if (placed) sync_folder(path);
  return placed;
}

void check_writable(const fs::path& path) {
  refuse_other_than_files(path);
  struct stat status = {};
  if (::lstat(path.c_str(), &status) != 0 && errno == ENAMETOOLONG) {
    throw_unwritable(path, errno, "creating a file");
  }
  TemporaryFile probe(temporary_name(path));
  if (!probe.descriptor().valid()) throw_unwritable(path, errno, "creating a file");
}

}  // namespace maulstick
