#include "ui/locale/text_findings.h"

#include <QAbstractButton>
#include <QAction>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QPlainTextEdit>
#include <QRegularExpression>

#include "ui/cockpit/figure_label.h"
#include "ui/locale/pseudo_translator.h"
#include "ui/widgets/chip.h"
#include "ui/widgets/elided_label.h"

namespace maulstick::testing {
namespace {

// Every text of a widget that a user can read or hear.
QStringList textsOf(const QWidget& widget) {
  QStringList texts = {widget.toolTip(), widget.accessibleName(), widget.accessibleDescription()};
  if (const auto* label = qobject_cast<const QLabel*>(&widget)) texts << label->text();
  if (const auto* button = qobject_cast<const QAbstractButton*>(&widget)) texts << button->text();
  if (const auto* field = qobject_cast<const QLineEdit*>(&widget))
    texts << field->placeholderText();
  if (const auto* field = qobject_cast<const QPlainTextEdit*>(&widget)) {
    texts << field->placeholderText();
  }
  if (const auto* figure = qobject_cast<const ui::FigureLabel*>(&widget)) texts << figure->text();
  for (const QAction* action : widget.actions()) texts << action->text() << action->toolTip();
  return texts;
}

bool isTranslated(QString text, const QStringList& names) {
  static const QRegularExpression inBrackets(QStringLiteral("⟦[^⟦⟧]*⟧"));
  static const QRegularExpression word(QStringLiteral("\\p{L}{2,}"));
  // Values may be translated texts themselves: brackets within brackets.
  for (qsizetype length = -1; length != text.size();) {
    length = text.size();
    text.remove(inBrackets);
  }
  for (const QString& name : names) text.remove(name);
  return !word.match(text).hasMatch();
}

QString described(const QWidget& widget, const QString& text) {
  return QStringLiteral("%1: \"%2\"").arg(QLatin1String(widget.metaObject()->className()), text);
}

// Also what is drawn with "…": there is more to read than is shown.
bool isCut(const QWidget& widget) {
  if (const auto* label = qobject_cast<const ui::ElidedLabel*>(&widget)) return label->isElided();
  if (const auto* chip = qobject_cast<const ui::Chip*>(&widget)) return chip->isElided();
  if (const auto* label = qobject_cast<const QLabel*>(&widget)) {
    return !label->wordWrap() && label->width() < label->sizeHint().width();
  }
  if (const auto* figure = qobject_cast<const ui::FigureLabel*>(&widget)) {
    return figure->width() < figure->sizeHint().width();
  }
  const auto* button = qobject_cast<const QAbstractButton*>(&widget);
  if (button == nullptr || button->text().isEmpty()) return false;
  return button->width() < button->sizeHint().width();
}

// Menus are read when they are open; here they need not be.
bool isRead(const QWidget& widget, const QWidget& window) {
  return widget.isVisibleTo(&window) || qobject_cast<const QMenu*>(&widget) != nullptr;
}

}  // namespace

QStringList untranslated(const QWidget& window, const QStringList& names) {
  QStringList findings;
  for (const QWidget* widget : window.findChildren<QWidget*>()) {
    if (!isRead(*widget, window)) continue;
    for (const QString& text : textsOf(*widget)) {
      if (!isTranslated(text, names)) findings << described(*widget, text);
    }
  }
  return findings;
}

QStringList cutOff(const QWidget& window) {
  QStringList findings;
  for (const QWidget* widget : window.findChildren<QWidget*>()) {
    if (!widget->isVisibleTo(&window) || !isCut(*widget)) continue;
    findings << described(*widget, textsOf(*widget).join(u'|'));
  }
  return findings;
}

}  // namespace maulstick::testing
