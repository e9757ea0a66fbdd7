#pragma once
// The top of the left column: the prompt with its meter, the folded negative prompt, custom embeddings
// and styles as chips.

#include <QTimer>
#include <QWidget>
#include <vector>

#include "ui/panels/token_counter.h"
#include "ui/settings/settings_history.h"
#include "ui/settings/style_chip.h"

class QToolButton;

namespace maulstick::ui {

class FlowLayout;
class PromptEdit;
class TokenMeter;

class PromptPanel : public QWidget {
  Q_OBJECT

 public:
  explicit PromptPanel(SettingsHistory& history, QWidget* parent = nullptr);

  void show(const Request& request);

  void setStyles(const std::vector<StyleChip>& styles);
  [[nodiscard]] const std::vector<StyleChip>& styles() const { return styles_; }

  // The bundle whose tokenizer counts; empty: none.
  void setModel(const std::filesystem::path& bundle);

  void focusPrompt();
  void addEmbedding(const std::filesystem::path& file);

  [[nodiscard]] PromptEdit* promptEdit() const { return prompt_; }

 Q_SIGNALS:
  void paintRequested();
  void stylesChanged();

 private:
  void takePrompts();
  void count();
  void unfoldNegative(bool open);
  void rebuildStyleChips();
  void rebuildEmbeddingChips();
  void removeEmbedding(std::size_t index);
  QWidget* makeMeterRow();
  void connectPrompt(PromptEdit* edit);

  SettingsHistory& history_;
  std::vector<StyleChip> styles_;
  TokenCounter counter_;
  QTimer countSoon_;
  PromptEdit* prompt_;
  PromptEdit* negative_;
  TokenMeter* meter_;
  QToolButton* fold_;
  QToolButton* weights_;
  QWidget* styleChips_;
  QWidget* embeddingChips_;
};

}  // namespace maulstick::ui
