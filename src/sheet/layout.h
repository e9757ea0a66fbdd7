#pragma once
// Where pictures stand on a sheet.

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "sheet/records.h"

namespace maulstick::sheet {

// Styles down, seeds across. A cell holds every picture of the two, for there may be several where
// other values were swept.
struct Table {
  std::vector<std::string> styles;  // "": none
  std::vector<std::int64_t> seeds;
  std::vector<std::vector<std::vector<std::size_t>>> cells;  // [style][seed]: numbers of pictures
};

// Without rows where a table would tell nothing: no picture has a style, some have no seed, or more
// than half of it would be empty.
Table arrange(std::span<const Record> pictures);

// Pixels of a sheet of pictures, in squares of one size.
struct Grid {
  int columns = 0;
  int rows = 0;
  int cell = 0;     // the side of a picture's square
  int gap = 0;      // between squares, and around them
  int caption = 0;  // below each square
  int width = 0;
  int height = 0;
  std::vector<std::size_t> places;  // of each picture: row · columns + column
};

inline constexpr int largest_sheet = 7999;  // a side, in pixels
inline constexpr int largest_cell = 256;
inline constexpr int smallest_caption = 128;  // pixels across, where there is room

// Squares for pictures whose sides are at most `side` long, or smaller ones if there are many. As
// the table has them where squares stay large enough for it, else in order, about as many across as
// down. At most most_records pictures.
Grid lay_out(const Table& table, std::size_t pictures, int side);

}  // namespace maulstick::sheet
