#include "base/refuse.h"

#include <utility>

#include "base/error.h"

namespace maulstick {

void refuse(std::string what, std::string where, std::string expected, std::string got,
            std::string hint) {
  throw Error(ErrorKind::bad_input, {.what = std::move(what),
                                     .where = std::move(where),
                                     .expected = std::move(expected),
                                     .got = std::move(got),
                                     .hint = std::move(hint)});
}

}  // namespace maulstick
