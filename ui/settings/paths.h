#pragma once
// Paths between Qt and the standard library. Used wherever the app hands files to the engine or
// shows where they are; any thread. Neither throws: a name that is no valid text is shown as well
// as it can be.

#include <QByteArray>
#include <QString>
#include <filesystem>
#include <string>

namespace maulstick::ui {

inline std::filesystem::path toPath(const QString& path) {
  const QByteArray bytes = path.toUtf8();
  return std::u8string(bytes.begin(), bytes.end());
}

inline QString fromPath(const std::filesystem::path& path) {
  const std::u8string bytes = path.u8string();
  return QString::fromUtf8(bytes.data(), static_cast<qsizetype>(bytes.size()));
}

}  // namespace maulstick::ui
