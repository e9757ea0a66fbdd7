#pragma once
// Tool tips are words, never markup: what they tell may have come out of a file from anywhere, and
// Qt would read files that an <img> in it names. The style shows every tip as plain text; this cuts
// and wraps what is too long for one.

#include <QString>

class QApplication;

namespace maulstick::ui {

inline constexpr qsizetype longestTip = 600;  // characters; more is not read in passing

// As a tool tip shows it: in lines of a length that can be read.
QString tipText(const QString& words);

// Tips of widgets and of rows in lists are shaped by tipText() from then on. The theme calls it.
void installToolTips(QApplication& application);

}  // namespace maulstick::ui
