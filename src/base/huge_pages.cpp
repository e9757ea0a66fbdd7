#include "base/huge_pages.h"

#include <cstdlib>

namespace maulstick {

void use_huge_pages() {
  ::setenv("THP_MEM_ALLOC_ENABLE", "1", 0);  // torch reads it at the first large tensor
}

}  // namespace maulstick
