#pragma once
// The sheet as a page for browsers: one file that needs nothing else, beside the pictures that it
// links to.

#include <string>
#include <string_view>
#include <vector>

#include "sheet/account.h"
#include "sheet/layout.h"

namespace maulstick::sheet {

// What is shown of a picture; its record is that of Account::pictures at the same place.
struct Card {
  std::string prompt;     // as the picture has it, with the words of its style
  std::string thumbnail;  // a data URI; "": the picture cannot be shown
  int width = 0;          // of the thumbnail
  int height = 0;
};

// `text` where HTML has text or a quoted attribute: nothing in it is markup, or turns the direction
// of what follows.
std::string escaped(std::string_view text);

// The whole page. Text of any origin stands in it as text; a content security policy forbids
// scripts, and everything that is not in the file.
std::string page(const Account& account, const std::vector<Card>& cards, const Table& table);

}  // namespace maulstick::sheet
