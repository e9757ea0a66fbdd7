#include "ui/settings/json_document.h"

#include <QCoreApplication>

#include "base/file.h"
#include "base/json.h"
#include "ui/settings/paths.h"
#include "ui/settings/set_aside.h"

namespace maulstick::ui {
namespace {

namespace fs = std::filesystem;
using nlohmann::json;

constexpr std::uintmax_t largestFile = std::uintmax_t{64} << 20U;

enum class Reading { sound, damaged, newer };

QString tr(const char* text) {
  return QCoreApplication::translate("maulstick::ui::JsonDocument", text);
}

Reading read(const fs::path& file, const DocumentFormat& format, json& root) {
  try {
    const std::string bytes =
        read_file(file, {.bytes = largestFile, .blame = ErrorKind::bad_input});
    root = parse_json(bytes, {.where = file.string(), .blame = ErrorKind::bad_input});
  } catch (const Error&) {
    return Reading::damaged;
  }
  if (!root.is_object() || root.value("format", json()) != format.name) return Reading::damaged;
  const json version = root.value("format_version", json());
  if (!version.is_number_integer() || version < 1) return Reading::damaged;
  return version > format.version ? Reading::newer : Reading::sound;
}

QString whatOf(Reading reading, const fs::path& file) {
  const QString name = fromPath(file);
  return reading == Reading::newer
             ? tr("%1 was written by a newer version of this program.").arg(name)
             : tr("%1 is damaged.").arg(name);
}

QString keptWords(const fs::path& kept) {
  if (kept.empty()) return tr("It could not be renamed and will be written anew.");
  return tr("It is kept as %1.").arg(fromPath(kept.filename()));
}

}  // namespace

JsonDocument readDocument(const fs::path& file, const DocumentFormat& format, Newer newer) {
  std::error_code ignored;
  if (!fs::exists(file, ignored)) return {};
  JsonDocument document;
  const Reading reading = read(file, format, document.root);
  if (reading == Reading::sound) return document;
  const QString what = whatOf(reading, file);
  const bool stays = reading == Reading::newer && newer == Newer::stays;
  return {.root = json::object(), .notice = stays ? what : what + u' ' + keptWords(setAside(file))};
}

std::string documentBytes(json root, const DocumentFormat& format) {
  root["format"] = format.name;
  root["format_version"] = format.version;
  return root.dump(2, ' ', false, json::error_handler_t::replace) + "\n";
}

}  // namespace maulstick::ui
