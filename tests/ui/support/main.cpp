// Runs all registered tests. Names of functions may be given as for any QTest program; a class that has
// none of them is passed over.

#include <QGuiApplication>
#include <QMetaMethod>
#include <QTest>
#include <algorithm>

#include "ui/support/registry.h"

namespace {

bool isAskedFor(const QObject& test, const QStringList& arguments) {
  QStringList names;
  for (const QString& argument : arguments.mid(1)) {
    if (!argument.startsWith(u'-')) names << argument.section(u':', 0, 0);
  }
  if (names.isEmpty()) return true;
  return std::ranges::any_of(names, [&test](const QString& name) {
    return test.metaObject()->indexOfMethod(name.toLatin1() + "()") >= 0;
  });
}

}  // namespace

int main(int argc, char** argv) {
  const QGuiApplication app(argc, argv);
  int failures = 0;
  for (const auto& make : maulstick::testing::registry()) {
    const auto test = make();
    if (isAskedFor(*test, app.arguments())) failures += QTest::qExec(test.get(), argc, argv);
  }
  return std::min(failures, 100);
}
