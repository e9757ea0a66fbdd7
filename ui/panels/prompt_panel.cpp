#include "ui/panels/prompt_panel.h"

#include <QTextCursor>
#include <QToolButton>
#include <QVBoxLayout>
#include <chrono>
#include <utility>

#include "ui/models/background.h"
#include "ui/panels/embedding_chips.h"
#include "ui/panels/prompt_edit.h"
#include "ui/panels/recent_prompts.h"
#include "ui/panels/style_chips.h"
#include "ui/panels/style_words.h"
#include "ui/panels/token_meter.h"
#include "ui/settings/paths.h"
#include "ui/widgets/icon_button.h"
#include "ui/widgets/tab_order.h"

namespace maulstick::ui {
namespace {

using namespace std::chrono_literals;

constexpr auto countingPause = 120ms;  // after the last key
constexpr auto longPause = 1500ms;     // what is typed after it is another step of undo

}  // namespace

PromptPanel::PromptPanel(SettingsHistory& history, QWidget* parent)
    : QWidget(parent), history_(history) {
  prompt_ = new PromptEdit(this);
  prompt_->setPlaceholderText(tr("What do you want to see?"));
  prompt_->setAccessibleName(tr("Prompt"));
  negative_ = new PromptEdit(this);
  negative_->setPlaceholderText(tr("What should stay out of the picture?"));
  negative_->setAccessibleName(tr("Negative prompt"));
  negative_->setVisibleLines(2);
  recent_ = new RecentPrompts(this);
  embeddings_ = new EmbeddingChips(this);
  styles_ = new StyleChips(history, this);

  auto* column = new QVBoxLayout(this);
  column->setContentsMargins(0, 0, 0, 0);
  column->setSpacing(8);
  column->addWidget(prompt_);
  column->addWidget(makeMeterRow());
  column->addWidget(negative_);
  column->addWidget(embeddings_);
  column->addWidget(styles_);
  const auto buttons = meter_->findChildren<QToolButton*>();
  joinTabOrder(*negative_, QList<QWidget*>(buttons.begin(), buttons.end()));

  countSoon_.setSingleShot(true);
  countSoon_.setInterval(countingPause);
  connect(&countSoon_, &QTimer::timeout, this, &PromptPanel::count);
  typingPause_.setSingleShot(true);
  typingPause_.setInterval(longPause);
  connect(&typingPause_, &QTimer::timeout, this, [this] { history_.endGesture(); });
  connectPrompt(prompt_);
  connectPrompt(negative_);
  connectMeterRow();
  connect(styles_, &StyleChips::changed, this, &PromptPanel::count);
  connect(embeddings_, &EmbeddingChips::wordPicked, this, &PromptPanel::insertWord);
  connect(embeddings_, &EmbeddingChips::removeRequested, this, &PromptPanel::removeEmbedding);
  unfoldNegative(false);
  show(history.request());
}

QWidget* PromptPanel::makeMeterRow() {
  meter_ = new TokenMeter(this);
  weights_ = new QToolButton(meter_);
  weights_->setCheckable(true);
  weights_->setText(tr("Weights"));
  weights_->setToolTip(
      tr("On: (word:1.2) weighs a word, and Ctrl+Up and Ctrl+Down do it for you. Off: brackets are "
         "just text."));
  fold_ = new QToolButton(meter_);
  fold_->setCheckable(true);
  fold_->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
  fold_->setLayoutDirection(isRightToLeft() ? Qt::LeftToRight : Qt::RightToLeft);
  fold_->setText(tr("Negative"));
  fold_->setToolTip(tr("What should stay out of the picture"));
  fold_->setAccessibleName(tr("Negative prompt"));
  fold_->setProperty("fold", QStringLiteral("negative"));
  for (QToolButton* button : {weights_, fold_}) {
    button->setProperty("tight", true);
    button->setAutoRaise(true);
    meter_->addButton(button);
  }
  meter_->addButton(makeRecentButton());
  return meter_;
}

QToolButton* PromptPanel::makeRecentButton() {
  QToolButton* button =
      makeIconButton(QStringLiteral("clock"), tr("Recent prompts"),
                     tr("Prompts you painted before (Alt+Up and Alt+Down)"), meter_);
  button->setProperty("tight", true);
  button->setPopupMode(QToolButton::InstantPopup);
  button->setMenu(recent_->makeMenu(button));
  return button;
}

void PromptPanel::connectMeterRow() {
  connect(fold_, &QToolButton::toggled, this, &PromptPanel::unfoldNegative);
  connect(fold_, &QToolButton::clicked, this, [this](bool open) {
    if (open) negative_->setFocus();
  });
  connect(weights_, &QToolButton::clicked, this, [this](bool on) {
    Request next = history_.request();
    next.weights = on;
    change(next, tr("Weights"));
  });
  connect(recent_, &RecentPrompts::picked, this, [this](const QString& prompt) {
    recent_->forgetPlace();
    recall(prompt);
    prompt_->setFocus();
  });
  connect(prompt_, &PromptEdit::recallRequested, this, [this](bool earlier) {
    if (const auto prompt = recent_->step(earlier, prompt_->prompt())) recall(*prompt);
  });
}

void PromptPanel::connectPrompt(PromptEdit* edit) {
  connect(edit, &PromptEdit::edited, this, &PromptPanel::takePrompts);
  connect(edit, &PromptEdit::editingFinished, this, [this] { history_.endGesture(); });
  connect(edit, &PromptEdit::paintRequested, this, &PromptPanel::paintRequested);
  connect(edit, &PromptEdit::weightsNeeded, this, &PromptPanel::turnWeightsOn);
}

void PromptPanel::takePrompts() {
  Request next = history_.request();
  next.prompt = prompt_->prompt().toStdString();
  next.negative = negative_->prompt().toStdString();
  history_.change(next, tr("Prompt"));
  recent_->forgetPlace();
  countSoon_.start();
  typingPause_.start();
}

void PromptPanel::focusPrompt() {
  prompt_->setFocus(Qt::OtherFocusReason);
  prompt_->selectAll();
}

void PromptPanel::setRecentPrompts(std::function<QStringList()> source) {
  recent_->setSource(std::move(source));
}

void PromptPanel::recall(const QString& prompt) {
  Request next = history_.request();
  next.prompt = prompt.toStdString();
  change(next, tr("Recent prompt"));
  prompt_->moveCursor(QTextCursor::End);
}

// One step of undo with the weight that follows it.
void PromptPanel::turnWeightsOn() {
  Request next = history_.request();
  next.weights = true;
  history_.endGesture();
  history_.change(next, tr("Prompt"));
  weights_->setChecked(true);
  prompt_->setWeightsEnabled(true);
  negative_->setWeightsEnabled(true);
  Q_EMIT noticed(tr("Weights are on: (word:1.1) counts for more, (word:0.9) for less"),
                 tr("The button Weights below the prompt turns them off again"));
}

void PromptPanel::show(const Request& request) {
  prompt_->setPrompt(QString::fromStdString(request.prompt));
  negative_->setPrompt(QString::fromStdString(request.negative));
  weights_->setChecked(request.weights);
  prompt_->setWeightsEnabled(request.weights);
  negative_->setWeightsEnabled(request.weights);
  if (!request.negative.empty()) fold_->setChecked(true);
  styles_->refresh();
  embeddings_->showFiles(request.embeddings);
  counter_.setEmbeddings(embeddings_->files());
  count();
}

void PromptPanel::setModel(const std::filesystem::path& bundle) {
  isReading_ = true;
  inBackground(
      this, [bundle] { return readCountedModel(bundle); },
      [this, reading = ++readings_](const CountedModel& model) {
        if (reading == readings_) takeModel(model);
      });
}

void PromptPanel::takeModel(const CountedModel& model) {
  isReading_ = false;
  counter_.setModel(model);
  embeddings_->setRoom(counter_.room());
  counter_.setEmbeddings(embeddings_->files());
  count();
  for (const auto& path : std::exchange(embedLater_, {})) addEmbedding(path);
}

void PromptPanel::count() {
  const Request& request = history_.request();
  const Request full = apart_ ? longest() : withStyles(request, history_.styles());
  const auto use = counter_.count(request.prompt, full.prompt, request.weights);
  const auto negative = counter_.count(request.negative, full.negative, request.weights);
  if (use) {
    meter_->setUse(use->used, use->room, use->cut, negative ? negative->cut : QString());
  } else if (!isReading_) {
    meter_->setUnknown();
  }
  prompt_->setCut(use ? use->cutFrom : -1);
  negative_->setCut(negative ? negative->cutFrom : -1);
}

void PromptPanel::setStylesApart() {
  apart_ = true;
  count();
}

Request PromptPanel::longest() const {
  Request longest = history_.request();
  for (StyleChip chip : history_.styles()) {
    const Request one = withStyles(history_.request(), {std::move(chip)});
    if (one.prompt.size() > longest.prompt.size()) longest.prompt = one.prompt;
    if (one.negative.size() > longest.negative.size()) longest.negative = one.negative;
  }
  return longest;
}

void PromptPanel::unfoldNegative(bool open) {
  negative_->setVisible(open);
  fold_->setArrowType(open ? Qt::DownArrow : (isRightToLeft() ? Qt::LeftArrow : Qt::RightArrow));
}

// A change at one stroke, and one step of undo.
void PromptPanel::change(const Request& next, const QString& what) {
  history_.endGesture();
  history_.change(next, what);
  history_.endGesture();
  show(next);
}

void PromptPanel::addEmbedding(const std::filesystem::path& path) {
  if (isReading_) return embedLater_.push_back(path);  // whether it fits is known soon
  const EmbeddingFile file = readEmbeddingFile(path, counter_.room());
  if (!file.problem.isEmpty()) {
    const QString words = file.words.join(u' ');
    Q_EMIT embeddingRefused(
        tr("%1 cannot be used: %2").arg(fromPath(path.filename()), file.problem),
        words.isEmpty() ? QString() : tr("With a model of that width, %1 can be used").arg(words),
        file.details);
    return;
  }
  for (const EmbeddingFile& other : embeddings_->files()) {
    for (const QString& word : file.words) {
      if (!other.words.contains(word)) continue;
      Q_EMIT embeddingRefused(tr("The word %1 is there already").arg(word), {}, {});
      return;
    }
  }
  Request next = history_.request();
  next.embeddings.push_back(path);
  for (const QString& word : file.words) {
    if (QString::fromStdString(next.prompt).contains(word)) continue;
    if (!next.prompt.empty()) next.prompt += ", ";
    next.prompt += word.toStdString();
  }
  change(next, tr("Word %1").arg(file.words.join(u' ')));
  Q_EMIT embeddingAdded(file.words.join(u' '));
}

// At the cursor, or behind what is selected: a word adds to a prompt and replaces nothing.
void PromptPanel::insertWord(const QString& word) {
  QTextCursor cursor = prompt_->textCursor();
  cursor.setPosition(cursor.selectionEnd());
  prompt_->setTextCursor(cursor);
  const QString before = prompt_->prompt().left(cursor.position());
  const bool apart = before.isEmpty() || before.back().isSpace();
  prompt_->insertPlainText(apart ? word : u' ' + word);
  history_.endGesture();
  prompt_->setFocus();
}

void PromptPanel::removeEmbedding(int index) {
  Request next = history_.request();
  if (index < 0 || index >= static_cast<int>(next.embeddings.size())) return;
  next.embeddings.erase(next.embeddings.begin() + index);
  change(next, tr("Remove a word"));
}

}  // namespace maulstick::ui
