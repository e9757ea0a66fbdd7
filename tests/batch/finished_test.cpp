#include "batch/finished.h"

#include <gtest/gtest.h>

#include <cmath>
#include <functional>
#include <string>

#include "base/error.h"
#include "batch/painted.h"
#include "support/folder.h"
#include "support/throws.h"

namespace maulstick::batch {
namespace {

using testing::contents;
using testing::expect_error;
using testing::painting_of;
using testing::png_of;
using testing::TemporaryFolder;
using testing::write;

Request some_request() {
  Request request;
  request.prompt = "a lake, \"deep\"\nand 火";
  request.seed = 7;
  request.cfg = 7.1;
  return with_size(request, testing::some_model().sizes);
}

Wanted wanted(Request request = some_request()) {
  return {.request = std::move(request), .model_hash = testing::some_model().hash};
}

TEST(Finished, is_a_picture_with_the_settings_of_the_job) {
  const TemporaryFolder folder;
  write(folder / "a.png", png_of(some_request()));
  const auto finished = find_finished(folder / "a.png", wanted());
  ASSERT_TRUE(finished);
  EXPECT_EQ(finished->seed, 7);
  EXPECT_EQ(finished->seconds, 1.5);
  ASSERT_EQ(finished->losses.size(), 3U);
  EXPECT_EQ(finished->losses[0], 0.5);
  EXPECT_EQ(finished->losses[1], 0.25);
  EXPECT_TRUE(std::isnan(finished->losses[2]));
}

TEST(Finished, may_have_any_seed_where_one_was_to_be_drawn) {
  const TemporaryFolder folder;
  write(folder / "a.png", png_of(some_request()));
  Request drawn = some_request();
  drawn.seed = -1;
  EXPECT_EQ(find_finished(folder / "a.png", wanted(drawn))->seed, 7);
}

TEST(Finished, is_nothing_that_is_not_there_or_damaged) {
  const TemporaryFolder folder;
  EXPECT_FALSE(find_finished(folder / "a.png", wanted()));
  const std::string png = png_of(some_request());
  for (std::size_t size = 0; size < png.size(); ++size) {
    write(folder / "a.png", png.substr(0, size));
    bool found = true;
    try {
      found = find_finished(folder / "a.png", wanted()).has_value();
    } catch (const Error& error) {
      ADD_FAILURE() << size << ": " << error.message();
    }
    // The last chunk says only that the picture ends.
    EXPECT_TRUE(!found || size >= png.size() - 12) << size << " of " << png.size();
  }
}

TEST(Finished, is_not_a_picture_with_another_pixel_s_byte) {
  const TemporaryFolder folder;
  std::string png = png_of(some_request());
  const std::size_t pixels = png.find("IDAT") + 20;
  png[pixels] = static_cast<char>(png[pixels] ^ 4);
  write(folder / "a.png", png);
  EXPECT_FALSE(find_finished(folder / "a.png", wanted()));
}

TEST(Finished, is_refused_with_other_settings) {
  const TemporaryFolder folder;
  write(folder / "a.png", png_of(some_request()));
  const std::vector<std::pair<std::string, std::function<void(Request&)>>> changes = {
      {"\"prompt\"", [](Request& r) { r.prompt += "s"; }},
      {"\"negative\"", [](Request& r) { r.negative = "rain"; }},
      {"\"seed\"): expected 8, got 7", [](Request& r) { r.seed = 8; }},
      {"\"steps\"): expected 20, got 50", [](Request& r) { r.steps = 20; }},
      {"\"cfg\"", [](Request& r) { r.cfg = std::nextafter(r.cfg, 8.0); }},
      {"\"clip\"", [](Request& r) { r.guidance.scales[0] = 0; }},
      {"\"every\"", [](Request& r) { r.guidance.every = 1; }},
      {"\"mode\"", [](Request& r) { r.guidance.mode = guidance::Mode::relative; }},
      {"\"cap\"", [](Request& r) { r.guidance.gradient_norm = guidance::GradientNorm::cap; }},
      {"\"weights\"", [](Request& r) { r.weights = true; }},
      {"\"width\"", [](Request& r) { r.width = 24; }},
      {"\"height\"", [](Request& r) { r.height = 8; }}};
  for (const auto& [words, change] : changes) {
    Request request = some_request();
    change(request);
    expect_error(ErrorKind::bad_input, words,
                 [&] { find_finished(folder / "a.png", wanted(request)); });
  }
  Wanted other_model = wanted();
  other_model.model_hash = "fedcba9876543210";
  expect_error(ErrorKind::bad_input, "another model",
               [&] { find_finished(folder / "a.png", other_model); });
}

TEST(Finished, is_refused_if_its_sliders_were_moved) {
  const TemporaryFolder folder;
  Request moved = some_request();
  moved.moves = {{.step = 15, .control = "clip", .value = 5}};
  write(folder / "a.png", png_of(moved));
  expect_error(ErrorKind::bad_input, "sliders", [&] { find_finished(folder / "a.png", wanted()); });
}

TEST(Finished, knows_embeddings_by_name_and_content) {
  const TemporaryFolder folder;
  write(folder / "birb.bin", "abc");
  Painting painting = painting_of(some_request());
  // sha256sum of "abc"
  painting.embeddings = {
      {"birb.bin", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"}};
  write(folder / "a.png", picture::encode_png(painting.image, text_chunks(painting)));
  Request request = some_request();
  request.embeddings = {folder / "birb.bin"};
  EXPECT_TRUE(find_finished(folder / "a.png", wanted(request)));
  const auto refused = [&](const Request& asked) {
    expect_error(ErrorKind::bad_input, "embeddings",
                 [&] { find_finished(folder / "a.png", wanted(asked)); });
  };
  refused(some_request());
  write(folder / "birb.bin", "abd");
  refused(request);
}

TEST(Finished, leaves_the_files_of_others_alone) {
  const TemporaryFolder folder;
  const Painting painting = painting_of(some_request());
  const std::vector<std::pair<std::string, std::string>> files = {
      {"another picture", picture::encode_png(painting.image, {})},
      {"another picture",
       picture::encode_png(painting.image, {{"parameters", "a\nSteps: 20, Seed: 7"}})},
      {"settings", picture::encode_png(painting.image, {{"maulstick", "{}"}})},
      {"settings are damaged",
       picture::encode_png(painting.image,
                           {{"maulstick", "{}"}, {"parameters", "a\nSteps: 20, Seed: 7"}})},
      {"another file", "diary of a summer"}};
  for (const auto& [words, bytes] : files) {
    write(folder / "a.png", bytes);
    expect_error(ErrorKind::bad_input, words, [&] { find_finished(folder / "a.png", wanted()); });
    EXPECT_EQ(contents(folder / "a.png"), bytes);
  }
  std::filesystem::create_directory(folder / "b.png");
  expect_error(ErrorKind::bad_input, "b.png", [&] { find_finished(folder / "b.png", wanted()); });
}

}  // namespace
}  // namespace maulstick::batch
