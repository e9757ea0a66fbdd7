#pragma once
// The top of the left column: the prompt with its meter, the folded negative prompt, custom embeddings
// and styles as chips.

#include <QStringList>
#include <QTimer>
#include <QWidget>
#include <filesystem>
#include <functional>

#include "ui/panels/token_counter.h"
#include "ui/settings/settings_history.h"

class QToolButton;

namespace maulstick::ui {

class EmbeddingChips;
class PromptEdit;
class RecentPrompts;
class StyleChips;
class TokenMeter;

class PromptPanel : public QWidget {
  Q_OBJECT

 public:
  explicit PromptPanel(SettingsHistory& history, QWidget* parent = nullptr);

  void show(const Request& request);

  // All of it is selected: what is typed replaces it.
  void focusPrompt();

  // Newest first; asked whenever they are to be seen.
  void setRecentPrompts(std::function<QStringList()> source);

  // Each style that is on is for a picture of its own: the meter shows the longest of them.
  void setStylesApart();

  [[nodiscard]] StyleChips& styleChips() const { return *styles_; }

  // The bundle whose tokenizer counts; empty: none. It is read in the background, and the one before
  // counts till then.
  void setModel(const std::filesystem::path& bundle);

  // Makes the words of a textual-inversion file known and puts those that the prompt does not have
  // behind it. Nothing changes if they cannot be used: embeddingRefused() says why.
  void addEmbedding(const std::filesystem::path& file);

  [[nodiscard]] PromptEdit* promptEdit() const { return prompt_; }

 Q_SIGNALS:
  void paintRequested();
  void embeddingAdded(const QString& words);
  void embeddingRefused(const QString& what, const QString& why, const QString& details);
  void noticed(const QString& what, const QString& next);  // done in passing, and worth a word

 private:
  void takeModel(const CountedModel& model);
  void takePrompts();
  void count();
  [[nodiscard]] Request longest() const;
  void unfoldNegative(bool open);
  void change(const Request& next, const QString& what);
  void turnWeightsOn();
  void recall(const QString& prompt);
  void insertWord(const QString& word);
  void removeEmbedding(int index);
  QWidget* makeMeterRow();
  QToolButton* makeRecentButton();
  void connectMeterRow();
  void connectPrompt(PromptEdit* edit);

  SettingsHistory& history_;
  bool apart_ = false;
  TokenCounter counter_;
  int readings_ = 0;                               // of models, so far
  bool isReading_ = false;                         // the last of them
  std::vector<std::filesystem::path> embedLater_;  // came meanwhile
  QTimer countSoon_;
  QTimer typingPause_;  // ends a step of undo
  PromptEdit* prompt_;
  PromptEdit* negative_;
  TokenMeter* meter_;
  QToolButton* fold_;
  QToolButton* weights_;
  StyleChips* styles_;
  EmbeddingChips* embeddings_;
  RecentPrompts* recent_;
};

}  // namespace maulstick::ui
