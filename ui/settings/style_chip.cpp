#include "ui/settings/style_chip.h"

#include <QCoreApplication>

#include "styles/style.h"

namespace maulstick::ui {
namespace {

constexpr const char* context = "maulstick::ui::StyleChip";

// For those who collect what is to be translated.
[[maybe_unused]] constexpr const char* names[] = {
    QT_TRANSLATE_NOOP("maulstick::ui::StyleChip", "oil painting"),
    QT_TRANSLATE_NOOP("maulstick::ui::StyleChip", "watercolor"),
    QT_TRANSLATE_NOOP("maulstick::ui::StyleChip", "pencil"),
    QT_TRANSLATE_NOOP("maulstick::ui::StyleChip", "cyberpunk"),
    QT_TRANSLATE_NOOP("maulstick::ui::StyleChip", "pixel art")};

}  // namespace

// The words stay English: models have learnt them so.
std::vector<StyleChip> defaultStyleChips() {
  std::vector<StyleChip> chips;
  for (const styles::Style& style : styles::built_in_styles()) {
    chips.push_back({.name = QCoreApplication::translate(context, style.name.c_str()),
                     .words = QString::fromStdString(style.prompt),
                     .negative = QString::fromStdString(style.negative)});
  }
  return chips;
}

styles::Style styleOf(const StyleChip& chip) {
  return {.name = chip.name.toStdString(),
          .prompt = chip.words.toStdString(),
          .negative = chip.negative.toStdString(),
          .controls = chip.controls};
}

StyleChip chipOf(const styles::Style& style) {
  return {.name = QString::fromStdString(style.name),
          .words = QString::fromStdString(style.prompt),
          .negative = QString::fromStdString(style.negative),
          .on = false,
          .controls = style.controls};
}

}  // namespace maulstick::ui
