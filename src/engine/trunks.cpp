#include "engine/trunks.h"

#include <algorithm>
#include <utility>

namespace maulstick {

std::shared_ptr<Trunk> Trunks::of(const Request& request,
                                  const std::vector<EmbeddingRecord>& embeddings) {
  Request unguided = request;
  unguided.guidance = {};
  unguided.moves.clear();
  const auto found = std::ranges::find_if(latest_, [&](const std::shared_ptr<Trunk>& trunk) {
    return trunk->request == unguided && trunk->embeddings == embeddings;
  });
  if (found != latest_.end()) {
    latest_.splice(latest_.begin(), latest_, found);
  } else {
    Trunk trunk = {
        .request = std::move(unguided), .embeddings = embeddings, .texts = {}, .noise = {}};
    latest_.push_front(std::make_shared<Trunk>(std::move(trunk)));
    if (latest_.size() > most) latest_.pop_back();
  }
  return latest_.front();
}

}  // namespace maulstick
