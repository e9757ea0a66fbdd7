#pragma once
// The words of custom embeddings as chips: a click puts the word into the prompt, the cross takes the
// file away. Used by the prompt panel. Hidden while there are none.

#include <QWidget>
#include <vector>

#include "ui/panels/embedding_file.h"

namespace maulstick::ui {

class EmbeddingChips : public QWidget {
  Q_OBJECT

 public:
  explicit EmbeddingChips(QWidget* parent = nullptr);

  // Reads files that are not known yet.
  void showFiles(const std::vector<std::filesystem::path>& paths);

  // What the files must fit; they are read again.
  void setRoom(const EmbeddingRoom& room);
  [[nodiscard]] const EmbeddingRoom& room() const { return room_; }

  [[nodiscard]] const std::vector<EmbeddingFile>& files() const { return files_; }

 Q_SIGNALS:
  void wordPicked(const QString& word);
  void removeRequested(int index);

 private:
  [[nodiscard]] EmbeddingFile known(const std::filesystem::path& path) const;
  void rebuild();

  EmbeddingRoom room_;
  std::vector<EmbeddingFile> files_;
};

}  // namespace maulstick::ui
