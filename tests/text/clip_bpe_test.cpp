#include "text/clip_bpe.h"

#include <gtest/gtest.h>

#include <chrono>
#include <nlohmann/json.hpp>
#include <numeric>
#include <sstream>
#include <string>
#include <vector>

#include "base/error.h"
#include "support/project_file.h"

namespace maulstick::text {
namespace {

using nlohmann::json;
using testing::project_file;

json reference(const std::string& name) {
  return json::parse(project_file("tests/text/" + name));
}

std::string utf8(unsigned code_point) {
  if (code_point < 0x80) return {static_cast<char>(code_point)};
  return {static_cast<char>(0xC0U | (code_point >> 6U)),
          static_cast<char>(0x80U | (code_point & 0x3FU))};
}

// CLIP's order: the bytes that are printable, then stand-ins for the others; the same at a word's
// end; one token a merge; start and end.
std::string full_vocabulary(const std::string& merges) {
  std::vector<std::string> tokens;
  for (unsigned c = 0x21; c < 0x100; ++c) {
    if (c < 0x7F || (c > 0xA0 && c != 0xAD)) tokens.push_back(utf8(c));
  }
  for (unsigned c = 0x100; tokens.size() < 256; ++c) tokens.push_back(utf8(c));
  for (std::size_t i = 0; i < 256; ++i) tokens.push_back(tokens[i] + "</w>");
  std::istringstream lines(merges);
  std::string line;
  for (std::getline(lines, line); std::getline(lines, line);) {
    tokens.push_back(line.erase(line.find(' '), 1));
  }
  tokens.insert(tokens.end(), {"<|startoftext|>", "<|endoftext|>"});
  json vocabulary = json::object();
  for (std::size_t i = 0; i < tokens.size(); ++i) vocabulary[tokens[i]] = i;
  return vocabulary.dump();
}

const Tokenizer& full_tokenizer() {
  static const std::unique_ptr<Tokenizer> tokenizer = [] {
    const std::string merges = project_file("scripts/maulstick_export/clip_merges.txt");
    return clip_bpe(full_vocabulary(merges), merges);
  }();
  return *tokenizer;
}

std::vector<std::int64_t> ids_of(const std::vector<Piece>& pieces) {
  std::vector<std::int64_t> ids;
  ids.reserve(pieces.size());
  for (const Piece& piece : pieces) ids.push_back(piece.id);
  return ids;
}

std::vector<std::size_t> begins_of(const std::vector<Piece>& pieces) {
  std::vector<std::size_t> begins;
  begins.reserve(pieces.size());
  for (const Piece& piece : pieces) begins.push_back(piece.begin);
  return begins;
}

void expect_cases(const Tokenizer& tokenizer, const json& cases, std::size_t least) {
  EXPECT_GE(cases.size(), least);
  for (const json& row : cases) {
    const std::string text = row["text"];
    const std::vector<Piece> pieces = tokenizer.pieces(text);
    EXPECT_EQ(ids_of(pieces), row["ids"].get<std::vector<std::int64_t>>()) << row["text"];
    if (row["begin"].is_null()) continue;
    EXPECT_EQ(begins_of(pieces), row["begin"].get<std::vector<std::size_t>>()) << row["text"];
  }
}

TEST(ClipBpe, GivesTheLibrarysIds) {
  expect_cases(full_tokenizer(), reference("clip_tokens.json")["cases"], 280);
}

TEST(ClipBpe, KnowsItsSpecialTokensByTheirExactNames) {
  struct {
    const char* text;
    std::vector<std::int64_t> ids;
  } const cases[] = {
      {"A futuristic city with neon lights", {320, 30987, 1305, 593, 13919, 3073}},
      {"A<|StartOfText|>b <|endoftext|> x",
       {320, 27, 347, 993, 6659, 4160, 91, 285, 321, 49407, 343}},
      {"İstanbul ΣΑΣ", {328, 16384, 11231, 139, 225, 138, 109, 139, 481}},
      {"<|startoftext|><|endoftext|>", {49406, 49407}},
  };
  for (const auto& [text, ids] : cases)
    EXPECT_EQ(ids_of(full_tokenizer().pieces(text)), ids) << text;
}

TEST(ClipBpe, SaysWhereEachPieceBegins) {
  struct {
    const char* text;
    std::vector<std::size_t> begins;
  } const cases[] = {
      {"", {}},
      {"  A \u00A0 cat", {2, 7}},            // the no-break space has two bytes
      {"e\u0301 x", {0, 4}},                 // three bytes compose to a character of two
      {"\u0130 x", {0, 0, 3}},               // one character becomes two
      {"\u212A x", {0, 4}},                  // the Kelvin sign becomes k
      {"\u1112\u1161\u11AB x", {0, 0, 10}},  // three letters of Hangul become one syllable
      {"a<|endoftext|>b", {0, 1, 14}},
      {"x <|ENDOFTEXT|>", {0, 2, 3, 4, 9, 13, 14}},
      {"it's 42!", {0, 2, 5, 6, 7}},
      {"q\u0307\u0323", {0, 3, 3, 1}},  // the dot below goes first, in two tokens
  };
  for (const auto& [text, begins] : cases) {
    const std::vector<Piece> pieces = full_tokenizer().pieces(text);
    std::string tokens;
    for (const Piece& piece : pieces) tokens += piece.token + " ";
    EXPECT_EQ(begins_of(pieces), begins) << text << ": " << tokens;
  }
}

TEST(ClipBpe, SpellsTokensAsTheVocabularyDoes) {
  const std::vector<Piece> pieces = full_tokenizer().pieces("neon <|endoftext|>");
  ASSERT_EQ(pieces.size(), 2U);
  EXPECT_EQ(pieces[0].token, "neon</w>");
  EXPECT_EQ(pieces[1].token, "<|endoftext|>");
  EXPECT_EQ(full_tokenizer().spelling(13919), "neon</w>");
  EXPECT_EQ(full_tokenizer().spelling(49406), "<|startoftext|>");
  for (const std::int64_t id : {std::int64_t{-1}, std::int64_t{49408}, std::int64_t{1} << 40}) {
    EXPECT_EQ(full_tokenizer().spelling(id), "") << id;
  }
}

TEST(ClipBpe, TakesLongWordsInTheirStride) {
  const json tokens = reference("clip_tokens.json");
  EXPECT_GE(tokens["long"].size(), 5U);
  for (const json& row : tokens["long"]) {
    std::string text;
    for (int i = 0; i < row["repeat"]; ++i) text += row["unit"];
    const auto start = std::chrono::steady_clock::now();
    const std::vector<std::int64_t> ids = ids_of(full_tokenizer().pieces(text));
    EXPECT_LT(std::chrono::steady_clock::now() - start, std::chrono::seconds(2)) << row["unit"];
    EXPECT_EQ(ids.size(), row["count"]) << row["unit"];
    EXPECT_EQ(std::accumulate(ids.begin(), ids.end(), std::int64_t{0}), row["sum"]) << row["unit"];
  }
}

TEST(ClipBpe, SurvivesTextThatIsNoUtf8) {
  for (const char* text :
       {"\xFF", "a\xC3", "\xED\xA0\x80", "\xF4\x90\x80\x80", "<|\x80|>", "\xCC"}) {
    EXPECT_FALSE(full_tokenizer().pieces(text).empty());
  }
}

TEST(ClipBpe, WorksWithASmallVocabulary) {
  const json small = reference("clip_small.json");
  const std::string merges = small["merges"];
  expect_cases(*clip_bpe(small["vocab"].dump(), merges), small["cases"], 15);
  std::string other_line_ends;
  for (const char c : merges) other_line_ends += c == '\n' ? "\r\n" : std::string(1, c);
  expect_cases(*clip_bpe(small["vocab"].dump(), other_line_ends), small["cases"], 15);
}

// The message of the error that these files give.
std::string fault(const std::string& vocabulary, const std::string& merges) {
  try {
    clip_bpe(vocabulary, merges);
  } catch (const Error& error) {
    EXPECT_EQ(error.kind(), ErrorKind::model);
    return error.message();
  }
  return "no error";
}

TEST(ClipBpe, RefusesBadVocabularies) {
  const std::string special = R"("<|startoftext|>":7,"<|endoftext|>":8)";
  const struct {
    std::string vocabulary;
    const char* message;
  } cases[] = {
      {"", "valid JSON"},
      {"{", "valid JSON"},
      {"{\"a\":1," + special, "valid JSON"},
      {"{\"a\":1," + special + "} x", "valid JSON"},
      {"{\"\xFF\":1," + special + "}", "valid JSON"},
      {"[]", "expected an object of tokens and ids, got an array"},
      {"3", "expected an object of tokens and ids, got 3"},
      {std::string(100'000, '['), "an array"},
      {"{\"a\":{\"b\":1}}", "for \"a\", got an object"},
      {"{\"a\":-1," + special + "}", "for \"a\", got -1"},
      {"{\"a\":1.5," + special + "}", "for \"a\", got 1.5"},
      {"{\"a\":2147483648," + special + "}", "for \"a\", got 2147483648"},
      {"{\"a\":1e999," + special + "}", "valid JSON"},
      {"{\"a\":\"1\"," + special + "}", "for \"a\", got a string"},
      {"{\"a\":null," + special + "}", "for \"a\", got null"},
      {"{\"a\":[]," + special + "}", "for \"a\", got an array"},
      {"{\"a\":1,\"a\":2," + special + "}", "\"a\" twice"},
      {"{\"a\":1,\"b\":1," + special + "}", "expected each id once, got 1 for \"a\" and \"b\""},
      {"{\"a\":1,\"<|endoftext|>\":2}", "the token \"<|startoftext|>\""},
      {"{\"a\":1,\"<|startoftext|>\":2}", "the token \"<|endoftext|>\""},
      {"{" + special + "}", "letters of the byte alphabet"},
      {std::string((32U << 20U) + 1, ' '), "at most 32 MiB"},
  };
  for (const auto& [vocabulary, message] : cases) {
    EXPECT_NE(fault(vocabulary, "").find(message), std::string::npos)
        << vocabulary.substr(0, 100) << ": " << fault(vocabulary, "");
  }
}

TEST(ClipBpe, RefusesBadMerges) {
  const std::string vocabulary = R"({"a":0,"b":1,"ab":2,"<|startoftext|>":7,"<|endoftext|>":8})";
  const struct {
    std::string merges;
    const char* message;
  } cases[] = {
      {"a b\nab\n", "line 2): expected two tokens with one space between them, got \"ab\""},
      {"a b c\n", "line 1"},
      {"a  b\n", "line 1"},
      {" a b\n", "line 1"},
      {"a \n", "line 1"},
      {"\n", "line 1"},
      {"#version: 0.2\na b\n\n", "line 3"},
      {"#version: 0.2\na b\na b", "line 3): expected each pair once, got \"a b\""},
      {"a x\n", "line 1): expected tokens of the vocabulary, got \"ax\""},
      {"x b\n", "got \"xb\""},
      {"b a\n", "got \"ba\""},
      {"a\tb\n", "line 1"},
      {std::string((32U << 20U) + 1, 'a'), "at most 32 MiB"},
  };
  EXPECT_EQ(fault(vocabulary, "#version: 0.2\na b\n"), "no error");
  EXPECT_EQ(fault(vocabulary, ""), "no error");
  for (const auto& [merges, message] : cases) {
    EXPECT_NE(fault(vocabulary, merges).find(message), std::string::npos)
        << merges.substr(0, 100) << ": " << fault(vocabulary, merges);
  }
}

}  // namespace
}  // namespace maulstick::text
