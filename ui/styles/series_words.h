#pragma once
// How the Styles view speaks of a series as a whole.

#include <QString>
#include <optional>

namespace maulstick::ui {

QString picturesText(int count);  // "one picture", "20 pictures"
QString paintText(int count);     // on the button: "Paint 20 pictures"
QString lengthWords(int count, const std::optional<double>& seconds);  // "20 pictures, about 4 min"

}  // namespace maulstick::ui
