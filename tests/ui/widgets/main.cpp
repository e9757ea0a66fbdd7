// Runs the tests of rooms with widgets, in an application with the theme.

#include <QApplication>

#include "ui/support/run_tests.h"
#include "ui/widgets/theme.h"

int main(int argc, char** argv) {
  QApplication application(argc, argv);
  auto& theme = maulstick::ui::Theme::instance();
  theme.install(application);
  theme.setFontScale(1);
  theme.setChoice(maulstick::ui::Theme::Choice::dark);
  return maulstick::testing::runTests(argc, argv);
}
