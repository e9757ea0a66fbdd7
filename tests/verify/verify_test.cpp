// What pictures say of themselves, and what is said of a picture that was painted again.

#include <gtest/gtest.h>

#include <functional>
#include <nlohmann/json.hpp>

#include "base/file.h"
#include "base/sha256.h"
#include "engine/settings.h"
#include "engine/version.h"
#include "picture/png.h"
#include "support/fingerprint.h"
#include "support/folder.h"
#include "support/throws.h"
#include "verify/claim.h"
#include "verify/verdict.h"

namespace maulstick::verify {
namespace {

using nlohmann::json;
using testing::expect_error;
using What = Cause::What;

Painting some_painting() {
  Painting painting;
  painting.request.prompt = "a lake";
  painting.request.width = 4;
  painting.request.height = 2;
  painting.fingerprint = testing::some_fingerprint();
  painting.image = {.width = 4, .height = 2, .rgb = std::vector<std::uint8_t>(24, 100)};
  painting.losses = {0.5, 0.25, 0.125};
  return painting;
}

class Pictures : public ::testing::Test {
 protected:
  std::filesystem::path save(const Image& image, const std::vector<picture::TextChunk>& texts) {
    write_file_atomically(folder_ / "picture.png", picture::encode_png(image, texts));
    return folder_ / "picture.png";
  }
  std::filesystem::path save(const Painting& painting) {
    return save(painting.image, text_chunks(painting));
  }
  // With its settings changed by hand.
  std::filesystem::path save_edited(const std::function<void(json&)>& edit) {
    const Painting painting = some_painting();
    auto texts = text_chunks(painting);
    json settings = json::parse(texts[1].text);
    edit(settings);
    texts[1].text = settings.dump();
    return save(painting.image, texts);
  }

  testing::TemporaryFolder folder_;
};

std::vector<What> whats(const Verdict& verdict) {
  std::vector<What> list;
  for (const Cause& cause : verdict.causes) list.push_back(cause.what);
  return list;
}

TEST_F(Pictures, say_all_that_it_takes_to_paint_them_again) {
  const Claim claim = read_claim(save(some_painting()));
  EXPECT_EQ(claim.request, some_painting().request);
  EXPECT_EQ(claim.image, some_painting().image);
  EXPECT_EQ(claim.painted_with.model_hash, "0123456789abcdef");
  EXPECT_EQ(claim.painted_with.isa, "AVX2");
  EXPECT_EQ(claim.version, version);
  EXPECT_TRUE(claim.lost.empty());
}

TEST_F(Pictures, that_are_painted_the_same_are_identical_whatever_they_were_painted_with) {
  Painting again = some_painting();
  again.fingerprint.precision = "bfloat16";
  const Verdict verdict = judge(read_claim(save(some_painting())), again);
  EXPECT_TRUE(verdict.identical());
  EXPECT_TRUE(verdict.causes.empty());
  EXPECT_EQ(verdict.difference.share, 0);
}

TEST_F(Pictures, of_which_a_pixel_was_altered_are_found_out) {
  Painting altered = some_painting();
  altered.image.rgb[7] = 101;
  const Verdict verdict = judge(read_claim(save(altered)), some_painting());
  EXPECT_FALSE(verdict.identical());
  EXPECT_EQ(verdict.difference.largest, 1);
  EXPECT_DOUBLE_EQ(verdict.difference.share, 1.0 / 8);
  EXPECT_EQ(whats(verdict), std::vector{What::picture});
  EXPECT_NE(words_of(verdict.causes[0]).find("altered"), std::string::npos);
}

struct Change {
  const char* name;
  void (*apply)(Fingerprint&);
  What what;
};

TEST_F(Pictures, that_differ_are_told_with_what_was_another_then) {
  const Change changes[] = {
      {"model", [](Fingerprint& now) { now.model_hash = "ff"; }, What::model},
      {"precision", [](Fingerprint& now) { now.precision = "bfloat16"; }, What::precision},
      {"device", [](Fingerprint& now) { now.device = "cuda:0"; }, What::device},
      {"isa", [](Fingerprint& now) { now.isa = "AVX512"; }, What::isa},
      {"torch", [](Fingerprint& now) { now.torch = "2.14.0"; }, What::torch}};
  const Claim claim = read_claim(save(some_painting()));
  for (const Change& change : changes) {
    Painting again = some_painting();
    again.image.rgb[0] = 97;
    change.apply(again.fingerprint);
    const Verdict verdict = judge(claim, again);
    EXPECT_EQ(verdict.difference.largest, 3);
    EXPECT_EQ(whats(verdict), std::vector{change.what}) << change.name;
    EXPECT_STREQ(name_of(verdict.causes[0].what), change.name);
  }
}

TEST_F(Pictures, name_the_likeliest_cause_first) {
  Painting again = some_painting();
  again.image.rgb[0] = 0;
  again.fingerprint = {.model = "Other",
                       .model_hash = "ff",
                       .device = "cuda:0",
                       .precision = "float16",
                       .torch = "3.0.0",
                       .isa = "AVX512"};
  const Verdict verdict = judge(read_claim(save(some_painting())), again);
  // What a processor computes with is of no account where a card paints.
  EXPECT_EQ(whats(verdict), (std::vector{What::model, What::precision, What::device, What::torch}));
  EXPECT_EQ(verdict.causes[0].then, "Easel 0123456789");
  EXPECT_EQ(verdict.causes[0].now, "Other ff");
}

// A fingerprint says that a card painted, not which one.
TEST_F(Pictures, of_a_card_do_not_say_that_they_were_altered) {
  Painting painting = some_painting();
  for (const char* device : {"cuda:0", "mps"}) {
    painting.fingerprint.device = device;
    Painting again = painting;
    again.image.rgb[0] = 99;
    const Verdict verdict = judge(read_claim(save(painting)), again);
    EXPECT_EQ(whats(verdict), std::vector{What::unknown}) << device;
  }
}

TEST_F(Pictures, of_another_version_say_so) {
  const auto file =
      save_edited([](json& settings) { settings["painted_with"]["version"] = "0.0.1"; });
  Painting again = some_painting();
  again.image.rgb[0] = 0;
  EXPECT_EQ(whats(judge(read_claim(file), again)), std::vector{What::version});
}

TEST_F(Pictures, without_a_fingerprint_can_be_painted_again_but_not_explained) {
  const auto file = save_edited([](json& settings) { settings.erase("painted_with"); });
  const Claim claim = read_claim(file);
  EXPECT_EQ(claim.painted_with.device, "");
  EXPECT_TRUE(judge(claim, some_painting()).identical());
  Painting again = some_painting();
  again.image.rgb[0] = 0;
  EXPECT_EQ(whats(judge(claim, again)), std::vector{What::unknown});
}

TEST_F(Pictures, whose_settings_could_not_be_taken_over_say_which) {
  const auto file = save_edited([](json& settings) { settings["request"]["cfg"] = 99; });
  Painting again = some_painting();
  again.image.rgb[0] = 0;
  const Verdict verdict = judge(read_claim(file), again);
  EXPECT_EQ(whats(verdict), std::vector{What::settings});
  EXPECT_NE(verdict.causes[0].then.find("99"), std::string::npos) << verdict.causes[0].then;
}

TEST_F(Pictures, of_others_are_refused) {
  const Image image = some_painting().image;
  testing::write(folder_ / "no.png", "no PNG");
  const auto expect = [](const std::filesystem::path& file, const std::string& words) {
    expect_error(ErrorKind::bad_input, words, [&] { read_claim(file); });
  };
  expect(folder_ / "missing.png", "missing.png");
  expect(folder_ / "no.png", "");
  expect(save(image, {}), "no settings");
  expect(save(image, {{"parameters", "a lake\nSteps: 20, Sampler: Euler, Seed: 1"}}),
         "A1111's grammar only");
  expect(save_edited([](json& settings) { settings["format"] = "other"; }), "damaged");
}

TEST_F(Pictures, that_were_cut_or_stopped_are_refused) {
  const Painting painting = some_painting();
  const Image cut = {.width = 2, .height = 2, .rgb = std::vector<std::uint8_t>(12, 100)};
  expect_error(ErrorKind::bad_input, "expected 4x2 pixels, got 2x2",
               [&] { read_claim(save(cut, text_chunks(painting))); });
  auto texts = text_chunks(painting);
  texts.push_back({"Comment", std::string(stopped_comment) + "3 of 50: what it was heading for."});
  expect_error(ErrorKind::bad_input, "not painted to its end",
               [&] { read_claim(save(painting.image, texts)); });
  try {
    read_claim(folder_ / "picture.png");
  } catch (const Error& error) {
    EXPECT_EQ(error.hint(),
              "only pictures that Maulstick has painted to their end can be verified");
  }
}

TEST_F(Pictures, find_their_embeddings_by_what_is_in_them) {
  testing::write(folder_ / "renamed.bin", "bird");
  testing::write(folder_ / "other.bin", "other");
  Painting painting = some_painting();
  painting.embeddings = {{.file = "bird.bin",
                          .sha256 = sha256_of_file(folder_ / "renamed.bin", ErrorKind::bad_input)}};
  const Claim claim = read_claim(save(painting));
  const Request request =
      complete_request(claim, known_files({folder_ / "other.bin", folder_ / "renamed.bin"}));
  EXPECT_EQ(request.embeddings, std::vector{folder_ / "renamed.bin"});
  expect_error(ErrorKind::bad_input, "bird.bin",
               [&] { complete_request(claim, known_files({folder_ / "other.bin"})); });
  expect_error(ErrorKind::bad_input, "got none", [&] { complete_request(claim, {}); });
  expect_error(ErrorKind::bad_input, "gone.bin", [&] { known_files({folder_ / "gone.bin"}); });
}

}  // namespace
}  // namespace maulstick::verify
