#include "text/prompt_weights.h"

#include <algorithm>
#include <iterator>
#include <utility>

#include "text/weight_syntax.h"

namespace maulstick::text {
namespace {

// Collects the pieces while the prompt is read from left to right.
class Parser {
 public:
  void take(std::string_view text, std::size_t place, const Sign& sign);
  std::vector<WeightedText> ended() &&;

 private:
  using Brackets = std::vector<std::size_t>;  // where each begins, as an index of pieces_

  void add(std::string_view text, std::size_t place) {
    pieces_.push_back({std::string(text), 1, {{0, place}}});
  }
  bool open(Brackets& brackets);
  bool close(Brackets& brackets, double weight);

  std::vector<WeightedText> pieces_;
  Brackets round_;
  Brackets square_;
};

// `text` is the sign's own; brackets that open or close nothing are text.
void Parser::take(std::string_view text, std::size_t place, const Sign& sign) {
  switch (sign.kind) {
    case SignKind::escape: return add(text.substr(1), place);
    case SignKind::open_round:
      if (open(round_)) return;
      break;
    case SignKind::open_square:
      if (open(square_)) return;
      break;
    case SignKind::weight:
      if (close(round_, sign.weight)) return;
      break;
    case SignKind::close_round:
      if (close(round_, round_weight)) return;
      break;
    case SignKind::close_square:
      if (close(square_, square_weight)) return;
      break;
    case SignKind::text: break;
  }
  add(text, place);
}

bool Parser::open(Brackets& brackets) {
  if (brackets.size() == deepest_brackets) return false;
  brackets.push_back(pieces_.size());
  return true;
}

// Multiplies in the order in which brackets close, so that products have the bits of A1111's.
bool Parser::close(Brackets& brackets, double weight) {
  if (brackets.empty()) return false;
  for (std::size_t i = brackets.back(); i < pieces_.size(); ++i) pieces_[i].weight *= weight;
  brackets.pop_back();
  return true;
}

std::vector<WeightedText> Parser::ended() && {
  while (close(round_, round_weight)) continue;
  while (close(square_, square_weight)) continue;
  std::vector<WeightedText> merged;
  for (WeightedText& piece : pieces_) {
    if (merged.empty() || merged.back().weight != piece.weight) {
      merged.push_back(std::move(piece));
      continue;
    }
    WeightedText& last = merged.back();
    last.fragments.push_back({last.text.size(), piece.fragments.front().prompt});
    last.text += piece.text;
  }
  if (merged.empty()) merged.emplace_back();
  return merged;
}

}  // namespace

std::size_t WeightedText::place(std::size_t offset) const {
  const auto behind = std::ranges::upper_bound(fragments, offset, {}, &Fragment::text);
  if (behind == fragments.begin()) return 0;
  const Fragment& fragment = *std::prev(behind);
  return fragment.prompt + (offset - fragment.text);
}

std::vector<WeightedText> parse_weights(std::string_view utf8) {
  Parser parser;
  for (std::size_t at = 0; at < utf8.size();) {
    const Sign sign = sign_at(utf8, at);
    parser.take(utf8.substr(at, sign.length), at, sign);
    at += sign.length;
  }
  return std::move(parser).ended();
}

std::string plain_text(std::string_view utf8) {
  std::string text;
  for (const WeightedText& piece : parse_weights(utf8)) text += piece.text;
  return text;
}

}  // namespace maulstick::text
