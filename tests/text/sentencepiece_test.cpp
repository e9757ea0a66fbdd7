#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <random>
#include <string>
#include <vector>

#include "base/error.h"
#include "support/project_file.h"
#include "text/sentencepiece_tokenizer.h"

namespace maulstick::text {
namespace {

using nlohmann::json;
using testing::project_file;

const std::string& model() {
  static const std::string bytes = project_file("models/easel/tokenizer/prompt/tokenizer.model");
  return bytes;
}

std::vector<std::size_t> begins_of(const std::vector<Piece>& pieces) {
  std::vector<std::size_t> begins;
  begins.reserve(pieces.size());
  for (const Piece& piece : pieces) begins.push_back(piece.begin);
  return begins;
}

TEST(SentencePiece, GivesTheLibrarysIds) {
  const json cases = json::parse(project_file("tests/text/sentencepiece_tokens.json"))["cases"];
  EXPECT_GE(cases.size(), 40U);
  for (const json& row : cases) {
    const std::string text = row["text"];
    const std::vector<Piece> pieces = sentencepiece(model(), row["lower_case"])->pieces(text);
    std::vector<std::int64_t> ids;
    ids.reserve(pieces.size());
    for (const Piece& piece : pieces) ids.push_back(piece.id);
    EXPECT_EQ(ids, row["ids"].get<std::vector<std::int64_t>>()) << row["text"];
    if (row["begin"].is_null()) continue;
    EXPECT_EQ(begins_of(pieces), row["begin"].get<std::vector<std::size_t>>()) << row["text"];
  }
}

// A piece covers the space before its word.
TEST(SentencePiece, SaysWhereEachPieceBeginsInTheTextAsGiven) {
  const struct {
    const char* text;
    std::vector<std::size_t> begins;
  } cases[] = {
      {"", {}},
      {"A campfire", {0, 1}},
      {"  A  CAMPFIRE ", {2, 3}},
      {"\u0130\u0130 campfire", {0, 0, 0, 2, 2, 2, 4}},  // İ has two bytes; i and two of its dot
      {"\u212A campfire", {0, 3}},                       // the Kelvin sign has three and becomes k
      {"\u00C0\u00C0 \u03A3 campfire", {0, 0, 0, 2, 2, 4, 5, 5, 7}},
  };
  const std::unique_ptr<Tokenizer> tokenizer = sentencepiece(model(), true);
  for (const auto& [text, begins] : cases) {
    const std::vector<Piece> pieces = tokenizer->pieces(text);
    std::string tokens;
    for (const Piece& piece : pieces) tokens += piece.token + " ";
    EXPECT_EQ(begins_of(pieces), begins) << text << ": " << tokens;
  }
}

TEST(SentencePiece, SpellsTokensAsTheModelDoes) {
  const std::unique_ptr<Tokenizer> tokenizer = sentencepiece(model(), true);
  const std::vector<Piece> pieces = tokenizer->pieces("A CAMPFIRE");
  ASSERT_EQ(pieces.size(), 2U);
  EXPECT_EQ(pieces[1].token, "▁campfire");
  EXPECT_EQ(tokenizer->spelling(pieces[1].id), "▁campfire");
  for (const std::int64_t id : {std::int64_t{-1}, std::int64_t{1'000'000}, std::int64_t{1} << 40}) {
    EXPECT_EQ(tokenizer->spelling(id), "") << id;
  }
}

bool is_refused(const std::string& bytes) {
  try {
    sentencepiece(bytes, true)->pieces("A campfire at night, \u212B \uFB01 \u6F22 \U0001F525");
  } catch (const Error& error) {
    EXPECT_EQ(error.kind(), ErrorKind::model);
    EXPECT_LT(error.message().size(), 400U);
    return true;
  }
  return false;
}

TEST(SentencePiece, RefusesWhatIsNoModel) {
  const std::string cases[] = {"",
                               "x",
                               "{}",
                               std::string(1000, '\0'),
                               std::string(1000, '\xFF'),
                               model() + "\x07",
                               std::string((64U << 20U) + 1, '\n')};
  ::testing::internal::CaptureStderr();
  ::testing::internal::CaptureStdout();
  for (const std::string& bytes : cases) EXPECT_TRUE(is_refused(bytes)) << bytes.substr(0, 20);
  EXPECT_EQ(::testing::internal::GetCapturedStderr(), "");
  EXPECT_EQ(::testing::internal::GetCapturedStdout(), "");
}

// A changed weight or character cannot be told from a meant one (hashes do that), but nothing
// may crash or be written.
TEST(SentencePiece, SurvivesCutAndFlippedModels) {
  std::mt19937 random(1);  // the raw generator is the same everywhere
  ::testing::internal::CaptureStderr();
  int refused = 0;
  for (int i = 0; i < 100; ++i) {
    std::string cut = model();
    cut.resize(random() % cut.size());
    refused += is_refused(cut) ? 1 : 0;
    std::string flipped = model();
    for (int flips = 0; flips <= i % 4; ++flips) {
      char& byte = flipped[random() % flipped.size()];
      byte = static_cast<char>(static_cast<unsigned char>(byte) ^ (1U << random() % 8));
    }
    refused += is_refused(flipped) ? 1 : 0;
  }
  EXPECT_GT(refused, 60);
  EXPECT_LT(refused, 200);
  EXPECT_EQ(::testing::internal::GetCapturedStderr(), "");
}

// A model of the letter "a" alone, whose character map begins with `root` and has `unit` for an
// "a".
std::string model_with_map(std::uint32_t root, std::uint32_t unit) {
  std::vector<std::uint32_t> units(256, 0x80000000U);  // matches no byte
  units[0] = root;
  units[0x80 ^ 'a'] = unit;
  std::string charsmap("\0\4\0\0", 4);  // the length of what follows, but for the texts
  for (const std::uint32_t value : units) {
    for (unsigned i = 0; i < 4; ++i) charsmap += static_cast<char>(value >> (8 * i) & 0xFFU);
  }
  charsmap += '\0';
  const auto field = [](char tag, const std::string& bytes) {
    const auto low = static_cast<char>(0x80U | (bytes.size() & 0x7FU));
    return std::string{tag, low, static_cast<char>(bytes.size() >> 7U)} + bytes;
  };
  const std::string unknown = "\x0A\x09\x0A\x05<unk>\x18\x02";
  const std::string letter =
      "\x0A\x03\x0A\x01"
      "a";
  return unknown + letter + field('\x1A', field('\x12', charsmap));
}

// The library would write beyond its room for results, or read beyond the map.
TEST(SentencePiece, RefusesACharacterMapThatLeadsAstray) {
  constexpr std::uint32_t root = 0x80U << 10U;  // children from unit 0x80 on
  constexpr std::uint32_t letter = 'a' | (1U << 8U);
  EXPECT_FALSE(is_refused(model_with_map(root, letter)));
  EXPECT_TRUE(is_refused(model_with_map(root, letter | (std::uint32_t{'a'} << 10U))));  // a circle
  EXPECT_TRUE(is_refused(model_with_map(root, letter | (0x400U << 10U))));
  EXPECT_TRUE(is_refused(model_with_map(0x100U << 10U, letter)));
}

}  // namespace
}  // namespace maulstick::text
