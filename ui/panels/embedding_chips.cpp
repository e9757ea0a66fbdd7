#include "ui/panels/embedding_chips.h"

#include <algorithm>

#include "ui/settings/paths.h"
#include "ui/widgets/chip.h"
#include "ui/widgets/flow_layout.h"
#include "ui/widgets/tab_order.h"

namespace maulstick::ui {
namespace {

QString nameOf(const EmbeddingFile& file) {
  return file.words.isEmpty() ? fromPath(file.path.filename()) : file.words.join(u' ');
}

QString toolTipOf(const EmbeddingFile& file) {
  if (file.problem.isEmpty()) {
    return EmbeddingChips::tr("%1\nA click puts the word into the prompt").arg(fromPath(file.path));
  }
  return EmbeddingChips::tr("%1\nCannot be used: %2").arg(fromPath(file.path), file.problem);
}

}  // namespace

EmbeddingChips::EmbeddingChips(QWidget* parent) : QWidget(parent) {
  setLayout(new FlowLayout(this));
  hide();
}

EmbeddingFile EmbeddingChips::known(const std::filesystem::path& path) const {
  const auto found = std::ranges::find(files_, path, &EmbeddingFile::path);
  return found != files_.end() ? *found : readEmbeddingFile(path, room_);
}

void EmbeddingChips::showFiles(const std::vector<std::filesystem::path>& paths) {
  if (std::ranges::equal(paths, files_, {}, {}, &EmbeddingFile::path)) return;
  std::vector<EmbeddingFile> files;
  for (const auto& path : paths) files.push_back(known(path));
  files_ = std::move(files);
  rebuild();
}

void EmbeddingChips::setRoom(const EmbeddingRoom& room) {
  room_ = room;
  for (EmbeddingFile& file : files_) file = readEmbeddingFile(file.path, room_);
  rebuild();
}

void EmbeddingChips::rebuild() {
  for (Chip* chip : findChildren<Chip*>(Qt::FindDirectChildrenOnly)) {
    chip->hide();
    layout()->removeWidget(chip);
    chip->deleteLater();  // the change may come from its own cross
  }
  setVisible(!files_.empty());
  QList<QWidget*> order;
  for (std::size_t i = 0; i < files_.size(); ++i) {
    auto* chip = new Chip(nameOf(files_[i]), this);
    chip->setRemovable(true);
    chip->setToolTip(toolTipOf(files_[i]));
    layout()->addWidget(chip);
    chip->show();
    order << chip;
    connect(chip, &QPushButton::clicked, this, [this, words = files_[i].words] {
      for (const QString& word : words) Q_EMIT wordPicked(word);
    });
    connect(chip, &Chip::removeRequested, this,
            [this, i] { Q_EMIT removeRequested(static_cast<int>(i)); });
  }
  joinTabOrder(*this, order);
}

}  // namespace maulstick::ui
