#include "sheet/page.h"

#include <cstdio>
#include <string>

#include "base/utf8.h"

namespace maulstick::sheet {
namespace {

// Of a text on the page, in bytes; the pictures have the whole of it.
constexpr std::size_t longest_text = 2000;

constexpr std::string_view head = R"(<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; img-src data:; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>Contact sheet</title>
<style>
:root { --paper: #fff; --ink: #1d1f23; --quiet: #5c636e; --line: #d8dbe0; --bad: #b3261e; }
@media (prefers-color-scheme: dark) {
  :root { --paper: #16181c; --ink: #e6e7ea; --quiet: #9aa1ad; --line: #33373f; --bad: #ff8a80; }
}
body { margin: clamp(.75rem, 3vw, 1.5rem); background: var(--paper); color: var(--ink); font: 14px/1.4 system-ui, sans-serif; }
h1 { font-size: 1.25rem; margin: 0 0 .25rem; }
h2 { font-size: 1rem; margin: 2rem 0 .5rem; }
.quiet { color: var(--quiet); }
.bad { color: var(--bad); }
.grid, td > div { display: flex; flex-wrap: wrap; gap: 1rem; }
.loss { display: block; }
.scroll { overflow-x: auto; }
table { border-collapse: collapse; }
th, td { border: 1px solid var(--line); padding: .75rem; vertical-align: top; text-align: left; }
tbody th { position: sticky; left: 0; max-width: 8rem; background: var(--paper); overflow-wrap: break-word; }
figure { margin: 0; width: min-content; min-width: 12rem; }
img { display: block; max-width: none; border-radius: 3px; }
figcaption { margin-top: .4rem; font-size: .8rem; overflow-wrap: anywhere; }
figcaption p { margin: .2rem 0; display: -webkit-box; -webkit-box-orient: vertical; -webkit-line-clamp: 4; overflow: hidden; }
a { color: inherit; }
li { margin: .25rem 0; overflow-wrap: anywhere; }
</style>
</head>
<body>
<h1>Contact sheet</h1>
)";

// In a table style and seed stand beside and above the picture.
enum class Place { grid, table };

std::string number(double value) {
  char text[32];
  std::snprintf(text, sizeof text, "%.4g", value);
  return text;
}

std::string counted(std::size_t count, const char* what) {
  return std::to_string(count) + " " + what;
}

std::string style_name(const std::string& style) {
  return style.empty() ? "<span class=\"quiet\">no style</span>" : escaped(style);
}

// Each loss has a line of its own.
std::string facts(const Record& record, Place place) {
  std::string text;
  if (place == Place::grid) {
    text = style_name(record.style);
    if (record.seed) text += " · seed " + std::to_string(*record.seed);
  }
  for (const auto& [name, value] : record.losses) {
    text += "<span class=\"loss\">" + escaped(name) + " " + number(value) + "</span>";
  }
  return text;
}

std::string picture(const Record& record, const Card& card) {
  if (card.thumbnail.empty()) return "<p class=\"bad\">The picture cannot be read.</p>";
  // Ids are safe as file names, and so as links.
  return "<a href=\"" + escaped(record.id) + ".png\"><img src=\"" + card.thumbnail + "\" width=\"" +
         std::to_string(card.width) + "\" height=\"" + std::to_string(card.height) + "\" alt=\"" +
         escaped(card.prompt) + "\"></a>";
}

std::string figure(const Record& record, const Card& card, Place place) {
  return "<figure>" + picture(record, card) + "<figcaption><b>" + escaped(record.id) +
         "</b><p title=\"" + escaped(card.prompt) + "\">" + escaped(card.prompt) +
         "</p><span class=\"quiet\">" + facts(record, place) + "</span></figcaption></figure>\n";
}

std::string grid(const Account& account, const std::vector<Card>& cards) {
  std::string text = "<div class=\"grid\">\n";
  for (std::size_t i = 0; i < cards.size(); ++i) {
    text += figure(account.pictures[i], cards[i], Place::grid);
  }
  return text + "</div>\n";
}

std::string table_of(const Account& account, const std::vector<Card>& cards, const Table& table) {
  std::string text = "<div class=\"scroll\"><table>\n<thead><tr><td></td>";
  for (const auto seed : table.seeds) {
    text += "<th scope=\"col\">seed " + std::to_string(seed) + "</th>";
  }
  text += "</tr></thead>\n<tbody>\n";
  for (std::size_t row = 0; row < table.styles.size(); ++row) {
    text += "<tr><th scope=\"row\">" + style_name(table.styles[row]) + "</th>";
    for (const auto& cell : table.cells[row]) {
      text += "<td><div>\n";
      for (const std::size_t i : cell) {
        text += figure(account.pictures[i], cards[i], Place::table);
      }
      text += "</div></td>";
    }
    text += "</tr>\n";
  }
  return text + "</tbody></table></div>\n";
}

std::string failures(const std::vector<Failure>& failed) {
  if (failed.empty()) return {};
  std::string text = "<h2>Failed</h2>\n<ul>\n";
  for (const Failure& one : failed) {
    text += "<li><b>" + escaped(one.id) + "</b> <span class=\"bad\">" + escaped(one.error) +
            "</span></li>\n";
  }
  return text + "</ul>\n";
}

std::string names(const char* title, const std::vector<std::string>& list) {
  if (list.empty()) return {};
  std::string text = "<h2>" + std::string(title) + "</h2>\n<ul>\n";
  for (const std::string& name : list) text += "<li>" + escaped(name) + "</li>\n";
  return text + "</ul>\n";
}

}  // namespace

std::string escaped(std::string_view text) {
  std::string result;
  for (const char c : printable(text, longest_text)) {
    switch (c) {
      case '&': result += "&amp;"; break;
      case '<': result += "&lt;"; break;
      case '>': result += "&gt;"; break;
      case '"': result += "&quot;"; break;
      case '\'': result += "&#39;"; break;
      default: result += c;
    }
  }
  return result;
}

std::string page(const Account& account, const std::vector<Card>& cards, const Table& table) {
  std::string text(head);
  text += "<p class=\"quiet\">" + counted(account.done(), "painted") + ", " +
          counted(account.failed.size(), "failed") + ", " +
          counted(account.missing.size(), "missing") + "</p>\n";
  text += table.styles.empty() ? grid(account, cards) : table_of(account, cards, table);
  text += failures(account.failed);
  text += names("Missing", account.missing);
  text += names("Pictures of no job", account.extra);
  return text + "</body>\n</html>\n";
}

}  // namespace maulstick::sheet
