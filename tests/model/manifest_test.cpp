#include "model/manifest.h"

#include <gtest/gtest.h>

#include <functional>
#include <nlohmann/json.hpp>
#include <string>

#include "model/bundle.h"
#include "support/folder.h"
#include "support/throws.h"

namespace maulstick::model {
namespace {

using nlohmann::json;
using testing::expect_error;
using testing::TemporaryFolder;

const std::filesystem::path easel = MAULSTICK_SOURCE_DIR "/models/easel";

json easel_manifest() {
  return json::parse(testing::contents(easel / "manifest.json"));
}

TEST(Manifest, of_easel_is_read) {
  const Manifest manifest = parse_manifest(easel_manifest().dump(), "test");
  EXPECT_EQ(manifest.latents.channels, 4);
  EXPECT_EQ(manifest.latents.factor, 8);
  EXPECT_EQ(manifest.text_encoder.tokenizer.kind, TokenizerKind::sentencepiece);
  EXPECT_EQ(manifest.text_encoder.tokenizer.frame.length, 77);
  EXPECT_EQ(manifest.files.size(), easel_manifest()["files"].size());
}

TEST(Manifest, may_have_a_map_for_previews) {
  json manifest = easel_manifest();
  manifest["latents"]["preview"] =
      json::array({{1, 2, 3}, {4, 5, 6}, {7, 8, 9}, {10, 11, 12}, {0.1, 0.2, 0.3}});
  const Manifest with = parse_manifest(manifest.dump(), "test");
  ASSERT_TRUE(with.latents.preview);
  EXPECT_EQ((*with.latents.preview)[3][0], 10);
  EXPECT_EQ((*with.latents.preview)[4][2], 0.3);
  manifest["latents"].erase("preview");
  EXPECT_FALSE(parse_manifest(manifest.dump(), "test").latents.preview);
}

TEST(Manifest, names_the_field_that_is_wrong) {
  const struct {
    std::string pointer;
    json value;  // discarded: the field is removed
    std::string words;
  } cases[] = {
      {"/format", "zip", "format"},
      {"/format_version", 2, "format_version"},
      {"/format_version", "1", "format_version"},
      {"/name", 7, "name"},
      {"/files", json::array(), "files"},
      {"/files/..~1x", {{"bytes", 1}, {"sha256", std::string(64, 'a')}}, "names inside the bundle"},
      {"/files/~1etc~1passwd",
       {{"bytes", 1}, {"sha256", std::string(64, 'a')}},
       "names inside the bundle"},
      {"/files/a~1..~1..~1b",
       {{"bytes", 1}, {"sha256", std::string(64, 'a')}},
       "names inside the bundle"},
      {"/files/a\\b", {{"bytes", 1}, {"sha256", std::string(64, 'a')}}, "names inside the bundle"},
      {"/files/unet.pt/bytes", -1, "unet.pt.bytes"},
      {"/files/unet.pt/bytes", 1e300, "unet.pt.bytes"},
      {"/files/unet.pt/sha256", "abc", "unet.pt"},
      {"/files/unet.pt", nullptr, "unet.pt"},
      {"/unet/module", "elsewhere.pt", "unet.module"},
      {"/unet/context_width", 5, "unet.context_width"},
      {"/latents/channels", 9, "latents.channels"},
      {"/latents/scale", 0, "latents.scale"},
      {"/latents/scale", "big", "latents.scale"},
      {"/latents/width", 100, "latents.width"},
      {"/latents/factor", 18446744073709551615ULL, "latents.factor"},
      {"/latents/preview", "map", "latents.preview"},
      {"/latents/preview", json::array({{1, 2, 3}}), "five rows"},
      {"/latents/preview/4", json::array({1, 2}), "latents.preview"},
      {"/latents/preview/0/2", "red", "latents.preview"},
      {"/latents/preview/0/2", 1e9, "latents.preview"},
      {"/schedule/prediction", "v_prediction", "schedule.prediction"},
      {"/schedule/beta_end", 0.0001, "schedule.beta_end"},
      {"/schedule/train_timesteps", 0, "schedule.train_timesteps"},
      {"/text_encoder/length", 2, "text_encoder.length"},
      {"/text_encoder/tokenizer/kind", "wordpiece", "text_encoder.tokenizer.kind"},
      {"/text_encoder/tokenizer/end", 100000, "text_encoder.tokenizer.end"},
      {"/text_encoder/tokenizer/lower_case", 1, "text_encoder.tokenizer.lower_case"},
      {"/clip/pooling", "mean", "clip.pooling"},
      {"/clip/mean", json::array({1, 2}), "clip.mean"},
      {"/clip/std", json::array({0, 1, 1}), "clip.std"},
      {"/clip", json(json::value_t::discarded), "clip"},
      {"/schedule", json(json::value_t::discarded), "schedule"},
      {"/reference", json(json::value_t::discarded), "reference"},
  };
  for (const auto& [pointer, value, words] : cases) {
    json manifest = easel_manifest();
    if (value.is_discarded()) {
      manifest.erase(pointer.substr(1));
    } else {
      manifest[json::json_pointer(pointer)] = value;
    }
    expect_error(ErrorKind::model, words, [&] { parse_manifest(manifest.dump(), "test"); });
  }
  expect_error(ErrorKind::model, "an object", [] { parse_manifest("[]", "test"); });
}

// A copy of Easel that tests may damage.
class BundleTest : public ::testing::Test {
 protected:
  BundleTest() {
    std::filesystem::copy(easel, folder_ / "easel", std::filesystem::copy_options::recursive);
  }
  [[nodiscard]] std::filesystem::path bundle() const { return folder_ / "easel"; }
  TemporaryFolder folder_;
};

TEST_F(BundleTest, is_sound_as_it_was_exported) {
  EXPECT_NO_THROW(Bundle::open(bundle()).require_sound());
}

TEST_F(BundleTest, one_flipped_bit_in_any_file_is_found) {
  const Bundle opened = Bundle::open(bundle());
  for (const auto& [name, entry] : opened.manifest().files) {
    const std::string sound = testing::contents(bundle() / name);
    std::string damaged = sound;
    damaged[damaged.size() / 2] = static_cast<char>(damaged[damaged.size() / 2] ^ 1);
    testing::write(bundle() / name, damaged);
    expect_error(ErrorKind::model, "another SHA-256", [&] { opened.require_sound(); });
    testing::write(bundle() / name, sound);
  }
  EXPECT_NO_THROW(opened.require_sound());
}

TEST_F(BundleTest, missing_cut_and_linked_files_are_found) {
  const Bundle opened = Bundle::open(bundle());
  const std::string unet = testing::contents(bundle() / "unet.pt");
  testing::write(bundle() / "unet.pt", unet.substr(0, unet.size() - 1));
  expect_error(ErrorKind::model, std::to_string(unet.size() - 1) + " bytes",
               [&] { opened.require_sound(); });
  std::filesystem::remove(bundle() / "unet.pt");
  expect_error(ErrorKind::model, "missing", [&] { opened.require_sound(); });
  std::filesystem::create_symlink(easel / "unet.pt", bundle() / "unet.pt");
  expect_error(ErrorKind::model, "leads out", [&] { opened.require_sound(); });
}

TEST_F(BundleTest, what_is_no_bundle_is_refused) {
  expect_error(ErrorKind::model, "a bundle folder", [&] { Bundle::open(folder_ / "none"); });
  expect_error(ErrorKind::model, "manifest.json", [&] { Bundle::open(folder_.path()); });
  testing::write(bundle() / "manifest.json", std::string(manifest_limit + 1, ' '));
  expect_error(ErrorKind::model, "at most", [&] { Bundle::open(bundle()); });
}

}  // namespace
}  // namespace maulstick::model
