#pragma once
// Runs all registered tests, in the application that main() has made. Names of functions may be
// given as for any QTest program; a class that has none of them is passed over.

#include <QCoreApplication>
#include <QMetaObject>
#include <QStringList>
#include <QTest>
#include <algorithm>

#include "ui/support/registry.h"

namespace maulstick::testing {

inline bool isAskedFor(const QObject& test, const QStringList& arguments) {
  QStringList names;
  for (const QString& argument : arguments.mid(1)) {
    if (!argument.startsWith(u'-')) names << argument.section(u':', 0, 0);
  }
  if (names.isEmpty()) return true;
  return std::ranges::any_of(names, [&test](const QString& name) {
    return test.metaObject()->indexOfMethod(name.toLatin1() + "()") >= 0;
  });
}

// The program's exit code.
inline int runTests(int argc, char** argv) {
  int failures = 0;
  for (const TestMaker& make : registry()) {
    const auto test = make();
    if (isAskedFor(*test, QCoreApplication::arguments())) {
      failures += QTest::qExec(test.get(), argc, argv);
    }
  }
  return std::min(failures, 100);
}

}  // namespace maulstick::testing
