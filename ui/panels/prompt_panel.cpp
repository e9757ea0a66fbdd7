#include "ui/panels/prompt_panel.h"

#include <QTextCursor>
#include <QToolButton>
#include <QVBoxLayout>
#include <chrono>

#include "ui/panels/embedding_chips.h"
#include "ui/panels/prompt_edit.h"
#include "ui/panels/style_chips.h"
#include "ui/panels/style_words.h"
#include "ui/panels/token_meter.h"

namespace maulstick::ui {
namespace {

using namespace std::chrono_literals;

constexpr auto countingPause = 120ms;  // after the last key

QString fileName(const std::filesystem::path& path) {
  return QString::fromStdU16String(path.filename().u16string());
}

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
  styles_ = new StyleChips(history, this);
  embeddings_ = new EmbeddingChips(this);

  auto* column = new QVBoxLayout(this);
  column->setContentsMargins(0, 0, 0, 0);
  column->setSpacing(8);
  column->addWidget(prompt_);
  column->addWidget(makeMeterRow());
  column->addWidget(negative_);
  column->addWidget(embeddings_);
  column->addWidget(styles_);

  countSoon_.setSingleShot(true);
  countSoon_.setInterval(countingPause);
  connect(&countSoon_, &QTimer::timeout, this, &PromptPanel::count);
  connectPrompt(prompt_);
  connectPrompt(negative_);
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
  for (QToolButton* button : {weights_, fold_}) {
    button->setProperty("tight", true);
    button->setAutoRaise(true);
    meter_->addButton(button);
  }
  connect(fold_, &QToolButton::toggled, this, &PromptPanel::unfoldNegative);
  connect(weights_, &QToolButton::clicked, this, [this](bool on) {
    Request next = history_.request();
    next.weights = on;
    change(next, tr("Weights"));
  });
  return meter_;
}

void PromptPanel::connectPrompt(PromptEdit* edit) {
  connect(edit, &PromptEdit::edited, this, &PromptPanel::takePrompts);
  connect(edit, &PromptEdit::editingFinished, this, [this] { history_.endGesture(); });
  connect(edit, &PromptEdit::paintRequested, this, &PromptPanel::paintRequested);
}

void PromptPanel::takePrompts() {
  Request next = history_.request();
  next.prompt = prompt_->prompt().toStdString();
  next.negative = negative_->prompt().toStdString();
  history_.change(next, tr("Prompt"));
  countSoon_.start();
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
  counter_.setModel(bundle);
  embeddings_->setRoom(counter_.room());
  counter_.setEmbeddings(embeddings_->files());
  count();
}

void PromptPanel::count() {
  const Request& request = history_.request();
  const Request full = withStyles(request, history_.styles());
  const auto use = counter_.count(request.prompt, full.prompt, request.weights);
  if (use) {
    meter_->setUse(use->used, use->room, use->cut);
  } else {
    meter_->setUnknown();
  }
  prompt_->setCut(use ? use->cutFrom : -1);
}

void PromptPanel::unfoldNegative(bool open) {
  negative_->setVisible(open);
  fold_->setArrowType(open ? Qt::DownArrow : (isRightToLeft() ? Qt::LeftArrow : Qt::RightArrow));
  if (open && isVisible()) negative_->setFocus();
}

// A change at one stroke, and one step of undo.
void PromptPanel::change(const Request& next, const QString& what) {
  history_.endGesture();
  history_.change(next, what);
  history_.endGesture();
  show(next);
}

void PromptPanel::addEmbedding(const std::filesystem::path& path) {
  const EmbeddingFile file = readEmbeddingFile(path, counter_.room());
  if (!file.problem.isEmpty()) {
    const QString words = file.words.join(u' ');
    Q_EMIT embeddingRefused(
        tr("%1 cannot be used: %2").arg(fileName(path), file.problem),
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

// As typing it would: at the cursor, and known to the field's own undo.
void PromptPanel::insertWord(const QString& word) {
  const QTextCursor cursor = prompt_->textCursor();
  const QString before = prompt_->prompt().left(cursor.selectionStart());
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

void PromptPanel::focusPrompt() {
  prompt_->setFocus();
  prompt_->selectAll();
}

}  // namespace maulstick::ui
