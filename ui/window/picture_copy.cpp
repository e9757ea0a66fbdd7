#include "ui/window/picture_copy.h"

#include "base/file.h"
#include "ui/painting/fault.h"
#include "ui/settings/paths.h"

namespace maulstick::ui {
namespace {

constexpr std::uintmax_t largestPicture = std::uintmax_t{256} << 20U;

}  // namespace

QString copyPictureFile(const QString& from, const QString& to) {
  try {
    const std::string bytes =
        read_file(toPath(from), {.bytes = largestPicture, .blame = ErrorKind::output});
    write_file_atomically(toPath(to), bytes);
    return {};
  } catch (...) {
    return QString::fromStdString(currentFault().message());
  }
}

}  // namespace maulstick::ui
