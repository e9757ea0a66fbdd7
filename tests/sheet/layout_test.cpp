#include "sheet/layout.h"

#include <gtest/gtest.h>

#include <set>
#include <string>
#include <vector>

namespace maulstick::sheet {
namespace {

Record record(const std::string& style, std::optional<std::int64_t> seed) {
  return {.id = "a", .done = true, .style = style, .seed = seed};
}

std::vector<Record> every(const std::vector<std::string>& styles, int seeds) {
  std::vector<Record> list;
  for (const std::string& style : styles) {
    for (int seed = 0; seed < seeds; ++seed) list.push_back(record(style, seed));
  }
  return list;
}

TEST(Arrange, puts_styles_down_and_seeds_across) {
  auto pictures = every({"ink", ""}, 3);
  pictures.push_back(record("ink", 1));  // where another value differed
  const Table table = arrange(pictures);
  EXPECT_EQ(table.styles, (std::vector<std::string>{"ink", ""}));
  EXPECT_EQ(table.seeds, (std::vector<std::int64_t>{0, 1, 2}));
  EXPECT_EQ(table.cells[0][1], (std::vector<std::size_t>{1, 6}));
  EXPECT_EQ(table.cells[1][2], std::vector<std::size_t>{5});
}

TEST(Arrange, makes_no_table_that_tells_nothing) {
  EXPECT_TRUE(arrange({}).styles.empty());
  EXPECT_TRUE(arrange(every({""}, 4)).styles.empty());
  auto pictures = every({"ink"}, 4);
  EXPECT_EQ(arrange(pictures).styles.size(), 1U);
  pictures.push_back(record("ink", std::nullopt));
  EXPECT_TRUE(arrange(pictures).styles.empty());
  std::vector<Record> scattered;  // as drawn seeds are
  for (int i = 0; i < 10; ++i) scattered.push_back(record("style " + std::to_string(i % 5), i));
  EXPECT_TRUE(arrange(scattered).styles.empty());
}

TEST(LayOut, keeps_the_order_of_the_table) {
  auto pictures = every({"ink", "oil"}, 2);
  pictures.push_back(record("oil", 0));
  const Grid grid = lay_out(arrange(pictures), pictures.size(), 512);
  EXPECT_EQ(grid.columns, 3);  // two for seed 0
  EXPECT_EQ(grid.rows, 2);
  EXPECT_EQ(grid.places, (std::vector<std::size_t>{0, 2, 3, 5, 4}));
  EXPECT_EQ(grid.cell, 256);
  EXPECT_GT(grid.caption, 0);
}

TEST(LayOut, stays_small_whatever_the_number) {
  for (const std::size_t pictures : {0, 1, 2, 3, 100, 999, 5000, 100'000}) {
    const Grid grid = lay_out({}, pictures, 512);
    EXPECT_LT(grid.width, 8000) << pictures;
    EXPECT_LT(grid.height, 8000) << pictures;
    EXPECT_GT(grid.width, 0) << pictures;
    EXPECT_GE(grid.cell, 8) << pictures;
    EXPECT_LE(grid.width * std::int64_t{grid.height}, 32'000'000) << pictures;
    const std::set<std::size_t> places(grid.places.begin(), grid.places.end());
    EXPECT_EQ(places.size(), pictures);
    const auto room = static_cast<std::size_t>(grid.columns) * static_cast<std::size_t>(grid.rows);
    EXPECT_TRUE(places.empty() || *places.rbegin() < room) << pictures;
  }
}

TEST(LayOut, has_no_larger_squares_than_pictures_but_room_for_captions) {
  EXPECT_EQ(lay_out({}, 4, 200).cell, 200);
  EXPECT_EQ(lay_out({}, 4, 64).cell, 128);
  EXPECT_EQ(lay_out({}, 4, 0).cell, 128);
}

TEST(LayOut, leaves_the_table_where_its_cells_would_vanish) {
  const auto pictures = every({"ink"}, 400);
  const Grid grid = lay_out(arrange(pictures), pictures.size(), 512);
  EXPECT_EQ(grid.columns, 20);
  EXPECT_GE(grid.cell, 64);
}

}  // namespace
}  // namespace maulstick::sheet
