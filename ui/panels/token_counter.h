#pragma once
// Counts a prompt's tokens as the model will, without loading the model.

#include <QString>
#include <filesystem>
#include <memory>
#include <optional>
#include <utility>
#include <vector>

#include "engine/request.h"
#include "text/prompt.h"
#include "text/tokenizer.h"
#include "ui/panels/embedding_file.h"

namespace maulstick::ui {

struct TokenUse {
  int used;     // with start and end tokens
  int room;     // of the text encoder
  QString cut;  // the end of the text, that does not fit; begins with a word
  int cutFrom;  // where it begins in the prompt as typed (UTF-16 units); -1: nothing is cut
};

// What counting needs of a model. Without a tokenizer nothing can be counted.
struct CountedModel {
  std::shared_ptr<const text::Tokenizer> tokenizer;
  text::Frame frame = {};
  std::int64_t vocabulary = 0;
  EmbeddingRoom room;
};

// Reads and checks the bundle's vocabulary: a tenth of a second for a large one. Any thread. Of what
// is no bundle nothing comes; does not throw.
CountedModel readCountedModel(const std::filesystem::path& bundle);

class TokenCounter {
 public:
  void setModel(CountedModel model) { model_ = std::move(model); }

  // Those with a problem count nothing.
  void setEmbeddings(const std::vector<EmbeddingFile>& files);

  // What the model asks of embeddings.
  [[nodiscard]] const EmbeddingRoom& room() const { return model_.room; }

  // `typed` is the prompt under edit, `full` the same with its styles.
  [[nodiscard]] std::optional<TokenUse> count(const std::string& typed, const std::string& full,
                                              bool weights) const;

 private:
  CountedModel model_;
  std::vector<text::CustomToken> custom_;
};

}  // namespace maulstick::ui
