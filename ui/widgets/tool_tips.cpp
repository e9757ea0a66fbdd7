#include "ui/widgets/tool_tips.h"

#include <QAbstractItemView>
#include <QApplication>
#include <QHelpEvent>
#include <QStringList>
#include <QToolTip>
#include <algorithm>

namespace maulstick::ui {
namespace {

constexpr qsizetype lineLength = 72;
constexpr qsizetype mostLines = 16;

QString withoutControls(QString words) {
  for (QChar& sign : words) {
    if (sign != u'\n' && sign.category() == QChar::Other_Control) sign = u' ';
  }
  return words;
}

// A word that is longer than a line, as paths are, is broken where the line ends.
void addWord(QStringList& lines, QStringView word) {
  const bool fits = lines.last().size() + 1 + word.size() <= lineLength;
  if (lines.last().isEmpty() || fits) {
    if (!lines.last().isEmpty()) lines.last() += u' ';
  } else {
    lines << QString();
  }
  while (word.size() > lineLength) {
    lines.last() = word.left(lineLength).toString();
    lines << QString();
    word = word.mid(lineLength);
  }
  lines.last() += word;
}

const QAbstractItemView* viewOf(const QWidget& viewport) {
  const auto* view = qobject_cast<const QAbstractItemView*>(viewport.parentWidget());
  return view != nullptr && view->viewport() == &viewport ? view : nullptr;
}

class ToolTips : public QObject {
 public:
  using QObject::QObject;

  bool eventFilter(QObject* watched, QEvent* event) override {
    if (event->type() != QEvent::ToolTip) return false;
    auto* widget = qobject_cast<QWidget*>(watched);
    if (widget == nullptr) return false;
    const auto& help = *static_cast<QHelpEvent*>(event);
    const bool shown = showRow(*widget, help) || showOwn(*widget, help);
    if (shown) event->accept();
    return shown;
  }

 private:
  static bool showRow(QWidget& viewport, const QHelpEvent& help) {
    const QAbstractItemView* view = viewOf(viewport);
    if (view == nullptr) return false;
    const QModelIndex index = view->indexAt(help.pos());
    const QString words = index.data(Qt::ToolTipRole).toString();
    if (words.isEmpty()) return false;
    QToolTip::showText(help.globalPos(), tipText(words), &viewport, view->visualRect(index));
    return true;
  }

  static bool showOwn(QWidget& widget, const QHelpEvent& help) {
    if (widget.toolTip().isEmpty()) return false;
    QToolTip::showText(help.globalPos(), tipText(widget.toolTip()), &widget, {},
                       widget.toolTipDuration());
    return true;
  }
};

}  // namespace

QString tipText(const QString& words) {
  const bool cut = words.size() > longestTip;
  const QString shown = withoutControls(cut ? words.left(longestTip - 1) + u'…' : words);
  QStringList lines;
  for (const QStringView paragraph : QStringView(shown).split(u'\n')) {
    lines << QString();
    for (const QStringView word : paragraph.split(u' ')) addWord(lines, word);
  }
  if (lines.size() > mostLines) lines = lines.first(mostLines - 1) << QStringLiteral("…");
  return lines.join(u'\n');
}

void installToolTips(QApplication& application) {
  application.installEventFilter(new ToolTips(&application));
}

}  // namespace maulstick::ui
