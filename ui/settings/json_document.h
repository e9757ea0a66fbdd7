#pragma once
// A JSON file of the app's own, with a name of its format and a version. Used by the settings and
// the queue. Reading never fails: what cannot be used is set aside and said so.

#include <QString>
#include <filesystem>
#include <nlohmann/json.hpp>
#include <string>

namespace maulstick::ui {

struct DocumentFormat {
  const char* name;  // "maulstick-app-settings"
  int version;
};

struct JsonDocument {
  nlohmann::json root = nlohmann::json::object();  // always an object; empty if there was no file
  QString notice;                                  // empty, or what a person should be told
};

// Whether a file of a newer version makes way, because this program is going to write its own
// there.
enum class Newer { makesWay, stays };

// The document in `file`. A file that is damaged, or of a newer version and makes way, is renamed
// (setAside).
JsonDocument readDocument(const std::filesystem::path& file, const DocumentFormat& format,
                          Newer newer = Newer::makesWay);

// `root` as the bytes of a file, with the format's name and version. Text that is not UTF-8 is
// mended, so that this cannot fail.
std::string documentBytes(nlohmann::json root, const DocumentFormat& format);

}  // namespace maulstick::ui
