#pragma once
// The words that a textual-inversion file brings, or why it brings none. Used by the prompt panel.

#include <QStringList>
#include <filesystem>
#include <vector>

#include "text/prompt.h"

namespace maulstick::ui {

// What a model asks of an embedding.
struct EmbeddingRoom {
  QString model;           // its name
  std::int64_t width = 0;  // of a token; 0: no model is known, and any will do
};

struct EmbeddingFile {
  std::filesystem::path path;
  QStringList words;                      // "<birb-style>"
  std::vector<text::CustomToken> tokens;  // the same for a tokenizer, with ids from 0
  QString problem;                        // why they cannot be used: one line
  QString details;                        // the reader's own words for it
};

// Reads up to 16 MiB. Never throws.
EmbeddingFile readEmbeddingFile(const std::filesystem::path& path, const EmbeddingRoom& room);

}  // namespace maulstick::ui
