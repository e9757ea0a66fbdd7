#include "engine/restore.h"

#include <gtest/gtest.h>

#include <chrono>
#include <nlohmann/json.hpp>
#include <random>

#include "engine/parameters.h"
#include "engine/random_request.h"
#include "engine/settings.h"
#include "engine/settings_json.h"
#include "support/fingerprint.h"
#include "support/reference.h"
#include "support/throws.h"

namespace maulstick {
namespace {

using nlohmann::json;
using testing::drawn_request;
using testing::expect_error;

using Strings = std::vector<std::string>;

Painting painting_of(const Request& request) {
  Painting painting;
  painting.request = request;
  painting.fingerprint = testing::some_fingerprint();
  painting.fingerprint.model = "Easel: small, \"round\"";
  painting.fingerprint.model_hash = std::string(64, 'a');
  painting.embeddings = {{"bird.bin", std::string(64, 'b')}};
  return painting;
}

picture::TextChunk chunk_of(const Painting& painting, std::string_view keyword) {
  const auto chunks = text_chunks(painting);
  return *std::ranges::find(chunks, keyword, &picture::TextChunk::keyword);
}

Restored restore_settings(const json& settings) {
  return restore({{"maulstick", settings.dump()}});
}

Request sized() {
  Request request;
  request.width = request.height = 64;
  return request;
}

json settings_json() {
  return json::parse(chunk_of(painting_of({}), "maulstick").text);
}

TEST(Restore, gives_back_every_request) {
  std::mt19937 random(1);
  for (int round = 0; round < 2000; ++round) {
    const Request request = drawn_request(random);
    ASSERT_NO_THROW(check(request));
    const Restored restored = restore(text_chunks(painting_of(request)));
    ASSERT_EQ(restored.request, request) << request_json(request).dump();
    EXPECT_EQ(restored.origin, Restored::Origin::maulstick);
    EXPECT_EQ(restored.adjusted, Strings());
    EXPECT_EQ(restored.not_restored, Strings());
    EXPECT_EQ(restored.model, "Easel: small, \"round\"");
    EXPECT_EQ(restored.model_hash, std::string(64, 'a'));
    ASSERT_EQ(restored.embeddings.size(), 1U);
    EXPECT_EQ(restored.embeddings[0].file, "bird.bin");
    EXPECT_EQ(restored.embeddings[0].sha256, std::string(64, 'b'));
  }
}

TEST(Restore, gives_back_what_parameters_carry) {
  std::mt19937 random(2);
  const std::string prompts[] = {"a lake", "a lake\nat night, \"(x:1.2)\"", "火 🔥 [b]", ""};
  for (int round = 0; round < 2000; ++round) {
    Request request = drawn_request(random);
    request.prompt = prompts[random() % std::size(prompts)];
    request.negative = prompts[random() % std::size(prompts)];
    request.moves.clear();
    request.width = std::max(request.width, 1);
    request.height = std::max(request.height, 1);
    if (request.guidance.mode == guidance::Mode::reference) {
      request.guidance.strength = Request().guidance.strength;
    }
    const Restored restored = restore({chunk_of(painting_of(request), "parameters")});
    ASSERT_EQ(restored.request, request) << parameters_text(painting_of(request));
    EXPECT_EQ(restored.origin, Restored::Origin::a1111);
    EXPECT_EQ(restored.adjusted, Strings());
    EXPECT_EQ(restored.not_restored, Strings());
    EXPECT_EQ(restored.model, "Easel: small, \"round\"");
  }
}

TEST(Restore, says_that_parameters_lack_the_moves) {
  Request request = sized();
  request.moves = {{10, "clip", 3}, {20, "clip", 4}};
  const Restored restored = restore({chunk_of(painting_of(request), "parameters")});
  EXPECT_EQ(restored.not_restored, Strings{"Guidance moves: 2"});
}

TEST(Restore, reads_what_the_web_ui_writes) {
  const char* text =
      "portrait of a (knight:1.3), [fog] <lora:armour_v2:0.8>\nhighly detailed\n"
      "Negative prompt: blurry, (bad:1.4)\nhands\n"
      "Steps: 150, Sampler: DPM++ 2M, Schedule type: Karras, CFG scale: 30.5, Seed: 965640382, "
      "Size: 512x768, Model hash: 6ce0161689, Model: v1-5-pruned, Denoising strength: 0.7, "
      "Clip skip: 2, Hires upscale: 2, Lora hashes: \"armour_v2: 0a1b, other: 2c3d\", "
      "Version: v1.10.1";
  const Restored restored = restore({{"parameters", text}});
  const Request& request = restored.request;
  EXPECT_EQ(request.prompt, "portrait of a (knight:1.3), [fog] \nhighly detailed");
  EXPECT_EQ(request.negative, "blurry, (bad:1.4)\nhands");
  EXPECT_TRUE(request.weights);
  EXPECT_EQ(request.steps, 100);
  EXPECT_EQ(request.cfg, 20);
  EXPECT_EQ(request.seed, 965640382);
  EXPECT_EQ(request.width, 512);
  EXPECT_EQ(request.height, 768);
  EXPECT_EQ(restored.model, "v1-5-pruned");
  EXPECT_EQ(restored.model_hash, "6ce0161689");
  EXPECT_EQ(restored.adjusted, (Strings{"Steps: 150 → 100", "CFG scale: 30.5 → 20"}));
  EXPECT_EQ(restored.not_restored,
            (Strings{"Sampler: DPM++ 2M", "Schedule type: Karras", "Denoising strength: 0.7",
                     "Clip skip: 2", "Hires upscale: 2",
                     "Lora hashes: armour_v2: 0a1b, other: 2c3d", "<lora:armour_v2:0.8>"}));
}

TEST(Restore, tells_what_else_prompts_of_the_web_ui_can_do) {
  const struct {
    const char* prompt;
    const char* told;
  } cases[] = {{"a AND b", "AND"},
               {"a BREAK b", "BREAK"},
               {"a [b:c:0.5]", "[a:b:0.5]"},
               {"a [b|c]", "[a|b]"},
               {"a [(b:1.2)] LAND (c|d) \\[e:f\\]", nullptr}};
  for (const auto& [prompt, told] : cases) {
    const Restored restored = restore_parameters(prompt);
    EXPECT_EQ(restored.request.prompt, prompt);
    EXPECT_EQ(restored.not_restored.size(), told == nullptr ? 0U : 1U) << prompt;
    if (told == nullptr || restored.not_restored.empty()) continue;
    EXPECT_NE(restored.not_restored[0].find(told), std::string::npos);
  }
}

TEST(Restore, keeps_what_the_web_ui_does_not_name) {
  Request base;
  base.guidance.scales[0] = 77;
  base.guidance.mode = guidance::Mode::relative;
  base.negative = "rain";
  base.seed = 7;
  base.moves = {{10, "clip", 3}};
  base.embeddings = {"bird.bin"};
  const Restored restored =
      restore_parameters("a lake\nSteps: 20, CFG scale: 7, Size: 64x64", base);
  Request expected = base;
  expected.prompt = "a lake";
  expected.negative = "";
  expected.steps = 20;
  expected.cfg = 7;
  expected.width = expected.height = 64;
  expected.weights = true;
  expected.moves.clear();
  expected.embeddings.clear();
  EXPECT_EQ(restored.request, expected);
  EXPECT_EQ(restore(text_chunks(painting_of({})), base).request, Request());
}

TEST(Restore, brings_values_into_their_ranges) {
  json settings = settings_json();
  json& request = settings["request"];
  request["steps"] = 7.5;
  request["clip"] = -3;
  request["cfg"] = 1e300;
  request["width"] = 1'000'000;
  request["seed"] = -2;
  request["height"] = "tall";
  request["prompt"] = std::string("a\0b", 3);
  request["negative"] = std::string(70'000, 'x');
  request["moves"] = {{{"step", 5}, {"control", "clip"}, {"value", 5000}},
                      {{"step", 99}, {"control", "clip"}, {"value", 5}},
                      {{"step", 2}, {"control", "strength"}, {"value", 5}},
                      {{"step", 2}, {"control", "cfg"}, {"value", 5}},
                      {{"step", "x"}}};
  request["new"] = {1, 2};
  const Restored restored = restore_settings(settings);
  EXPECT_EQ(restored.request.prompt, "ab");
  EXPECT_EQ(restored.request.negative.size(), longest_prompt);
  EXPECT_EQ(restored.request.steps, 10);
  EXPECT_EQ(restored.request.seed, Request().seed);
  EXPECT_EQ(restored.request.moves, (std::vector<Move>{{2, "strength", 5}, {5, "clip", 1000}}));
  EXPECT_EQ(restored.adjusted.size(), 7U) << json(restored.adjusted).dump(1);
  EXPECT_EQ(restored.not_restored.size(), 6U) << json(restored.not_restored).dump(1);
}

TEST(Restore, takes_no_path_from_a_picture) {
  json settings = settings_json();
  settings["request"]["embeddings"] = {
      {{"file", "../../x/bird.bin"}, {"sha256", std::string(64, 'c')}},
      {{"file", "x/.."}, {"sha256", std::string(64, 'c')}},
      {{"file", "b.bin"}, {"sha256", "c"}}};
  const Restored restored = restore_settings(settings);
  ASSERT_EQ(restored.embeddings.size(), 1U);
  EXPECT_EQ(restored.embeddings[0].file, "bird.bin");
  EXPECT_EQ(restored.not_restored.size(), 2U);
}

TEST(Restore, falls_back_to_parameters) {
  const picture::TextChunk parameters = chunk_of(painting_of(sized()), "parameters");
  for (const char* damaged : {"", "{", "[]", "{}", "{\"format\": 3}", "\xff"}) {
    const Restored restored = restore({{"maulstick", damaged}, parameters});
    EXPECT_EQ(restored.origin, Restored::Origin::a1111);
    EXPECT_EQ(restored.request, sized());
    EXPECT_EQ(restored.not_restored.size(), 1U);
    expect_error(ErrorKind::bad_input, "damaged", [&] { restore({{"maulstick", damaged}}); });
  }
}

TEST(Restore, says_whose_settings_it_does_not_understand) {
  const struct {
    std::vector<picture::TextChunk> texts;
    const char* words;
  } cases[] = {{{}, "no settings"},
               {{{"Software", "me"}, {"Comment", "Created with GIMP"}}, "no settings"},
               {{{"prompt", "{\"3\": {}}"}, {"workflow", "{}"}}, "ComfyUI"},
               {{{"invokeai_metadata", "{}"}}, "InvokeAI"},
               {{{"Dream", "\"a lake\" -s 50"}}, "InvokeAI"},
               {{{"fooocus_scheme", "fooocus"}, {"parameters", "{\"prompt\": \"a\"}"}}, "Fooocus"},
               {{{"parameters", "{\"sui_image_params\": {\"prompt\": \"a\"}}"}}, "JSON"},
               {{{"Software", "NovelAI"}, {"Comment", "{}"}}, "NovelAI"},
               {{{"parameters", " \n"}}, "empty"},
               {{{"parameters", "a\xff"}}, "UTF-8"},
               {{{"parameters", std::string((1U << 20U) + 1, 'x')}}, "too long"}};
  for (const auto& [texts, words] : cases) {
    expect_error(ErrorKind::bad_input, words, [&texts = texts] { restore(texts); });
  }
}

TEST(Restore, fits_the_size_to_a_model) {
  const SizeRules rules = {.unit = 64, .width = 512, .height = 512};
  Restored restored;
  restored.request.width = 500;
  restored.request.height = 7;
  fit_size(restored, rules);
  EXPECT_EQ(restored.request.width, 512);
  EXPECT_EQ(restored.request.height, 64);
  EXPECT_EQ(restored.adjusted, (Strings{"width: 500 → 512", "height: 7 → 64"}));
  Restored fine;
  fit_size(fine, rules);
  EXPECT_EQ(fine.request.width, 0);
  EXPECT_EQ(fine.adjusted, Strings());
}

TEST(Parameters, are_taken_apart_as_the_reference_does_it) {
  const auto cases = testing::reference("parameters.json")["cases"];
  ASSERT_GT(cases.size(), 500U);
  for (const auto& one : cases) {
    const auto text = one["text"].get<std::string>();
    const Parameters given = read_parameters(text);
    EXPECT_EQ(given.prompt, one["prompt"].get<std::string>()) << one["text"];
    EXPECT_EQ(given.negative, one["negative"].get<std::string>()) << one["text"];
    using Values = std::vector<std::pair<std::string, std::string>>;
    EXPECT_EQ(given.values, one["values"].get<Values>()) << one["text"];
  }
}

// ------------------------------------------------------------------------------- hostile pictures

// Restores or refuses; and what is restored can be painted.
void survive(const std::vector<picture::TextChunk>& texts) {
  try {
    const Restored restored = restore(texts);
    ASSERT_NO_THROW(check(restored.request));
    EXPECT_LE(restored.not_restored.size(), 101U);
    EXPECT_LE(restored.adjusted.size(), 100U);
    for (const std::string& entry : restored.not_restored) EXPECT_LE(entry.size(), 400U);
    // What was restored is restored again.
    Painting again;
    again.request = restored.request;
    EXPECT_EQ(restore(text_chunks(again)).request, restored.request);
  } catch (const Error& error) {
    EXPECT_EQ(static_cast<int>(error.kind()), static_cast<int>(ErrorKind::bad_input));
  }
}

std::string mutated(std::mt19937& random, std::string text) {
  static const std::string inserts[] = {"\"",
                                        "{",
                                        "}",
                                        "[",
                                        "]",
                                        ":",
                                        ",",
                                        "\n",
                                        "\\",
                                        "-1",
                                        "1e999",
                                        "NaN",
                                        "null",
                                        "999999999999999999999",
                                        std::string(1, '\0'),
                                        "\xff",
                                        "\xed\xa0\x80",
                                        "(",
                                        ")",
                                        "<lora:",
                                        ">",
                                        "Steps: "};
  for (auto count = 1 + random() % 4; count > 0 && !text.empty(); --count) {
    const std::size_t at = random() % text.size();
    switch (random() % 5) {
      case 0: text[at] = static_cast<char>(random()); break;
      case 1: text.erase(at, random() % 20); break;
      case 2: text.insert(at, inserts[random() % std::size(inserts)]); break;
      case 3: text.insert(at, text.substr(random() % text.size(), random() % 50)); break;
      default:
        if (random() % 10 == 0) text.resize(at);
    }
  }
  return text;
}

TEST(Restore, survives_damaged_texts) {
  std::mt19937 random(3);
  for (int round = 0; round < 4000; ++round) {
    auto texts = text_chunks(painting_of(drawn_request(random)));
    for (auto& chunk : texts) chunk.text = mutated(random, chunk.text);
    if (random() % 2 == 0) texts.pop_back();
    survive(texts);
  }
}

json odd_value(std::mt19937& random) {
  static const char* values[] = {"null",
                                 "true",
                                 "-1",
                                 "0",
                                 "1e300",
                                 "-1e300",
                                 "1.5",
                                 "18446744073709551615",
                                 "[]",
                                 "{}",
                                 "[[[[1]]]]",
                                 "\"\"",
                                 "\"relative\"",
                                 "\"\\u0000\"",
                                 "{\"a\": 1}",
                                 "[{}]",
                                 "[null, 3]",
                                 "[{\"step\": 1e9, \"control\": \"clip\", \"value\": 1}]",
                                 "[{\"step\": 3, \"control\": \"clip\", \"value\": null}]",
                                 "[{\"file\": 3}, {\"file\": \"/\", \"sha256\": \"\"}]",
                                 "9223372036854775808",
                                 "4294967296"};
  return json::parse(values[random() % std::size(values)]);
}

TEST(Restore, survives_values_of_other_kinds) {
  std::mt19937 random(4);
  for (int round = 0; round < 4000; ++round) {
    json settings = settings_json();
    json& inside = random() % 4 == 0 ? settings : settings["request"];
    for (auto& [key, value] : inside.items()) {
      if (random() % 4 == 0) value = odd_value(random);
    }
    survive({{"maulstick", settings.dump()}});
  }
}

std::string repeated(std::string_view unit, std::size_t bytes) {
  std::string text;
  while (text.size() + unit.size() <= bytes) text += unit;
  return text;
}

TEST(Restore, takes_no_longer_than_texts_are_long) {
  for (const char* unit :
       {"a", "ab:", "ab: \"", "ab: \"\\", "ab,", "<a:", "<", "[", "[:", "\n", " ", "AND", "(", "火",
        "\"", "a: ", "Negative prompt:\n", "ab: \"c\", "}) {
    const auto begin = std::chrono::steady_clock::now();
    survive({{"parameters", repeated(unit, 1U << 20U)}});
    survive({{"parameters", "a\n" + repeated(unit, 900'000) + "x: 1, Steps: 3, Seed: 4"}});
    survive({{"maulstick", repeated(unit, 1U << 20U)}});
    const std::chrono::duration<double> taken = std::chrono::steady_clock::now() - begin;
    EXPECT_LT(taken.count(), 10) << unit;
  }
}

}  // namespace
}  // namespace maulstick
