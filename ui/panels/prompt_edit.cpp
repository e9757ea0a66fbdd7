#include "ui/panels/prompt_edit.h"

#include <QAbstractTextDocumentLayout>
#include <QKeyEvent>
#include <QMimeData>
#include <QTextCursor>
#include <QTextEdit>
#include <algorithm>
#include <cmath>

#include "text/adjust_weight.h"

namespace maulstick::ui {
namespace {

constexpr double weightStep = 0.1;
constexpr int mostLines = 8;  // beyond that it scrolls

// A position in UTF-16 as an offset in UTF-8, and back.
std::size_t utf8Offset(const QString& text, int position) {
  return static_cast<std::size_t>(QStringView(text).left(position).toUtf8().size());
}

int utf16Position(const std::string& text, std::size_t offset) {
  return static_cast<int>(QString::fromUtf8(text.data(), static_cast<qsizetype>(offset)).size());
}

}  // namespace

PromptEdit::PromptEdit(QWidget* parent) : QPlainTextEdit(parent) {
  setTabChangesFocus(true);
  setUndoRedoEnabled(false);
  setVisibleLines(3);
  setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
  // The document's height is counted in lines.
  connect(document()->documentLayout(), &QAbstractTextDocumentLayout::documentSizeChanged, this,
          [this] { fitLines(); });
  connect(this, &QPlainTextEdit::textChanged, this, [this] {
    if (!silent_) Q_EMIT edited();
  });
}

void PromptEdit::setPrompt(const QString& text) {
  if (text == toPlainText()) return;
  const int position = textCursor().position();
  silent_ = true;
  setPlainText(text);
  silent_ = false;
  QTextCursor cursor = textCursor();
  cursor.setPosition(std::min(position, static_cast<int>(text.size())));
  setTextCursor(cursor);
}

void PromptEdit::setCut(int position) {
  QList<QTextEdit::ExtraSelection> struck;
  if (position >= 0 && position < toPlainText().size()) {
    QTextEdit::ExtraSelection selection;
    selection.cursor = QTextCursor(document());
    selection.cursor.setPosition(position);
    selection.cursor.movePosition(QTextCursor::End, QTextCursor::KeepAnchor);
    selection.format.setFontStrikeOut(true);
    selection.format.setForeground(palette().placeholderText());
    struck.append(selection);
  }
  setExtraSelections(struck);
}

void PromptEdit::setVisibleLines(int lines) {
  fewestLines_ = lines;
  fitLines();
}

void PromptEdit::fitLines() {
  const auto used = static_cast<int>(document()->size().height());
  const int lines = std::clamp(used, fewestLines_, std::max(fewestLines_, mostLines));
  const double margins = 2 * document()->documentMargin() + 2 * frameWidth();
  // A line is a broken number of pixels high; what is cut off from the last one would ask for scrolling.
  setFixedHeight(
      static_cast<int>(std::ceil(QFontMetricsF(font()).lineSpacing() * lines + margins)));
}

// The frame's width is known when the style has polished it.
void PromptEdit::showEvent(QShowEvent* event) {
  QPlainTextEdit::showEvent(event);
  fitLines();
}

void PromptEdit::changeEvent(QEvent* event) {
  QPlainTextEdit::changeEvent(event);
  if (event->type() == QEvent::FontChange || event->type() == QEvent::StyleChange) fitLines();
}

// A text field takes undo and redo for its own, even without a history: they are left to the window.
bool PromptEdit::event(QEvent* event) {
  if (event->type() == QEvent::ShortcutOverride) {
    const auto* key = static_cast<QKeyEvent*>(event);
    if (key->matches(QKeySequence::Undo) || key->matches(QKeySequence::Redo)) {
      event->ignore();
      return true;
    }
  }
  return QPlainTextEdit::event(event);
}

void PromptEdit::keyPressEvent(QKeyEvent* event) {
  const bool control = event->modifiers().testFlag(Qt::ControlModifier);
  const bool returns = event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter;
  const bool upOrDown = event->key() == Qt::Key_Up || event->key() == Qt::Key_Down;
  if (control && returns) {
    Q_EMIT editingFinished();
    Q_EMIT paintRequested();
  } else if (control && upOrDown) {
    weigh(event->key() == Qt::Key_Up ? weightStep : -weightStep);
  } else if (event->modifiers().testFlag(Qt::AltModifier) && upOrDown) {
    Q_EMIT recallRequested(event->key() == Qt::Key_Up);
  } else {
    QPlainTextEdit::keyPressEvent(event);
    return;
  }
  event->accept();
}

void PromptEdit::focusOutEvent(QFocusEvent* event) {
  QPlainTextEdit::focusOutEvent(event);
  Q_EMIT editingFinished();
}

void PromptEdit::weigh(double change) {
  const QString before = toPlainText();
  QTextCursor cursor = textCursor();
  const text::Selection after =
      text::adjust_weight(before.toStdString(), utf8Offset(before, cursor.selectionStart()),
                          utf8Offset(before, cursor.selectionEnd()), change);
  const QString weighed = QString::fromStdString(after.prompt);
  if (weighed != before) {
    if (!weights_) Q_EMIT weightsNeeded();
    cursor.select(QTextCursor::Document);
    cursor.insertText(weighed);
  }
  cursor.setPosition(utf16Position(after.prompt, after.begin));
  cursor.setPosition(utf16Position(after.prompt, after.end), QTextCursor::KeepAnchor);
  setTextCursor(cursor);
}

// Files that are dropped belong to the window, which knows what to do with pictures and models.
bool PromptEdit::canInsertFromMimeData(const QMimeData* source) const {
  return source->hasText() && !source->hasUrls();
}

void PromptEdit::insertFromMimeData(const QMimeData* source) {
  if (source->hasText()) insertPlainText(source->text());
}

}  // namespace maulstick::ui
