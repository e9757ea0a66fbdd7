#include "ui/window/settings_changes.h"

#include <QCoreApplication>
#include <QStringList>

#include "ui/panels/slider_specs.h"
#include "ui/settings/paths.h"
#include "ui/widgets/number_field.h"
#include "ui/widgets/pixels_text.h"

namespace maulstick::ui {
namespace {

QString tr(const char* text) {
  return QCoreApplication::translate("maulstick::ui::SettingsChanges", text);
}

class Changes {
 public:
  void add(const QString& name, const QString& from, const QString& to) {
    if (from != to) rows_.push_back({name, from, to});
  }
  [[nodiscard]] std::vector<SettingChange> rows() && { return std::move(rows_); }

 private:
  std::vector<SettingChange> rows_;
};

QString onOff(bool on) {
  return on ? tr("on") : tr("off");
}

QString text(const std::string& words) {
  return words.empty() ? tr("none") : QString::fromStdString(words);
}

QString stylesText(const std::vector<StyleChip>& styles) {
  QStringList names;
  for (const StyleChip& style : styles) {
    if (style.on) names << style.name;
  }
  return names.isEmpty() ? tr("none") : names.join(QStringLiteral(", "));
}

QString sizeText(const Request& request) {
  if (request.width == 0 || request.height == 0) return tr("the model's own");
  return pixelsText(request.width, request.height);
}

QString modeText(const Request& request) {
  return request.guidance.mode == guidance::Mode::relative ? tr("relative") : tr("reference");
}

QString normText(const Request& request) {
  return request.guidance.gradient_norm == guidance::GradientNorm::cap ? tr("capped") : tr("set");
}

QString filesText(const Request& request) {
  QStringList names;
  for (const auto& path : request.embeddings) names << fromPath(path.filename());
  return names.isEmpty() ? tr("none") : names.join(QStringLiteral(", "));
}

QString movesText(const Request& request) {
  return request.moves.empty() ? tr("none") : QString::number(request.moves.size());
}

}  // namespace

std::vector<SettingChange> settingsChanges(const PanelSettings& from, const PanelSettings& to) {
  const Request& a = from.request;
  const Request& b = to.request;
  Changes changes;
  changes.add(tr("Prompt"), text(a.prompt), text(b.prompt));
  changes.add(tr("Negative prompt"), text(a.negative), text(b.negative));
  changes.add(tr("Prompt weights"), onOff(a.weights), onOff(b.weights));
  changes.add(tr("Words of your own"), filesText(a), filesText(b));
  changes.add(tr("Styles"), stylesText(from.styles), stylesText(to.styles));
  changes.add(tr("Seed"), QString::number(a.seed), QString::number(b.seed));
  for (const Control& control : controls()) {
    const SliderSpec spec = sliderSpecOf(control);
    changes.add(spec.label, numberText(spec, control.value(a)), numberText(spec, control.value(b)));
  }
  changes.add(tr("Guidance mode"), modeText(a), modeText(b));
  changes.add(tr("Gradient's norm"), normText(a), normText(b));
  changes.add(tr("Size"), sizeText(a), sizeText(b));
  changes.add(tr("Sliders moved while painting"), movesText(a), movesText(b));
  return std::move(changes).rows();
}

}  // namespace maulstick::ui
