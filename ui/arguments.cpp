#include "ui/arguments.h"

#include <QFileInfo>
#include <QtGlobal>
#include <algorithm>
#include <cstdio>
#include <span>
#include <string_view>

#include "engine/version.h"

namespace maulstick::ui {
namespace {

constexpr int badArgument = 2;
constexpr int noDisplay = 5;

constexpr const char* help =
    "Maulstick Studio: the desktop app of Maulstick\n"
    "\n"
    "Usage: maulstick-studio [OPTION] [PATH]\n"
    "\n"
    "  PATH            a model's folder to paint with, or a picture to open\n"
    "  -h, --help      show this\n"
    "  --version       show the version\n"
    "\n"
    "Qt's own options (-platform, -style, …) work as well.\n"
    "Without a display, use the command line: maulstick --help\n";

bool needsDisplay(std::span<char*> arguments) {
#ifdef Q_OS_LINUX
  const auto namesPlatform = [](const char* argument) {
    return std::string_view(argument).ends_with("-platform");
  };
  return !qEnvironmentVariableIsSet("QT_QPA_PLATFORM") &&
         std::ranges::none_of(arguments, namesPlatform);
#else
  Q_UNUSED(arguments)
  return false;
#endif
}

bool hasDisplay() {
  return !qEnvironmentVariableIsEmpty("DISPLAY") || !qEnvironmentVariableIsEmpty("WAYLAND_DISPLAY");
}

}  // namespace

std::optional<int> answerArguments(int argc, char** argv) {
  const std::span<char*> arguments(argv + 1, argv + std::max(argc, 1));
  for (const std::string_view argument : arguments) {
    if (argument == "--version") {
      std::printf("Maulstick %s\n", maulstick::version);
      return 0;
    }
    if (argument == "--help" || argument == "-h") {
      std::fputs(help, stdout);
      return 0;
    }
  }
  if (hasDisplay() || !needsDisplay(arguments)) return std::nullopt;
  std::fputs(
      "error: no display to show a window on (maulstick-studio): expected DISPLAY or "
      "WAYLAND_DISPLAY to be set, got neither\n"
      "hint: the command line paints without one: maulstick generate --prompt \"…\"\n",
      stderr);
  return noDisplay;
}

std::optional<int> refuseArguments(const QStringList& arguments) {
  const bool hasPath = arguments.size() > 1 && QFileInfo::exists(arguments[1]);
  const int known = hasPath ? 2 : 1;
  if (arguments.size() <= known) return std::nullopt;
  std::fprintf(stderr,
               "error: an argument is not known (maulstick-studio): expected %s, got %.200s\n"
               "hint: see maulstick-studio --help\n",
               hasPath ? "one path" : "a path that exists", qPrintable(arguments[known]));
  return badArgument;
}

}  // namespace maulstick::ui
