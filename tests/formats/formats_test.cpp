#include <gtest/gtest.h>

#include <array>
#include <bit>
#include <cstring>
#include <filesystem>
#include <string>
#include <vector>

#include "formats/pickle.h"
#include "formats/safetensors.h"
#include "formats/textual_inversion.h"
#include "formats/zip.h"
#include "support/folder.h"
#include "support/throws.h"

namespace maulstick::formats {
namespace {

using testing::contents;
using testing::expect_error;
using testing::TemporaryFolder;

const std::filesystem::path samples = MAULSTICK_SOURCE_DIR "/tests/reference/data/embeddings";

std::string safetensors(const std::string& header, const std::string& data) {
  std::string bytes(8, '\0');
  const std::uint64_t length = header.size();
  std::memcpy(bytes.data(), &length, 8);
  return bytes + header + data;
}

TEST(Safetensors, reads_what_it_writes) {
  const std::array<float, 6> values = {0, 1, 2, 3, 4, 5};
  const std::string bytes(reinterpret_cast<const char*>(values.data()), sizeof values);
  const TensorView view = {.type = ElementType::float32, .shape = {2, 3}, .bytes = bytes};
  const std::string file = write_safetensors({{"a", view}, {"b/000", view}}, {{"k", "v\n\"é"}});
  const SafetensorsView read = read_safetensors(file, "test", ErrorKind::model);
  ASSERT_EQ(read.tensors.size(), 2U);
  EXPECT_EQ(read.tensors.at("b/000").bytes, bytes);
  EXPECT_EQ(read.tensors.at("a").shape, (std::vector<std::int64_t>{2, 3}));
  EXPECT_EQ(read.metadata.at("k"), "v\n\"é");
}

TEST(Safetensors, refuses_what_does_not_add_up) {
  const std::string good = R"({"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}})";
  const std::string eight(8, '\0');
  EXPECT_NO_THROW(read_safetensors(safetensors(good, eight), "test", ErrorKind::model));
  const struct {
    std::string bytes;
    std::string words;
  } cases[] = {
      {"", "at least 8 bytes"},
      {std::string(8, '\xff'), "header"},
      {safetensors("{", eight), "valid JSON"},
      {safetensors("[]", eight), "a JSON object"},
      {safetensors(good, "short"), "data inside the file"},
      {safetensors(R"({"a":{"dtype":"F32","shape":[3],"data_offsets":[0,8]}})", eight), "12 bytes"},
      {safetensors(R"({"a":{"dtype":"F64","shape":[1],"data_offsets":[0,8]}})", eight), "F32, F16"},
      {safetensors(R"({"a":{"dtype":"F32","shape":[-2],"data_offsets":[0,8]}})", eight),
       "whole numbers"},
      {safetensors(R"({"a":{"dtype":"F32","shape":[2],"data_offsets":[8,0]}})", eight),
       "data inside"},
      {safetensors(R"({"a":{"dtype":"F32","shape":[4294967296,4294967296],"data_offsets":[0,8]}})",
                   eight),
       "fits its data"},
      {safetensors(R"({"a":{"dtype":"F32","shape":[8,8,8,8,8,8],"data_offsets":[0,8]}})", eight),
       "fits its data"},
      {safetensors(R"({"a":{"shape":[2],"data_offsets":[0,8]}})", eight), "a dtype"},
      {safetensors(R"({"a":1})", eight), "an object"},
      {safetensors(R"({"__metadata__":{"a":1}})", eight), "texts"},
  };
  for (const auto& [bytes, words] : cases) {
    expect_error(ErrorKind::model, words,
                 [&, &file = bytes] { read_safetensors(file, "test", ErrorKind::model); });
  }
}

struct Expected {
  std::string file;
  std::string token;
  std::int64_t vectors;
  ElementType type;
};

TEST(TextualInversion, reads_every_layout) {
  const Expected cases[] = {
      {"hugging_face.bin", "<birb-style>", 1, ElementType::float32},
      {"two_tokens.bin", "<a>", 1, ElementType::float32},
      {"parameter.bin", "<p>", 1, ElementType::float32},
      {"a1111.pt", "birb", 3, ElementType::bfloat16},
      {"token.safetensors", "<birb-style>", 2, ElementType::float32},
      {"my-bird.safetensors", "my-bird", 4, ElementType::float16},
  };
  for (const Expected& expected : cases) {
    const auto found = read_textual_inversion(samples / expected.file);
    ASSERT_FALSE(found.empty()) << expected.file;
    EXPECT_EQ(found[0].token, expected.token);
    EXPECT_EQ(found[0].vectors, expected.vectors);
    EXPECT_EQ(found[0].width, 8);
    EXPECT_EQ(found[0].type, expected.type);
    ASSERT_EQ(found[0].bytes.size(),
              static_cast<std::size_t>(expected.vectors) * 8 * size_of(expected.type));
    if (expected.type != ElementType::float32) continue;
    for (std::size_t i = 0; i < found[0].bytes.size() / 4; ++i) {
      float value = 0;
      std::memcpy(&value, found[0].bytes.data() + 4 * i, 4);
      EXPECT_EQ(value, static_cast<float>(i / 8) + static_cast<float>(i % 8) / 16) << expected.file;
    }
  }
  EXPECT_EQ(read_textual_inversion(samples / "two_tokens.bin")[1].token, "<b>");
}

TEST(TextualInversion, refuses_other_files_in_words) {
  const struct {
    std::string file;
    std::string words;
  } cases[] = {{"sdxl.safetensors", "SDXL"},
               {"strided.bin", "a dense tensor"},
               {"text.bin", "without a tensor"},
               {"integers.bin", "Float, Half or BFloat16"},
               {"code.bin", "the constructors of tensors"},
               {"before_1_6.bin", "no embedding found"},
               {"plain_pickle.bin", "no embedding found"},
               {"none.bin", "No such file"}};
  for (const auto& [file, words] : cases) {
    expect_error(ErrorKind::bad_input, words,
                 [&, &name = file] { read_textual_inversion(samples / name); });
  }
  EXPECT_FALSE(std::filesystem::exists("/tmp/maulstick-pickle-ran"));
}

// Cut and bit-flipped files give an Error or a result, and never anything else; the sanitizer
// preset sees what lies beyond.
TEST(TextualInversion, survives_damage) {
  const TemporaryFolder folder;
  for (const char* name : {"hugging_face.bin", "a1111.pt", "token.safetensors"}) {
    const std::string bytes = contents(samples / name);
    const auto path = folder / name;
    for (std::size_t i = 0; i < bytes.size(); i += 3) {
      std::string damaged = bytes;
      damaged[i] = static_cast<char>(damaged[i] ^ (1 << (i % 8)));
      for (const std::string& version : {damaged, bytes.substr(0, i)}) {
        testing::write(path, version);
        try {
          read_textual_inversion(path);
        } catch (const Error& error) {
          EXPECT_EQ(error.kind(), ErrorKind::bad_input);
        }
      }
    }
  }
}

TEST(Pickle, refuses_hostile_programs) {
  const std::string deep =
      "\x80\x02" + std::string(40'000, ')') + std::string(39'999, '\x86') + ".";
  EXPECT_NO_THROW(read_pickle(deep, "test"));  // nesting costs no stack
  expect_error(ErrorKind::bad_input, "at most 100000 values",
               [] { read_pickle("\x80\x02" + std::string(200'000, 'N') + ".", "test"); });
  const std::string cases[] = {"",
                               ".",
                               "\x80\x02.",
                               "\x80\x02(",
                               "\x80\x02h\x01.",
                               "\x80\x02"
                               "cos\nsystem\n)R.",
                               "\x80\x02}}s.",
                               "\x80\x02(t",
                               "\x80\x02"
                               "X\xff\xff\xff\xffx.",
                               "\x80\x02\x8a\x09"
                               "123456789.",
                               std::string("\x80\x02K\x01Q."),
                               "\x80\x02i",
                               "\x80\x02(."};
  for (const std::string& bytes : cases) {
    expect_error(ErrorKind::bad_input, "pickle", [&] { read_pickle(bytes, "test"); });
  }
}

TEST(Zip, refuses_archives_that_do_not_add_up) {
  const std::string good = contents(samples / "hugging_face.bin");
  EXPECT_NO_THROW(read_stored_zip(good, "test"));
  for (std::size_t size = 0; size < good.size(); size += 11) {
    expect_error(ErrorKind::bad_input, "zip",
                 [&] { read_stored_zip(good.substr(0, size), "test"); });
  }
}

}  // namespace
}  // namespace maulstick::formats
