// Runs the tests of rooms without widgets.

#include <QGuiApplication>

#include "ui/support/run_tests.h"

int main(int argc, char** argv) {
  const QGuiApplication app(argc, argv);
  return maulstick::testing::runTests(argc, argv);
}
