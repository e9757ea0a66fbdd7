#include "ui/panels/prompt_panel.h"

#include <QHBoxLayout>
#include <QToolButton>
#include <QVBoxLayout>
#include <chrono>

#include "ui/panels/prompt_edit.h"
#include "ui/panels/style_words.h"
#include "ui/panels/token_meter.h"
#include "ui/widgets/chip.h"
#include "ui/widgets/flow_layout.h"

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
  styleChips_ = new QWidget(this);
  styleChips_->setLayout(new FlowLayout(styleChips_));
  embeddingChips_ = new QWidget(this);
  embeddingChips_->setLayout(new FlowLayout(embeddingChips_));

  auto* column = new QVBoxLayout(this);
  column->setContentsMargins(0, 0, 0, 0);
  column->setSpacing(8);
  column->addWidget(prompt_);
  column->addWidget(makeMeterRow());
  column->addWidget(negative_);
  column->addWidget(embeddingChips_);
  column->addWidget(styleChips_);

  countSoon_.setSingleShot(true);
  countSoon_.setInterval(countingPause);
  connect(&countSoon_, &QTimer::timeout, this, &PromptPanel::count);
  connectPrompt(prompt_);
  connectPrompt(negative_);
  unfoldNegative(false);
  show(history.request());
}

QWidget* PromptPanel::makeMeterRow() {
  auto* row = new QWidget(this);
  meter_ = new TokenMeter(row);
  weights_ = new QToolButton(row);
  weights_->setCheckable(true);
  weights_->setAutoRaise(true);
  weights_->setText(tr("Weights"));
  weights_->setToolTip(
      tr("On: (word:1.2) weighs a word, and Ctrl+Up and Ctrl+Down do it for you. Off: brackets are "
         "just text."));
  fold_ = new QToolButton(row);
  fold_->setCheckable(true);
  fold_->setAutoRaise(true);
  fold_->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
  fold_->setLayoutDirection(isRightToLeft() ? Qt::LeftToRight : Qt::RightToLeft);
  fold_->setText(tr("Negative prompt"));
  auto* line = new QHBoxLayout(row);
  line->setContentsMargins(0, 0, 0, 0);
  line->addWidget(meter_, 1);
  line->addWidget(weights_);
  line->addWidget(fold_);
  connect(fold_, &QToolButton::toggled, this, &PromptPanel::unfoldNegative);
  connect(weights_, &QToolButton::clicked, this, [this](bool on) {
    Request next = history_.request();
    next.weights = on;
    history_.change(next, tr("Weights"));
    history_.endGesture();
    show(next);
  });
  return row;
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
  counter_.setEmbeddings(request.embeddings);
  rebuildEmbeddingChips();
  count();
}

void PromptPanel::setModel(const std::filesystem::path& bundle) {
  counter_.setModel(bundle);
  counter_.setEmbeddings(history_.request().embeddings);
  count();
}

void PromptPanel::count() {
  const Request& request = history_.request();
  const Request full = withStyles(request, styles_);
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
  fold_->setArrowType(open ? Qt::DownArrow : (isRightToLeft() ? Qt::RightArrow : Qt::LeftArrow));
  if (open && isVisible()) negative_->setFocus();
}

void PromptPanel::setStyles(const std::vector<StyleChip>& styles) {
  if (styles == styles_) return;
  styles_ = styles;
  rebuildStyleChips();
  count();
}

void PromptPanel::rebuildStyleChips() {
  qDeleteAll(styleChips_->findChildren<Chip*>(Qt::FindDirectChildrenOnly));
  for (std::size_t i = 0; i < styles_.size(); ++i) {
    auto* chip = new Chip(styles_[i].name, styleChips_);
    chip->setCheckable(true);
    chip->setChecked(styles_[i].on);
    chip->setToolTip(styles_[i].words);
    styleChips_->layout()->addWidget(chip);
    connect(chip, &Chip::toggled, this, [this, i](bool on) {
      styles_[i].on = on;
      count();
      Q_EMIT stylesChanged();
    });
  }
}

void PromptPanel::rebuildEmbeddingChips() {
  qDeleteAll(embeddingChips_->findChildren<Chip*>(Qt::FindDirectChildrenOnly));
  const auto& files = history_.request().embeddings;
  embeddingChips_->setVisible(!files.empty());
  for (std::size_t i = 0; i < files.size(); ++i) {
    auto* chip = new Chip(fileName(files[i]), embeddingChips_);
    chip->setRemovable(true);
    chip->setToolTip(QString::fromStdU16String(files[i].u16string()));
    embeddingChips_->layout()->addWidget(chip);
    connect(
        chip, &Chip::removeRequested, this, [this, i] { removeEmbedding(i); },
        Qt::QueuedConnection);
  }
}

void PromptPanel::addEmbedding(const std::filesystem::path& file) {
  Request next = history_.request();
  next.embeddings.push_back(file);
  history_.change(next, tr("Embedding"));
  history_.endGesture();
  show(next);
}

void PromptPanel::removeEmbedding(std::size_t index) {
  Request next = history_.request();
  if (index >= next.embeddings.size()) return;
  next.embeddings.erase(next.embeddings.begin() + static_cast<std::ptrdiff_t>(index));
  history_.change(next, tr("Embedding"));
  history_.endGesture();
  show(next);
}

void PromptPanel::focusPrompt() {
  prompt_->setFocus();
  prompt_->selectAll();
}

}  // namespace maulstick::ui
