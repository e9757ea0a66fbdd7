#pragma once
// The looks that the app can be given, for tests that draw something in each of them. With
// MAULSTICK_SHOTS=DIR the pictures are kept there, to be looked at.

#include <QApplication>
#include <QDir>
#include <QImage>
#include <QTest>

#include "ui/widgets/theme.h"

namespace maulstick::testing {

struct Look {
  const char* name;
  ui::Theme::Choice choice;
  Qt::LayoutDirection direction;
  double scale;
};

// The first is that of all other tests.
inline constexpr Look everyLook[] = {
    {"dark", ui::Theme::Choice::dark, Qt::LeftToRight, 1},
    {"light", ui::Theme::Choice::light, Qt::LeftToRight, 1},
    {"dark-rtl", ui::Theme::Choice::dark, Qt::RightToLeft, 1},
    {"light-rtl", ui::Theme::Choice::light, Qt::RightToLeft, 1},
    {"dark-150", ui::Theme::Choice::dark, Qt::LeftToRight, 1.5},
    {"light-150", ui::Theme::Choice::light, Qt::LeftToRight, 1.5},
};

// Each palette, direction and size at least once, where a look takes long.
inline constexpr Look someLooks[] = {everyLook[0], everyLook[1], everyLook[2], everyLook[5]};

inline void wear(const Look& look) {
  QApplication::setLayoutDirection(look.direction);
  ui::Theme::instance().setFontScale(look.scale);
  ui::Theme::instance().setChoice(look.choice);
}

inline void keep(const QImage& picture, const QString& name) {
  const QString folder = qEnvironmentVariable("MAULSTICK_SHOTS");
  if (folder.isEmpty()) return;
  const QString path = QDir(folder).filePath(name + QStringLiteral(".png"));
  QVERIFY2(picture.save(path), qPrintable(path));
}

}  // namespace maulstick::testing
