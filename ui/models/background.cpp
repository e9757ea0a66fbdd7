#include "ui/models/background.h"

namespace maulstick::ui {

QThreadPool& backgroundPool() {
  static QThreadPool pool;
  pool.setMaxThreadCount(2);  // one may be reading gigabytes
  return pool;
}

}  // namespace maulstick::ui
