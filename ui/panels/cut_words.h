#pragma once
// How the app names the end of a prompt that has no room. Used by the token meter and the Paint view.

#include <QString>

namespace maulstick::ui {

// ", masterpiece" is what is cut off; "masterpiece" is what a person misses.
inline QString withoutLeadingMarks(const QString& cut) {
  qsizetype from = 0;
  while (from < cut.size() &&
         (cut[from].isSpace() || cut[from] == u',' || cut[from] == u'.' || cut[from] == u';')) {
    ++from;
  }
  return from < cut.size() ? cut.mid(from) : cut;
}

}  // namespace maulstick::ui
