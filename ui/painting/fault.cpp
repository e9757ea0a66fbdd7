#include "ui/painting/fault.h"

#include <QLoggingCategory>
#include <exception>
#include <new>

namespace maulstick::ui {
namespace {

Q_LOGGING_CATEGORY(paintingLog, "maulstick.painting", QtInfoMsg)

Error outOfMemory() {
  return {ErrorKind::device,
          {.what = "memory ran out",
           .where = "painting",
           .expected = "enough free memory",
           .got = "a failed allocation",
           .hint = "choose a smaller picture, or close other programs"}};
}

Error unexpected(const char* words) {
  qCInfo(paintingLog) << "an unexpected fault:" << words;
  return {ErrorKind::device,
          {.what = "the picture could not be painted",
           .where = "painting",
           .expected = "a picture",
           .got = "a fault that this program does not know",
           .hint = "try again; if it stays, restart the program"}};
}

}  // namespace

Error currentFault() {
  try {
    throw;
  } catch (const Error& error) {
    return error;
  } catch (const std::bad_alloc&) {
    return outOfMemory();
  } catch (const std::exception& fault) {
    return unexpected(fault.what());
  } catch (...) {
    return unexpected("no exception of the standard library");
  }
}

}  // namespace maulstick::ui
