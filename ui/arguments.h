#pragma once
// What maulstick-studio answers on the command line before it opens a window. Used by main.

#include <QStringList>
#include <optional>

namespace maulstick::ui {

// The exit code, if the arguments ask for text (--help, --version) or if there is no display to show
// a window on; nothing if there is one to be shown. Needs no application and no display.
std::optional<int> answerArguments(int argc, char** argv);

// The exit code if, once Qt has taken its own, more is left of the arguments than one path of
// something that is there.
std::optional<int> refuseArguments(const QStringList& arguments);

}  // namespace maulstick::ui
