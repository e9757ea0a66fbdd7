#include "ui/locale/text_findings.h"

#include <QAbstractButton>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QRegularExpression>

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

bool isCut(const QWidget& widget) {
  if (qobject_cast<const ui::ElidedLabel*>(&widget) != nullptr) return false;
  if (const auto* label = qobject_cast<const QLabel*>(&widget)) {
    return !label->wordWrap() && label->width() < label->sizeHint().width();
  }
  const auto* button = qobject_cast<const QAbstractButton*>(&widget);
  if (button == nullptr || button->text().isEmpty()) return false;
  return qobject_cast<const ui::Chip*>(button) == nullptr &&
         button->width() < button->minimumSizeHint().width();
}

}  // namespace

QStringList untranslated(const QWidget& window, const QStringList& names) {
  QStringList findings;
  for (const QWidget* widget : window.findChildren<QWidget*>()) {
    if (!widget->isVisibleTo(&window)) continue;
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
    findings << described(*widget, textsOf(*widget).last());
  }
  return findings;
}

}  // namespace maulstick::testing
