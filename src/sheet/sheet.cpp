#include "sheet/sheet.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <fstream>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/error.h"
#include "base/file.h"
#include "engine/restore.h"
#include "picture/png.h"
#include "sheet/canvas.h"
#include "sheet/layout.h"
#include "sheet/page.h"
#include "sheet/thumbnail.h"

namespace maulstick::sheet {
namespace {

namespace fs = std::filesystem;

constexpr std::uintmax_t picture_limit = std::uintmax_t{256} << 20U;
constexpr Colour paper = {255, 255, 255};
constexpr int line_height = 12;

// Of a thumbnail in the page: the more there are, the smaller, so that the page can still be
// opened.
int thumbnail_side(std::size_t pictures) {
  if (pictures <= 500) return 256;
  return pictures <= 5000 ? 160 : 96;
}

// The longer side of a picture, by the first bytes of its file; 0: it is none.
std::uint32_t side_of(const fs::path& picture) {
  // Signature, length and type of the header, width, height: big-endian.
  std::array<unsigned char, 24> bytes = {};
  std::ifstream file(picture, std::ios::binary);
  if (!file.read(reinterpret_cast<char*>(bytes.data()), bytes.size())) return 0;
  const auto number = [&bytes](std::size_t at) {
    std::uint32_t value = 0;
    for (std::size_t i = at; i < at + 4; ++i) value = value << 8U | bytes[i];
    return value;
  };
  return std::max(number(16), number(20));
}

int largest_side_of(const fs::path& folder, const std::vector<Record>& pictures) {
  std::uint32_t largest = 0;
  for (const Record& one : pictures) {
    largest = std::max(largest, side_of(picture_path(folder, one.id)));
  }
  return static_cast<int>(std::min<std::uint32_t>(largest, largest_cell));
}

std::string prompt_of(std::string_view png) {
  try {
    return restore(picture::read_text_chunks(png)).request.prompt;
  } catch (const Error&) {  // a picture of somebody else's
    return {};
  }
}

std::string second_line(const Record& record) {
  std::string text = record.style;
  if (record.seed) text += (text.empty() ? "seed " : ", seed ") + std::to_string(*record.seed);
  return text;
}

void draw(const Record& record, const Image& image, const Grid& grid, std::size_t place,
          Image& sheet) {
  const auto columns = static_cast<std::size_t>(grid.columns);
  const int left = grid.gap + static_cast<int>(place % columns) * (grid.cell + grid.gap);
  const int top =
      grid.gap + static_cast<int>(place / columns) * (grid.cell + grid.caption + grid.gap);
  const Image small = scaled_down(image, grid.cell);
  lay_on(sheet, small,
         {.x = left + (grid.cell - small.width) / 2, .y = top + (grid.cell - small.height) / 2});
  if (grid.caption == 0) return;
  const int below = top + grid.cell + 2;
  write_text(sheet, record.id, {.x = left, .y = below}, grid.cell);
  write_text(sheet, second_line(record), {.x = left, .y = below + line_height}, grid.cell);
}

Card card_of(const Image& image, std::string prompt, int side) {
  const Image small = scaled_down(image, side);
  return {.prompt = std::move(prompt),
          .thumbnail = data_uri(encode_jpeg(small)),
          .width = small.width,
          .height = small.height};
}

}  // namespace

Sheet make_sheet(const fs::path& folder, Account& account) {
  const Table table = arrange(account.pictures);
  const Grid grid =
      lay_out(table, account.pictures.size(), largest_side_of(folder, account.pictures));
  const int side = thumbnail_side(account.pictures.size());
  Sheet sheet = {.page = {}, .grid = blank(grid.width, grid.height, paper)};
  std::vector<Card> cards(account.pictures.size());
  for (std::size_t i = 0; i < cards.size(); ++i) {
    const Record& record = account.pictures[i];
    const fs::path path = picture_path(folder, record.id);
    try {
      const std::string png =
          read_file(path, {.bytes = picture_limit, .blame = ErrorKind::bad_input});
      const Image image = picture::decode_png(png, path.string());
      draw(record, image, grid, grid.places[i], sheet.grid);
      cards[i] = card_of(image, prompt_of(png), side);
    } catch (const Error& error) {
      if (error.kind() != ErrorKind::bad_input) throw;
      ++account.damaged;
      account.failed.push_back({.id = record.id, .line = record.line, .error = error.message()});
    }
  }
  sheet.page = page(account, cards, table);
  return sheet;
}

}  // namespace maulstick::sheet
