#include "styles/style_file.h"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <random>
#include <string>
#include <vector>

#include "styles/styles_csv.h"
#include "styles/styles_json.h"
#include "support/folder.h"
#include "support/reference.h"
#include "support/throws.h"

namespace maulstick::styles {
namespace {

using maulstick::testing::expect_error;
using nlohmann::json;

const std::string header = "name,prompt,negative_prompt\n";

// [[name, prompt, negative], …]
std::vector<Style> styles_of(const json& list) {
  std::vector<Style> styles;
  for (const json& one : list) {
    styles.push_back({.name = one[0], .prompt = one[1], .negative = one[2]});
  }
  return styles;
}

json list_of(const std::vector<Style>& styles) {
  json list = json::array();
  for (const Style& one : styles) list.push_back({one.name, one.prompt, one.negative});
  return list;
}

TEST(StylesCsv, are_read_as_the_web_ui_reads_them) {
  const json cases = maulstick::testing::reference("styles_csv.json")["read"];
  ASSERT_GE(cases.size(), 50U);
  for (const json& one : cases) {
    const auto file = one["file"].get<std::string>();
    EXPECT_EQ(list_of(parse_styles_csv(file, "styles.csv")), one["styles"]) << file;
  }
}

TEST(StylesCsv, are_written_as_the_web_ui_writes_them) {
  const json cases = maulstick::testing::reference("styles_csv.json")["written"];
  ASSERT_GE(cases.size(), 30U);
  for (const json& one : cases) {
    const auto styles = styles_of(one["styles"]);
    EXPECT_EQ(styles_csv(styles), one["file"].get<std::string>());
    EXPECT_EQ(parse_styles_csv(styles_csv(styles), "styles.csv"), styles);
  }
}

// The web UI itself would lose the space at the front.
TEST(StylesCsv, come_back_with_spaces_at_the_front) {
  const std::vector<Style> styles = {{.name = "n", .prompt = " ink ", .negative = "  "}};
  EXPECT_EQ(parse_styles_csv(styles_csv(styles), "styles.csv"), styles);
}

TEST(StylesCsv, lines_end_in_any_way) {
  const auto styles = parse_styles_csv("name,prompt\ra,\"1\r2\"\r\rb,3\r", "styles.csv");
  EXPECT_EQ(list_of(styles), json({{"a", "1\r2", ""}, {"b", "3", ""}}));
}

TEST(StylesCsv, leave_out_what_has_no_words_and_refuse_what_would_be_a_divider) {
  const std::vector<Style> empty = {{.name = "n", .prompt = "", .negative = ""}};
  EXPECT_TRUE(parse_styles_csv(styles_csv(empty), "styles.csv").empty());
  const std::vector<Style> divider = {{.name = "--- x", .prompt = "p", .negative = ""}};
  expect_error(ErrorKind::bad_input, "divider", [&] { styles_csv(divider); });
}

TEST(StylesCsv, are_refused_with_the_line) {
  using namespace std::string_literals;
  const struct {
    std::string file;
    const char* words;
  } cases[] = {
      {"ink,wet\n", "(styles.csv, line 1): expected columns name, prompt"},
      {"\n\nname\nx\n", "styles.csv, line 3"},
      {"name,prompt,name\n", "a column stands twice"},
      {"name,prompt,text\n", "a column stands twice"},
      {header + "a,b,c\nd,\"e\n\n", "(styles.csv, line 3): expected a closing \""},
      {header + "\"a\nb\",c,\n", "(styles.csv, line 2)"},  // a name of two lines
      {header + "a,\"b\nc\" d,\n", "(styles.csv, line 3): expected a comma"},
      {header + "a,\"b\nc\",\nx,y,z,w\n", "(styles.csv, line 4): expected 3 fields"},
      {header + ",ink,\n", "(styles.csv, line 2)"},
      {header + "a,b\n\xFF,c\n", "(styles.csv, line 3): expected UTF-8"},
      {header + "a,b\0c\n"s, "NUL"},
      {header + "a," + std::string(longest_prompt + 1, 'x') + "\n", "too long"},
      {header + "a" + std::string(1000, ','), "at most 1000"},
      {"\xFF\xFEn\0a\0"s, "UTF-8"},
      {"{\"name\": \"json\"}", "columns name, prompt"},
  };
  for (const auto& one : cases) {
    expect_error(ErrorKind::bad_input, one.words,
                 [&] { parse_styles_csv(one.file, "styles.csv"); });
  }
}

TEST(StylesCsv, empty_fields_behind_the_last_column_do_not_matter) {
  EXPECT_EQ(parse_styles_csv(header + "a,b,c,, ,\n,,,,,,\n", "styles.csv").size(), 1U);
}

TEST(StylesCsv, are_limited_in_number) {
  std::string file = header;
  for (std::size_t i = 0; i < most_styles; ++i) file += "n" + std::to_string(i) + ",p,\n";
  EXPECT_EQ(parse_styles_csv(file, "styles.csv").size(), most_styles);
  EXPECT_EQ(parse_styles_csv(file + "n0,again,\n", "styles.csv").front().prompt, "again");
  expect_error(ErrorKind::bad_input, "at most 10000",
               [&] { parse_styles_csv(file + "one more,p,\n", "styles.csv"); });
}

TEST(StylesJson, are_those_of_fooocus_and_guidance) {
  const std::string file = R"([
    {"name": "ink", "prompt": "ink of {prompt}", "negative_prompt": "colour"},
    {"name": "enhance", "negative_prompt": "blur", "description": {"any": ["thing"]}},
    {"name": "Ink", "prompt": "later", "negative_prompt": null,
     "guidance": {"clip": 300, "cfg": 7.5}}
  ])";
  const auto styles = parse_styles_json(file, "mine.json");
  ASSERT_EQ(styles.size(), 2U);
  EXPECT_EQ(styles[0], (Style{.name = "Ink",
                              .prompt = "later",
                              .negative = "",
                              .controls = {{"clip", 300}, {"cfg", 7.5}}}));
  EXPECT_EQ(styles[1].negative, "blur");
  EXPECT_TRUE(parse_styles_json("[]", "mine.json").empty());
}

TEST(StylesJson, come_back) {
  std::vector<Style> styles = built_in_styles();
  styles.push_back({.name = "水墨 \"ink\"",
                    .prompt = "a\r\n\tb \\ {prompt}",
                    .negative = " ",
                    .controls = {{"start", 0.1}, {"composition", 0}}});
  EXPECT_EQ(parse_styles_json(styles_json(styles), "mine.json"), styles);
  EXPECT_EQ(parse_styles_json(styles_json({}), "mine.json"), std::vector<Style>{});
}

TEST(StylesJson, are_refused_with_the_entry) {
  const struct {
    const char* file;
    const char* words;
  } cases[] = {
      {"", "valid JSON"},
      {"{}", "a list of objects"},
      {"[1]", "(mine.json, entry 1): expected an object"},
      {R"([{"name": "a"}, {}])", "(mine.json, entry 2)"},
      {R"([{"name": 5}])", "text under \"name\""},
      {R"([{"name": "a", "prompt": ["b"]}])", "text under \"prompt\""},
      {R"([{"name": "a", "name": "b"}])", "each key once"},
      {R"([{"name": "a", "guidance": 5}])", "an object under \"guidance\""},
      {R"([{"name": "a", "guidance": {"clip": "5"}}])", "a number under \"clip\""},
      {R"([{"name": "a", "guidance": {"clip": 1001}}])", "0 to 1000"},
      {R"([{"name": "a", "guidance": {"clip": 1e999}}])", "valid JSON"},
      {R"([{"name": "a", "guidance": {"sharp": 1}}])", "one of steps"},
      {R"([{"name": "a\u0000b"}])", "NUL"},
      {"[{\"name\": \"\xFF\"}]", "valid JSON"},
  };
  for (const auto& one : cases) {
    expect_error(ErrorKind::bad_input, one.words,
                 [&] { parse_styles_json(one.file, "mine.json"); });
  }
  expect_error(ErrorKind::bad_input, "nesting",
               [] { parse_styles_json(std::string(100'000, '['), "mine.json"); });
}

TEST(StyleFile, is_known_by_its_ending) {
  const maulstick::testing::TemporaryFolder folder;
  maulstick::testing::write(folder / "a.CSV", header + "mine,ink,\n");
  maulstick::testing::write(folder / "a.json", R"([{"name": "Pencil", "prompt": "soft"}])");
  maulstick::testing::write(folder / "a.txt", "");
  EXPECT_EQ(read_style_file(folder / "a.CSV").front().name, "mine");
  const auto known = known_styles(folder / "a.json");
  EXPECT_EQ(known.size(), 6U);
  EXPECT_EQ(find_style(known, "pencil")->prompt, "soft");
  EXPECT_EQ(known_styles({}), built_in_styles());
  for (const char* name : {"a.txt", "none.csv", "none", "."}) {
    EXPECT_THROW(read_style_file(folder / name), Error) << name;
  }
}

TEST(StyleFile, of_any_bytes_is_styles_or_an_error) {
  std::mt19937 random(3);
  const std::string signs = "a,\"\n\r {}[]:#-\\\xC3\xA9\xFF";
  for (int round = 0; round < 20'000; ++round) {
    std::string text = round % 2 == 0 ? header : "[{\"name\":\"";
    for (auto left = random() % 24; left > 0; --left) text += signs[random() % signs.size()];
    try {
      for (const Style& style :
           round % 2 == 0 ? parse_styles_csv(text, "f") : parse_styles_json(text, "f")) {
        check_style(style, "f");
      }
    } catch (const Error& error) {
      ASSERT_EQ(error.kind(), ErrorKind::bad_input) << text;
    }
  }
}

}  // namespace
}  // namespace maulstick::styles
