#include "ui/panels/slider_specs.h"

#include <QCoreApplication>
#include <algorithm>
#include <stdexcept>

#include "guidance/catalog.h"

namespace maulstick::ui {
namespace {

QString words(const char* text) {
  return QCoreApplication::translate("Controls", text);
}

// What the engine's table does not say of a control that is no loss.
struct Wording {
  std::string_view name;
  const char* label;
  const char* toolTip;
  double bandLow;
  double bandHigh;
  const char* below;
  const char* above;
  const char* suffix;
};

constexpr Wording wordings[] = {
    {"steps", QT_TRANSLATE_NOOP("Controls", "Steps"),
     QT_TRANSLATE_NOOP("Controls", "How often the picture is denoised: more is finer, and slower"),
     30, 60, QT_TRANSLATE_NOOP("Controls", "fewer steps leave the picture rough"),
     QT_TRANSLATE_NOOP("Controls", "more steps change little"), ""},
    {"cfg", QT_TRANSLATE_NOOP("Controls", "CFG scale"),
     QT_TRANSLATE_NOOP("Controls", "How closely the prompt is followed"), 6, 10,
     QT_TRANSLATE_NOOP("Controls", "the prompt may be followed loosely"),
     QT_TRANSLATE_NOOP("Controls", "colours may burn out"), ""},
    {"strength", QT_TRANSLATE_NOOP("Controls", "Strength"),
     QT_TRANSLATE_NOOP(
         "Controls", "How far each push moves the picture, in per cent of the noise that is in it"),
     2, 4, QT_TRANSLATE_NOOP("Controls", "hardly visible"),
     QT_TRANSLATE_NOOP("Controls", "may introduce artefacts"), " %"},
    {"every", QT_TRANSLATE_NOOP("Controls", "Guide every"),
     QT_TRANSLATE_NOOP(
         "Controls", "Guidance acts at every Nth step; each guided step costs several plain ones"),
     2, 10, QT_TRANSLATE_NOOP("Controls", "slow"),
     QT_TRANSLATE_NOOP("Controls", "guidance acts seldom"), ""},
    {"start", QT_TRANSLATE_NOOP("Controls", "Guide from"),
     QT_TRANSLATE_NOOP("Controls",
                       "Guidance begins after this share of the steps, when shapes can be seen"),
     0.1, 0.5, QT_TRANSLATE_NOOP("Controls", "there is little to see so early"),
     QT_TRANSLATE_NOOP("Controls", "late pushes change little"), ""},
};

// What a loss does, short enough for one line; the catalog's sentence is the tool tip.
struct Note {
  std::string_view loss;
  const char* words;
};

constexpr Note notes[] = {
    {"clip", QT_TRANSLATE_NOOP("Controls", "towards what the prompt means")},
    {"frequency", QT_TRANSLATE_NOOP("Controls", "fine detail against broad shapes")},
    {"composition", QT_TRANSLATE_NOOP("Controls", "what matters to the middle")},
};

QString noteOf(const guidance::Loss& loss) {
  const auto* found = std::ranges::find(notes, loss.name, &Note::loss);
  return words(found != std::end(notes) ? found->words : std::string(loss.summary).c_str());
}

const Wording* wordingOf(const std::string& name) {
  const auto* found = std::ranges::find(wordings, name, &Wording::name);
  return found == std::end(wordings) ? nullptr : found;
}

int decimalsOf(const Control& control) {
  if (control.whole || control.step >= 1) return 0;
  return control.step >= 0.1 ? 1 : 2;
}

const guidance::Loss* lossOf(const Control& control) {
  const auto rows = guidance::catalog();
  const auto found = std::ranges::find(rows, control.name, &guidance::Loss::name);
  return found == rows.end() ? nullptr : &*found;
}

void addLoss(SliderSpec& spec, const guidance::Loss& loss) {
  spec.lossRow = static_cast<int>(&loss - guidance::catalog().data());
  spec.bandLow = loss.band_low;
  spec.bandHigh = loss.band_high;
  spec.zeroReadsOff = true;
  // In both modes the scales are weighed against one another.
  spec.hintBelow = words(QT_TRANSLATE_NOOP("Controls", "has little say beside the others"));
  spec.hintAbove = words(std::string(loss.caution).c_str());
  spec.toolTip = words(std::string(loss.summary).c_str());
  spec.note = noteOf(loss);
}

void addWording(SliderSpec& spec, const Wording& wording) {
  spec.bandLow = wording.bandLow;
  spec.bandHigh = wording.bandHigh;
  spec.hintBelow = words(wording.below);
  spec.hintAbove = words(wording.above);
  spec.toolTip = words(wording.toolTip);
  spec.suffix = QString::fromUtf8(wording.suffix);
}

}  // namespace

QString labelOf(const Control& control) {
  if (const Wording* wording = wordingOf(control.name)) return words(wording->label);
  const guidance::Loss* loss = lossOf(control);
  QString label = words(std::string(loss != nullptr ? loss->label : control.name).c_str());
  if (!label.isEmpty()) label[0] = label[0].toUpper();
  return label;
}

SliderSpec sliderSpecOf(const Control& control) {
  SliderSpec spec;
  spec.label = labelOf(control);
  spec.minimum = control.minimum;
  spec.maximum = control.maximum;
  spec.step = control.step;
  spec.defaultValue = control.value(Request());
  spec.decimals = decimalsOf(control);
  spec.whole = control.whole;
  if (const guidance::Loss* loss = lossOf(control)) addLoss(spec, *loss);
  if (const Wording* wording = wordingOf(control.name)) addWording(spec, *wording);
  return spec;
}

const Control& controlNamed(std::string_view name) {
  const auto rows = controls();
  const auto found = std::ranges::find(rows, name, &Control::name);
  if (found == rows.end()) throw std::logic_error("no control is called " + std::string(name));
  return *found;
}

}  // namespace maulstick::ui
