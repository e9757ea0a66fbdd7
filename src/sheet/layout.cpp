#include "sheet/layout.h"

#include <algorithm>
#include <cmath>
#include <unordered_map>

namespace maulstick::sheet {
namespace {

constexpr int smallest_cell_of_table = 64;
constexpr int smallest_cell_with_caption = 96;
constexpr int caption_height = 26;
constexpr std::int64_t most_pixels = 32'000'000;

// Distinct values in the order in which they first come.
template <typename Value>
class Positions {
 public:
  std::size_t of(const Value& value) {
    const auto [entry, is_new] = places_.emplace(value, values_.size());
    if (is_new) values_.push_back(value);
    return entry->second;
  }
  [[nodiscard]] const std::vector<Value>& values() const { return values_; }

 private:
  std::vector<Value> values_;
  std::unordered_map<Value, std::size_t> places_;
};

void set_cell(Grid& grid, int cell) {
  grid.cell = cell;
  grid.gap = cell >= smallest_cell_of_table ? 8 : 1;
  grid.caption = cell >= smallest_cell_with_caption ? caption_height : 0;
  grid.width = grid.gap + grid.columns * (cell + grid.gap);
  grid.height = grid.gap + grid.rows * (cell + grid.caption + grid.gap);
}

// The largest squares up to `cell` with which the sheet stays small enough.
void fit(Grid& grid, int cell) {
  const auto too_large = [&grid] {
    return grid.width > largest_sheet || grid.height > largest_sheet ||
           std::int64_t{grid.width} * grid.height > most_pixels;
  };
  for (set_cell(grid, cell); too_large() && cell > 1; set_cell(grid, --cell)) {
  }
}

// Each seed has as many columns as its fullest cell needs.
Grid grid_of(const Table& table, std::size_t pictures, int cell) {
  Grid grid;
  grid.rows = static_cast<int>(table.styles.size());
  grid.places.resize(pictures);
  std::vector<std::size_t> begins;
  for (std::size_t seed = 0; seed < table.seeds.size(); ++seed) {
    begins.push_back(static_cast<std::size_t>(grid.columns));
    std::size_t widest = 0;
    for (const auto& row : table.cells) widest = std::max(widest, row[seed].size());
    grid.columns += static_cast<int>(widest);
  }
  const auto columns = static_cast<std::size_t>(grid.columns);
  for (std::size_t row = 0; row < table.cells.size(); ++row) {
    for (std::size_t seed = 0; seed < table.seeds.size(); ++seed) {
      std::size_t place = row * columns + begins[seed];
      for (const std::size_t picture : table.cells[row][seed]) grid.places[picture] = place++;
    }
  }
  fit(grid, cell);
  return grid;
}

Grid square_grid(std::size_t pictures, int cell) {
  Grid grid;
  grid.columns = std::max(1, static_cast<int>(std::ceil(std::sqrt(static_cast<double>(pictures)))));
  const auto columns = static_cast<std::size_t>(grid.columns);
  grid.rows = std::max(1, static_cast<int>((pictures + columns - 1) / columns));
  for (std::size_t i = 0; i < pictures; ++i) grid.places.push_back(i);
  fit(grid, cell);
  return grid;
}

}  // namespace

Table arrange(std::span<const Record> pictures) {
  const auto has_style = [](const Record& one) { return !one.style.empty(); };
  const auto has_seed = [](const Record& one) { return one.seed.has_value(); };
  if (std::ranges::none_of(pictures, has_style) || !std::ranges::all_of(pictures, has_seed)) {
    return {};
  }
  Positions<std::string> styles;
  Positions<std::int64_t> seeds;
  for (const Record& one : pictures) {
    styles.of(one.style);
    seeds.of(*one.seed);
  }
  Table table = {.styles = styles.values(), .seeds = seeds.values(), .cells = {}};
  if (table.styles.size() * table.seeds.size() > 2 * pictures.size()) return {};
  table.cells.resize(table.styles.size());
  for (auto& row : table.cells) row.resize(table.seeds.size());
  for (std::size_t i = 0; i < pictures.size(); ++i) {
    table.cells[styles.of(pictures[i].style)][seeds.of(*pictures[i].seed)].push_back(i);
  }
  return table;
}

Grid lay_out(const Table& table, std::size_t pictures, int side) {
  const int cell = std::clamp(side, smallest_caption, largest_cell);
  if (!table.styles.empty()) {
    Grid grid = grid_of(table, pictures, cell);
    if (grid.cell >= smallest_cell_of_table) return grid;
  }
  return square_grid(pictures, cell);
}

}  // namespace maulstick::sheet
