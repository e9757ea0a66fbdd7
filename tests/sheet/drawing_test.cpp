#include <gtest/gtest.h>

#include <algorithm>
#include <cstdint>
#include <string>

#include "sheet/canvas.h"
#include "sheet/thumbnail.h"

namespace maulstick::sheet {
namespace {

constexpr Colour white = {255, 255, 255};

Image picture(int width, int height, std::uint8_t (*value)(int x, int y, int c)) {
  Image image = {.width = width, .height = height, .rgb = {}};
  for (int y = 0; y < height; ++y) {
    for (int x = 0; x < width; ++x) {
      for (int c = 0; c < 3; ++c) image.rgb.push_back(value(x, y, c));
    }
  }
  return image;
}

TEST(ScaledDown, takes_the_mean_of_what_a_pixel_covers) {
  const Image checks = picture(4, 4, [](int x, int y, int c) -> std::uint8_t {
    return static_cast<std::uint8_t>((x + y) % 2 == 0 ? 40 * c : 200);
  });
  const Image small = scaled_down(checks, 2);
  EXPECT_EQ(small, picture(2, 2, [](int, int, int c) -> std::uint8_t {
              return static_cast<std::uint8_t>(100 + 20 * c);
            }));
  // Three pixels to two: the middle one counts half on each side.
  const Image thirds = picture(3, 1, [](int x, int, int) -> std::uint8_t {
    return static_cast<std::uint8_t>(x == 1 ? 240 : 0);
  });
  EXPECT_EQ(scaled_down(thirds, 2),
            picture(2, 1, [](int, int, int) -> std::uint8_t { return 80; }));
}

TEST(ScaledDown, keeps_shapes_and_what_is_small) {
  const auto grey = [](int, int, int) -> std::uint8_t { return 90; };
  const struct {
    int width, height, side, new_width, new_height;
  } cases[] = {{64, 64, 256, 64, 64},    {256, 256, 256, 256, 256}, {512, 256, 256, 256, 128},
               {100, 301, 100, 33, 100}, {2048, 1, 16, 16, 1},      {3, 2000, 10, 1, 10}};
  for (const auto& one : cases) {
    EXPECT_EQ(scaled_down(picture(one.width, one.height, grey), one.side),
              picture(one.new_width, one.new_height, grey));
  }
}

TEST(DataUri, is_base64) {
  const std::string start = "data:image/jpeg;base64,";
  const struct {
    std::string bytes;
    const char* text;
  } cases[] = {{"", ""},
               {"f", "Zg=="},
               {"fo", "Zm8="},
               {"foo", "Zm9v"},
               {"foob", "Zm9vYg=="},
               {"fooba", "Zm9vYmE="},
               {"foobar", "Zm9vYmFy"},
               {"\xFF\xFF\xFE", "///+"}};
  for (const auto& one : cases) EXPECT_EQ(data_uri(one.bytes), start + one.text);
}

TEST(Jpeg, begins_and_ends_as_one) {
  const std::string jpeg = encode_jpeg(blank(17, 9, white));
  EXPECT_TRUE(jpeg.starts_with("\xFF\xD8\xFF"));
  EXPECT_TRUE(jpeg.ends_with("\xFF\xD9"));
}

TEST(LayOn, leaves_out_what_lies_outside) {
  const auto grey = [](int, int, int) -> std::uint8_t { return 90; };
  const Image small = picture(4, 4, grey);
  for (const Point at : {Point{-2, -2}, Point{8, 8}, Point{-4, 0}, Point{10, 0}, Point{3, -100}}) {
    Image sheet = blank(10, 10, white);
    lay_on(sheet, small, at);
    EXPECT_EQ(sheet.rgb.size(), 300U);
  }
  Image sheet = blank(10, 10, white);
  lay_on(sheet, small, {.x = 8, .y = -3});
  EXPECT_EQ(std::ranges::count(sheet.rgb, 90), 2 * 3);
  EXPECT_EQ(sheet.rgb[9 * 3], 90);
}

TEST(WriteText, stays_within_its_width) {
  for (const std::string& text :
       {std::string("0007-watercolor-seed42"), std::string(500, 'W'), std::string("水墨 ink"),
        std::string("\x01\x7F\n\xFF"), std::string()}) {
    Image sheet = blank(120, 20, white);
    write_text(sheet, text, {.x = 10, .y = 4}, 80);
    int dark = 0;
    for (int y = 0; y < sheet.height; ++y) {
      for (int x = 0; x < sheet.width; ++x) {
        if (sheet.rgb[(static_cast<std::size_t>(y) * 120 + static_cast<std::size_t>(x)) * 3] == 255)
          continue;
        ++dark;
        EXPECT_TRUE(x >= 10 && x < 90 && y >= 4 && y < 16) << x << " " << y << " " << text;
      }
    }
    EXPECT_EQ(dark > 0, !text.empty()) << text;
  }
}

TEST(WriteText, writes_different_letters) {
  Image one = blank(40, 20, white);
  Image other = one;
  write_text(one, "seed 1", {.x = 0, .y = 4}, 40);
  write_text(other, "seed 2", {.x = 0, .y = 4}, 40);
  EXPECT_NE(one, other);
}

}  // namespace
}  // namespace maulstick::sheet
