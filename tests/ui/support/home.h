#pragma once
// An empty home folder, so that nothing of the user's is read or changed: for tests, pictures and
// benchmarks of the whole app.

#include <QByteArray>
#include <QCoreApplication>
#include <QString>
#include <algorithm>
#include <filesystem>
#include <string>
#include <vector>

#include "support/folder.h"

namespace maulstick::testing {

// What this program, and those that it starts meanwhile, find as the user's home. One at a time.
class Home {
 public:
  Home() {
    set("HOME", "");
    set("XDG_CONFIG_HOME", "config");
    set("XDG_DATA_HOME", "data");
    set("XDG_CACHE_HOME", "cache");
    QCoreApplication::setApplicationName(QStringLiteral("maulstick"));
  }

  [[nodiscard]] std::filesystem::path operator/(const std::string& name) const {
    return folder_ / name;
  }
  [[nodiscard]] std::filesystem::path pictures() const { return folder_ / "Pictures"; }

  // The finished pictures.
  [[nodiscard]] std::vector<std::filesystem::path> painted() const {
    std::vector<std::filesystem::path> files;
    if (!std::filesystem::is_directory(pictures())) return files;
    for (const auto& entry : std::filesystem::directory_iterator(pictures())) {
      if (entry.path().extension() == ".png") files.push_back(entry.path());
    }
    std::ranges::sort(files);
    return files;
  }

 private:
  void set(const char* variable, const std::string& below) const {
    const std::filesystem::path path = folder_ / below;
    std::filesystem::create_directories(path);
    qputenv(variable, QByteArray::fromStdString(path.string()));
  }

  TemporaryFolder folder_;
};

}  // namespace maulstick::testing
