#include "picture/png.h"

#include <gtest/gtest.h>
#include <zlib.h>

#include <string>

#include "picture/latin1.h"
#include "support/throws.h"

namespace maulstick::picture {
namespace {

using testing::expect_error;
using namespace std::string_literals;

Image gradient(int width, int height) {
  Image image = {.width = width, .height = height, .rgb = {}};
  for (int i = 0; i < width * height * 3; ++i)
    image.rgb.push_back(static_cast<std::uint8_t>(i * 7));
  return image;
}

std::string big_endian(std::uint32_t value) {
  std::string bytes;
  for (int shift = 24; shift >= 0; shift -= 8) bytes += static_cast<char>(value >> shift & 0xFFU);
  return bytes;
}

std::string chunk(const std::string& type, const std::string& data) {
  const std::string covered = type + data;
  const auto crc =
      crc32(0, reinterpret_cast<const Bytef*>(covered.data()), static_cast<uInt>(covered.size()));
  return big_endian(static_cast<std::uint32_t>(data.size())) + covered +
         big_endian(static_cast<std::uint32_t>(crc));
}

std::string deflated(const std::string& text) {
  std::string bytes(compressBound(static_cast<uLong>(text.size())), '\0');
  auto size = static_cast<uLongf>(bytes.size());
  compress(reinterpret_cast<Bytef*>(bytes.data()), &size,
           reinterpret_cast<const Bytef*>(text.data()), static_cast<uLong>(text.size()));
  return bytes.substr(0, size);
}

std::string with_chunk(const std::string& inserted) {
  std::string png = encode_png(gradient(4, 4), {});
  return png.insert(33, inserted);
}

TEST(Png, pixels_and_texts_come_back) {
  const struct {
    std::string text;
    const char* chunk;
  } cases[] = {{"plain", "tEXt"},
               {"two\nlines, \"quoted\"", "tEXt"},
               {"Grüße", "tEXt"},
               {"漢字 🎨", "iTXt"},
               {"tab\tseparated", "iTXt"},
               {"", "tEXt"},
               {std::string(300'000, 'x'), "tEXt"}};
  for (const auto& [text, type] : cases) {
    const Image image = gradient(37, 19);
    const std::string png = encode_png(image, {{"parameters", text}, {"maulstick", "{}"}});
    EXPECT_EQ(decode_png(png, "test"), image);
    EXPECT_NE(png.find(type), std::string::npos);
    const auto texts = read_text_chunks(png);
    ASSERT_EQ(texts.size(), 2U);
    EXPECT_EQ(texts[0].keyword, "parameters");
    EXPECT_EQ(texts[0].text, text);
    EXPECT_EQ(texts[1].text, "{}");
  }
}

TEST(Png, reads_the_texts_of_other_programs) {
  const struct {
    std::string chunk;
    std::string text;
  } cases[] = {{chunk("tEXt", "k\0Gr\xfc\xdf"s + "e"), "Grüße"},
               {chunk("tEXt", "k\0Gr\xc3\xbc\xc3\x9f"s + "e"), "Grüße"},
               {chunk("zTXt", "k\0\0"s + deflated("packed")), "packed"},
               {chunk("iTXt", "k\0\1\0de\0Schl\0"s + deflated("漢")), "漢"}};
  for (const auto& [inserted, text] : cases) {
    const auto texts = read_text_chunks(with_chunk(inserted));
    ASSERT_EQ(texts.size(), 1U) << text;
    EXPECT_EQ(texts[0].text, text);
  }
}

TEST(Png, samples_are_taken_as_they_are) {
  const Image image = gradient(4, 4);
  EXPECT_EQ(decode_png(with_chunk(chunk("gAMA", big_endian(100'000))), "test"), image);
}

TEST(Png, leaves_hostile_chunks_out) {
  const std::string bomb = deflated(std::string(200'000'000, 'x'));
  const std::string cases[] = {
      chunk("zTXt", "k\0\0"s + bomb),
      chunk("iTXt", "k\0\1\0\0\0"s + bomb),
      chunk("tEXt", "k\0"s + std::string(2'000'000, 'x')),
      chunk("tEXt", "no separator"),
      chunk("iTXt", "k\0\0"s),
      chunk("iTXt", "k\0\0\0\0\0\xff"s),
      chunk("zTXt", "k\0\0 not zlib"s),
      "\0\0\0\5tEXtk\0abcWRONG"s.substr(0, 17),
  };
  for (const std::string& inserted : cases)
    EXPECT_TRUE(read_text_chunks(with_chunk(inserted)).empty());
  EXPECT_TRUE(read_text_chunks(with_chunk("\xff\xff\xff\xfftEXtk\0a"s)).empty());

  std::string many;
  for (int i = 0; i < 100; ++i) many += chunk("tEXt", "k\0"s + std::string(100'000, 'x'));
  EXPECT_LE(read_text_chunks(with_chunk(many)).size(), 42U);  // 4 MiB
}

TEST(Png, refuses_damaged_pictures) {
  const std::string good = encode_png(gradient(64, 64), {});
  expect_error(ErrorKind::bad_input, "no PNG", [] { read_text_chunks("GIF89a"); });
  for (const std::string& bytes :
       {""s, "GIF89a"s, good.substr(0, 40), good.substr(0, good.size() / 2)}) {
    expect_error(ErrorKind::bad_input, "cannot be read", [&] { decode_png(bytes, "test"); });
  }
  std::string huge = good;
  huge.replace(16, 8, big_endian(100'000) + big_endian(100'000));
  const std::string header = huge.substr(12, 17);
  const auto crc = crc32(0, reinterpret_cast<const Bytef*>(header.data()), 17);
  huge.replace(29, 4, big_endian(static_cast<std::uint32_t>(crc)));
  expect_error(ErrorKind::bad_input, "64 megapixels", [&] { decode_png(huge, "test"); });
}

TEST(Latin1, holds_what_it_can_and_says_when_it_cannot) {
  EXPECT_EQ(to_latin1("Grüße\n"),
            "Gr\xfc\xdf"
            "e\n");
  EXPECT_EQ(from_latin1("Gr\xfc\xdf"
                        "e\n"),
            "Grüße\n");
  for (const char* text : {"漢", "€", "\t", "\x7f", "\u0085"})
    EXPECT_FALSE(to_latin1(text)) << text;
}

}  // namespace
}  // namespace maulstick::picture
