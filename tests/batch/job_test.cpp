#include "batch/job.h"

#include <gtest/gtest.h>

#include <cmath>
#include <nlohmann/json.hpp>
#include <set>
#include <string>

#include "base/error.h"
#include "batch/job_id.h"
#include "support/project_file.h"
#include "support/throws.h"

namespace maulstick::batch {
namespace {

using nlohmann::json;
using testing::expect_error;
using testing::project_file;

Job job_of(const std::string& text, int number = 1,
           const std::vector<styles::Style>& styles = styles::built_in_styles()) {
  return read_job({.number = number, .text = text}, styles);
}

bool is_accepted(const std::string& text) {
  try {
    job_of(text);
    return true;
  } catch (const Error& error) {
    EXPECT_EQ(error.kind(), ErrorKind::bad_input);
    EXPECT_NE(error.message().find("line 1"), std::string::npos) << error.message();
    return false;
  }
}

// tests/system/test_job_schema.py holds the schema against the same table.
TEST(Job, is_taken_and_refused_as_the_table_says) {
  const json table = json::parse(project_file("tests/batch/job_lines.json"));
  ASSERT_GT(table.size(), 200U);
  for (const json& row : table) {
    EXPECT_EQ(is_accepted(row["line"]), row["accepted"].get<bool>()) << row["line"];
  }
}

TEST(Job, has_the_ranges_and_defaults_of_the_schema) {
  const json schema = json::parse(project_file("docs/jobs.schema.json"));
  const json& properties = schema["properties"];
  std::set<std::string> known = {"id",     "style", "prompt",  "negative", "seed",     "width",
                                 "height", "mode",  "weights", "cap",      "embedding"};
  for (const Control& control : controls()) {
    known.insert(control.name);
    ASSERT_TRUE(properties.contains(control.name)) << control.name;
    const json& entry = properties[control.name];
    EXPECT_EQ(entry["type"], control.whole ? "integer" : "number") << control.name;
    EXPECT_EQ(entry["minimum"], control.minimum) << control.name;
    EXPECT_EQ(entry["maximum"], control.maximum) << control.name;
    EXPECT_EQ(entry["default"], control.value(Request())) << control.name;
  }
  for (const auto& [name, entry] : properties.items()) EXPECT_EQ(known.count(name), 1U) << name;
  EXPECT_EQ(properties.size(), known.size());
}

TEST(Job, is_painted_with_generate_s_defaults) {
  const Job job = job_of("{}", 7);
  EXPECT_EQ(job.request, Request());
  EXPECT_EQ(job.style, "");
  EXPECT_EQ(job.line, 7);
}

TEST(Job, takes_every_key) {
  const Job job = job_of(R"({"id": "a", "prompt": "a lake", "negative": "rain", "seed": -1,
    "steps": 20, "cfg": 7.5, "clip": 100, "frequency": 5, "composition": 6, "every": 2,
    "start": 0.5, "strength": 8, "mode": "relative", "cap": true, "weights": true, "width": 64,
    "height": 128,
    "embedding": ["a.bin", "b.pt"]})");
  EXPECT_EQ(job.id, "a");
  const Request& request = job.request;
  EXPECT_EQ(request.prompt, "a lake");
  EXPECT_EQ(request.negative, "rain");
  EXPECT_EQ(request.seed, -1);
  EXPECT_EQ(request.steps, 20);
  EXPECT_EQ(request.cfg, 7.5);
  EXPECT_EQ(request.guidance.scales, (std::vector<double>{100, 5, 6}));
  EXPECT_EQ(request.guidance.every, 2);
  EXPECT_EQ(request.guidance.start, 0.5);
  EXPECT_EQ(request.guidance.strength, 8);
  EXPECT_EQ(request.guidance.mode, guidance::Mode::relative);
  EXPECT_EQ(request.guidance.gradient_norm, guidance::GradientNorm::cap);
  EXPECT_TRUE(request.weights);
  EXPECT_EQ(request.width, 64);
  EXPECT_EQ(request.height, 128);
  EXPECT_EQ(request.embeddings, (std::vector<std::filesystem::path>{"a.bin", "b.pt"}));
  EXPECT_EQ(job_of(R"({"embedding": "a.bin"})").request.embeddings.size(), 1U);
}

TEST(Job, says_which_line_and_key_are_wrong) {
  const auto expect = [](const std::string& text, const std::string& words) {
    expect_error(ErrorKind::bad_input, words, [&text] { job_of(text, 3); });
  };
  expect(R"({"steps": 5})", R"(out of range (line 3, "steps"): expected 10 to 100, got 5)");
  expect(R"({"steps": 10.5})",
         R"(not a whole number (line 3, "steps"): expected a whole number, 10 to 100, got 10.5)");
  expect(R"({"cfg": "8"})", R"((line 3, "cfg"): expected a number from 1 to 20, got "8")");
  expect(R"({"stpes": 5})",
         R"(not known (line 3): expected an option of generate, "id" or "style", )"
         R"(got "stpes")");
  expect(R"({"steps": 10, "steps": 10})", R"((line 3): expected each key once, got "steps" twice)");
  expect(R"([1])", "no job (line 3): expected a JSON object, got array");
  expect(R"({"id": "../a"})", R"((line 3, "id"))");
  expect(std::string(longest_line + 1, ' '), "too long (line 3)");
  expect("{\"prompt\": \"caf\xe9\"}", "(line 3)");
  expect("{\"prompt\": \"" + std::string(65537, 'x') + "\"}", R"((line 3, "prompt"))");
  EXPECT_TRUE(is_accepted("{\"prompt\": \"" + std::string(65536, 'x') + "\"}"));
}

TEST(Job, gets_a_known_style_by_its_name_in_any_case) {
  const Job job = job_of(R"({"prompt": "a lake", "style": "WaterColor"})");
  EXPECT_EQ(job.style, "watercolor");
  EXPECT_EQ(job.request.prompt, "a lake, watercolor painting, soft wash, paper texture");
}

TEST(Job, takes_another_style_for_words) {
  EXPECT_EQ(job_of(R"({"prompt": "a lake", "style": "woodcut"})").request.prompt,
            "a lake, woodcut");
  EXPECT_EQ(job_of(R"({"prompt": "a lake", "style": "ink of {prompt}"})").request.prompt,
            "ink of a lake");
}

TEST(Job, says_more_than_its_style) {
  const std::vector<styles::Style> styles = {
      {.name = "loud", .prompt = "loud", .negative = "", .controls = {{"clip", 300}, {"cfg", 12}}}};
  const Job job = job_of(R"({"style": "loud", "clip": 5})", 1, styles);
  EXPECT_EQ(job.request.guidance.scales[0], 5);
  EXPECT_EQ(job.request.cfg, 12);
}

TEST(Job, does_not_grow_beyond_a_prompt_with_its_style) {
  const std::string half(40000, 'x');
  const std::string text = json({{"prompt", half}, {"style", half}}).dump();
  expect_error(ErrorKind::bad_input, R"((line 1, "style"))", [&text] { job_of(text); });
}

TEST(DefaultId, depends_on_the_settings_alone) {
  const std::string id = job_of(R"({"prompt": "a lake", "seed": 7})").id;
  EXPECT_EQ(id.size(), 16U);
  EXPECT_EQ(id.find_first_not_of("0123456789abcdef"), std::string::npos);
  EXPECT_EQ(id, job_of(R"({"seed": 7.0, "steps": 50, "prompt": "a lake", "cfg": 8})", 9).id);
  EXPECT_EQ(job_of(R"({"prompt": "a lake", "style": "red"})").id,
            job_of(R"({"prompt": "a lake, red"})").id);
  std::set<std::string> ids = {id};
  for (const char* text :
       {"{}", R"({"seed": 7})", R"({"prompt": "a lake"})", R"({"prompt": "a lake", "seed": 8})",
        R"({"prompt": "a lake", "seed": 7, "cap": true})", R"({"embedding": "a"})",
        R"({"embedding": "b"})", R"({"embedding": ["a", "b"]})"}) {
    EXPECT_TRUE(ids.insert(job_of(text).id).second) << text;
  }
}

TEST(DefaultId, stays_what_it_is) {
  // People find their pictures by it, and another version of the program resumes their batches.
  EXPECT_EQ(job_of(R"({"prompt": "a lake", "seed": 7})").id, "554c9265485f91b1");
}

TEST(BadLine, keeps_the_id_it_gives) {
  const auto id_of = [](const std::string& text) {
    return id_of_bad_line({.number = 7, .text = text});
  };
  EXPECT_EQ(id_of(R"({"id": "a", "steps": 5})"), "a");
  EXPECT_EQ(id_of(R"({"steps": 5})"), "line-7");
  EXPECT_EQ(id_of(R"({"id": "../a", "steps": 5})"), "line-7");
  EXPECT_EQ(id_of(R"({"id": 5})"), "line-7");
  EXPECT_EQ(id_of(R"({"id": "a")"), "line-7");
  EXPECT_EQ(id_of(R"(["id", "a"])"), "line-7");
  EXPECT_EQ(id_of(std::string(longest_line + 1, 'x')), "line-7");
}

}  // namespace
}  // namespace maulstick::batch
