#include "ui/panels/token_counter.h"

#include "base/error.h"
#include "base/utf8.h"
#include "model/bundle.h"
#include "model/tokenizers.h"
#include "ui/panels/cut_words.h"

namespace maulstick::ui {
namespace {

// Where the cut begins in what was typed, in UTF-16 units. A style may be a template around it.
int cutPosition(const std::string& typed, const std::string& full, const std::string& cut) {
  const std::size_t found = full.find(typed);
  const std::size_t before = found == std::string::npos ? 0 : found;
  const std::size_t whole = full.size() - cut.size();
  const std::size_t from = whole > before ? whole - before : 0;
  if (cut.empty() || from >= typed.size()) return -1;
  return static_cast<int>(QString::fromUtf8(typed.data(), static_cast<qsizetype>(from)).size());
}

}  // namespace

CountedModel readCountedModel(const std::filesystem::path& bundle) {
  if (bundle.empty()) return {};
  try {
    const model::Bundle opened = model::Bundle::open(bundle);
    const model::TextTower& tower = opened.manifest().text_encoder;
    return {
        .tokenizer = model::make_tokenizer(opened, tower.tokenizer),
        .frame = tower.tokenizer.frame,
        .vocabulary = tower.vocabulary,
        .room = {.model = QString::fromStdString(opened.manifest().name), .width = tower.width}};
  } catch (const Error&) {
    return {};  // the model manager says what is wrong with the bundle
  }
}

void TokenCounter::setEmbeddings(const std::vector<EmbeddingFile>& files) {
  custom_.clear();
  std::int64_t next = model_.vocabulary;
  for (const EmbeddingFile& file : files) {
    if (!file.problem.isEmpty()) continue;
    for (const text::CustomToken& token : file.tokens) {
      custom_.push_back({token.text, next, token.count});
      next += token.count;
    }
  }
}

std::optional<TokenUse> TokenCounter::count(const std::string& typed, const std::string& full,
                                            bool weights) const {
  if (!model_.tokenizer || full.size() > longest_prompt ||
      find_invalid_utf8(full) != std::string::npos) {
    return std::nullopt;
  }
  const text::EncodedPrompt encoded =
      weights ? text::encode_weighted(*model_.tokenizer, model_.frame, full, custom_)
              : text::encode_prompt(*model_.tokenizer, model_.frame, full, custom_);
  return TokenUse{.used = static_cast<int>(encoded.ids.size()),
                  .room = static_cast<int>(model_.frame.length),
                  .cut = withoutLeadingMarks(QString::fromStdString(encoded.cut)),
                  .cutFrom = cutPosition(typed, full, encoded.cut)};
}

}  // namespace maulstick::ui
