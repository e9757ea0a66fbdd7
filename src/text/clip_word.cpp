#include "text/clip_word.h"

#include <limits>
#include <queue>
#include <tuple>

namespace maulstick::text::clip {
namespace {

constexpr std::size_t none = std::numeric_limits<std::size_t>::max();

// A symbol and its neighbours; a length of 0 marks one that was merged into the symbol before it.
struct Node {
  Symbol symbol;
  std::size_t previous;
  std::size_t next;
};

struct Candidate {
  Merge merge;
  std::size_t left;
};

struct IsLater {
  bool operator()(const Candidate& a, const Candidate& b) const {
    return std::tie(a.merge.rank, a.left) > std::tie(b.merge.rank, b.left);
  }
};

class Merger {
 public:
  Merger(const std::vector<Symbol>& word, const MergeTable& merges) : merges_(merges) {
    nodes_.reserve(word.size());
    for (std::size_t i = 0; i < word.size(); ++i) {
      nodes_.push_back({.symbol = word[i],
                        .previous = i == 0 ? none : i - 1,
                        .next = i + 1 == word.size() ? none : i + 1});
    }
    for (std::size_t i = 0; i < nodes_.size(); ++i) consider(i);
  }

  std::vector<Symbol> run() {
    while (!candidates_.empty()) {
      const Candidate best = candidates_.top();
      candidates_.pop();
      if (is_current(best)) apply(best);
    }
    std::vector<Symbol> merged;
    for (const Node& node : nodes_) {
      if (node.symbol.length != 0) merged.push_back(node.symbol);
    }
    return merged;
  }

 private:
  [[nodiscard]] const Merge* merge_at(std::size_t left) const {
    const std::size_t right = nodes_[left].next;
    if (right == none) return nullptr;
    return merges_.find(nodes_[left].symbol.id, nodes_[right].symbol.id);
  }

  void consider(std::size_t left) {
    if (left == none) return;
    if (const Merge* merge = merge_at(left)) candidates_.push({.merge = *merge, .left = left});
  }

  // Candidates stay in the queue when a neighbour's merge overtakes them.
  [[nodiscard]] bool is_current(const Candidate& candidate) const {
    if (nodes_[candidate.left].symbol.length == 0) return false;
    const Merge* merge = merge_at(candidate.left);
    return merge != nullptr && merge->merged == candidate.merge.merged;
  }

  void apply(const Candidate& candidate) {
    Node& left = nodes_[candidate.left];
    Node& right = nodes_[left.next];
    left.symbol.id = candidate.merge.merged;
    left.symbol.length += right.symbol.length;
    right.symbol.length = 0;
    left.next = right.next;
    if (left.next != none) nodes_[left.next].previous = candidate.left;
    consider(left.previous);
    consider(candidate.left);
  }

  const MergeTable& merges_;
  std::vector<Node> nodes_;
  std::priority_queue<Candidate, std::vector<Candidate>, IsLater> candidates_;
};

}  // namespace

std::vector<Symbol> merge_symbols(const std::vector<Symbol>& word, const MergeTable& merges) {
  return Merger(word, merges).run();
}

}  // namespace maulstick::text::clip
