#pragma once
// What a reader of another language would trip over in a window: words that were not translated, and words
// that have no room.

#include <QStringList>
#include <QWidget>

namespace maulstick::testing {

// Texts, tool tips, accessible names and place holders of the visible widgets and all menus below `window`
// that are not
// PseudoTranslator's; `names` are words that are the same in all languages.
QStringList untranslated(const QWidget& window, const QStringList& names);

// Visible labels and buttons that are narrower than their words and do not wrap them; that they end in
// "…" is no excuse.
QStringList cutOff(const QWidget& window);

}  // namespace maulstick::testing
