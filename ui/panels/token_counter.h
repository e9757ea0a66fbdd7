#pragma once
// Counts a prompt's tokens as the model will, without loading the model.

#include <QString>
#include <filesystem>
#include <memory>
#include <optional>
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

class TokenCounter {
 public:
  // Empty or no bundle: nothing can be counted. Does not throw.
  void setModel(const std::filesystem::path& bundle);

  // Those with a problem count nothing.
  void setEmbeddings(const std::vector<EmbeddingFile>& files);

  // What the model asks of embeddings.
  [[nodiscard]] const EmbeddingRoom& room() const { return room_; }

  // `typed` is the prompt under edit, `full` the same with its styles.
  [[nodiscard]] std::optional<TokenUse> count(const std::string& typed, const std::string& full,
                                              bool weights) const;

 private:
  std::unique_ptr<text::Tokenizer> tokenizer_;
  text::Frame frame_ = {};
  std::int64_t vocabulary_ = 0;
  EmbeddingRoom room_;
  std::vector<text::CustomToken> custom_;
};

}  // namespace maulstick::ui
