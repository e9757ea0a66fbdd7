#include "sheet/page.h"

#include <gtest/gtest.h>

#include <string>

namespace maulstick::sheet {
namespace {

TEST(Escaped, leaves_no_markup) {
  EXPECT_EQ(escaped("<b class='x'>\"&amp;\"</b>"),
            "&lt;b class=&#39;x&#39;&gt;&quot;&amp;amp;&quot;&lt;/b&gt;");
  EXPECT_EQ(escaped("a\nb\tc"), "a b c");
  EXPECT_EQ(escaped("\u202Eabc\u2066"), " abc ");  // what turns the direction of writing
  EXPECT_EQ(escaped("水墨 ☕"), "水墨 ☕");
  EXPECT_EQ(escaped(std::string("\0\xFF", 2)), " \uFFFD");
  EXPECT_LE(escaped(std::string(100'000, 'x')).size(), 2000U);
}

Account account() {
  Account account;
  account.pictures.push_back(
      {.id = "0001-ink", .done = true, .style = "<i>", .seed = 7, .losses = {{"</script>", 0.25}}});
  account.failed.push_back({.id = "b", .line = 2, .error = "<script>alert(1)</script>"});
  account.missing.push_back("c");
  account.extra.push_back("<svg onload=x>.png");
  return account;
}

const std::vector<Card> cards = {
    {.prompt = "\"><script>alert(1)</script>", .thumbnail = "data:,x", .width = 4, .height = 3}};

TEST(Page, holds_hostile_texts_as_texts) {
  for (const std::string& text :
       {page(account(), cards, {}), page(account(), cards, arrange(account().pictures))}) {
    EXPECT_EQ(text.find("<script"), std::string::npos);
    EXPECT_EQ(text.find("<svg"), std::string::npos);
    EXPECT_EQ(text.find("<i>"), std::string::npos);
    EXPECT_NE(text.find("alt=\"&quot;&gt;&lt;script&gt;"), std::string::npos);
    EXPECT_NE(text.find("default-src 'none'"), std::string::npos);
    EXPECT_NE(text.find("prefers-color-scheme: dark"), std::string::npos);
    EXPECT_NE(text.find("seed 7"), std::string::npos);
    EXPECT_NE(text.find("1 painted, 1 failed, 1 missing"), std::string::npos);
  }
}

TEST(Page, has_a_table_where_there_is_one) {
  EXPECT_EQ(page(account(), cards, {}).find("<table"), std::string::npos);
  const std::string text = page(account(), cards, arrange(account().pictures));
  EXPECT_NE(text.find("<th scope=\"col\">seed 7</th>"), std::string::npos);
  EXPECT_NE(text.find("<th scope=\"row\">&lt;i&gt;</th>"), std::string::npos);
}

TEST(Page, says_style_and_seed_once) {
  const std::string text = page(account(), cards, arrange(account().pictures));
  EXPECT_EQ(text.find("seed 7"), text.rfind("seed 7"));
  EXPECT_EQ(text.find("&lt;i&gt;"), text.rfind("&lt;i&gt;"));
  const std::string grid = page(account(), cards, {});
  EXPECT_NE(grid.find("&lt;i&gt; · seed 7<"), std::string::npos);
}

TEST(Page, gives_each_loss_a_line) {
  EXPECT_NE(page(account(), cards, {}).find("<span class=\"loss\">&lt;/script&gt; 0.25</span>"),
            std::string::npos);
}

TEST(Page, says_where_a_picture_cannot_be_read) {
  const std::string text = page(account(), {Card{}}, {});
  EXPECT_NE(text.find("cannot be read"), std::string::npos);
  EXPECT_EQ(text.find("<img"), std::string::npos);
}

}  // namespace
}  // namespace maulstick::sheet
