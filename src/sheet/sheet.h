#pragma once
// A contact sheet of a batch, as a page and as a picture.

#include <filesystem>
#include <string>

#include "base/image.h"
#include "sheet/account.h"

namespace maulstick::sheet {

struct Sheet {
  std::string page;  // HTML
  Image grid;        // no side longer than largest_sheet
};

// Reads each picture once. One that cannot be read has an empty place, and is counted with those
// that failed: `account` is brought up to date.
Sheet make_sheet(const std::filesystem::path& folder, Account& account);

}  // namespace maulstick::sheet
