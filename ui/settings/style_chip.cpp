#include "ui/settings/style_chip.h"

#include <QCoreApplication>

namespace maulstick::ui {
namespace {

QString tr(const char* text) {
  return QCoreApplication::translate("maulstick::ui::StyleChip", text);
}

}  // namespace

// The words stay English: models have learnt them so.
std::vector<StyleChip> defaultStyleChips() {
  return {{.name = tr("oil painting"),
           .words = QStringLiteral("oil painting, impasto, thick brush strokes, canvas texture"),
           .negative = {}},
          {.name = tr("watercolor"),
           .words = QStringLiteral("watercolor painting, soft wash, paper texture"),
           .negative = {}},
          {.name = tr("pencil"),
           .words = QStringLiteral("pencil sketch, graphite, cross-hatching, monochrome"),
           .negative = {}},
          {.name = tr("cyberpunk"),
           .words = QStringLiteral("cyberpunk, neon lighting, futuristic, high contrast"),
           .negative = {}},
          {.name = tr("pixel art"),
           .words = QStringLiteral("pixel art, 16-bit, low resolution, retro game style"),
           .negative = {}}};
}

}  // namespace maulstick::ui
