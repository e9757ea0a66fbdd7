// Runs the tests of the widgets, each class in a file of its own, in an application with the theme.
// Names of functions may be given as for any QTest program; a class that has none of them is passed
// over.

#include <QApplication>
#include <QMetaObject>
#include <QTest>
#include <algorithm>

#include "ui/support/registry.h"
#include "ui/widgets/theme.h"

namespace {

bool isAskedFor(const QObject& test, const QStringList& arguments) {
  bool named = false;
  for (const QString& argument : arguments.mid(1)) {
    if (argument.startsWith(u'-')) continue;
    named = true;
    const QString name = argument.section(u':', 0, 0);
    if (test.metaObject()->indexOfMethod(name.toLatin1() + "()") >= 0) return true;
  }
  return !named;
}

}  // namespace

int main(int argc, char** argv) {
  QApplication application(argc, argv);
  auto& theme = maulstick::ui::Theme::instance();
  theme.install(application);
  theme.setFontScale(1);
  theme.setChoice(maulstick::ui::Theme::Choice::dark);
  int failures = 0;
  for (const auto& make : maulstick::testing::registry()) {
    const auto test = make();
    if (isAskedFor(*test, QApplication::arguments())) {
      failures += QTest::qExec(test.get(), argc, argv);
    }
  }
  return std::min(failures, 100);
}
