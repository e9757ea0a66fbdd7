#include "engine/picture_names.h"

#include <gtest/gtest.h>

#include <set>

#include "support/folder.h"
#include "support/throws.h"

namespace maulstick {
namespace {

using testing::expect_error;

TEST(PictureNames, are_dated_and_never_taken_twice) {
  const testing::TemporaryFolder folder;
  const std::time_t before = std::time(nullptr);
  std::set<std::filesystem::path> names;
  for (const char* bytes : {"one", "two", "three"}) {
    const auto path = save_under_dated_name(folder.path(), bytes, 7);
    EXPECT_EQ(testing::contents(path), bytes);
    EXPECT_NE(path.string().find("-seed7"), std::string::npos);
    EXPECT_GE(painted_at(path).value_or(0), before);
    EXPECT_LE(painted_at(path).value_or(0), std::time(nullptr));
    names.insert(path);
  }
  EXPECT_EQ(names.size(), 3U);
  EXPECT_EQ(folder.names().size(), 3U);
}

TEST(PictureNames, are_refused_where_nothing_can_be_written) {
  const testing::TemporaryFolder folder;
  expect_error(ErrorKind::output, "cannot write",
               [&] { save_under_dated_name(folder / "none", "bytes", 7); });
}

TEST(PictureNames, tell_the_time_only_if_they_are_ours) {
  EXPECT_TRUE(painted_at("/a/maulstick-2024-07-03-040506-seed42.png"));
  EXPECT_LT(painted_at("maulstick-2024-02-03-040506-seed42.png"),
            painted_at("maulstick-2024-02-03-040507-seed42-3.png"));
  for (const char* name : {"", "a.png", "maulstick-.png", "maulstick-2024-02-03.png",
                           "maulstick-2024-02-03-040506.png", "x-2024-02-03-040506-seed42.png"}) {
    EXPECT_FALSE(painted_at(name)) << name;
  }
}

}  // namespace
}  // namespace maulstick
