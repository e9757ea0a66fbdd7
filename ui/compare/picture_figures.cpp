#include "ui/compare/picture_figures.h"

#include <algorithm>
#include <cmath>
#include <nlohmann/json.hpp>

#include "base/error.h"
#include "base/json.h"
#include "guidance/catalog.h"
#include "ui/settings/json_member.h"
#include "ui/settings/paths.h"

namespace maulstick::ui {
namespace {

using nlohmann::json;

// Beyond what any run reports, a plot could not be drawn.
constexpr double largest = 1e12;

double numberOf(const json& value) {
  if (!value.is_number()) return ComparedPicture::unknown;
  const double number = value.get<double>();
  return std::abs(number) <= largest ? number : ComparedPicture::unknown;
}

std::vector<double> lossesOf(const json& object) {
  std::vector<double> losses;
  for (const guidance::Loss& loss : guidance::catalog()) {
    losses.push_back(numberOf(member(object, std::string(loss.name))));
  }
  return losses;
}

// Steps come in their order, each once.
void readCurve(const json& curves, ComparedPicture& picture) {
  if (!curves.is_array()) return;
  int next = 0;
  for (const json& line : curves) {
    const double step = numberOf(member(line, "step"));
    const json& told = member(line, "guidance");
    if (!(step >= next && step < picture.steps) || !told.is_object()) continue;
    next = static_cast<int>(step) + 1;
    picture.curve.push_back({static_cast<int>(step), lossesOf(told)});
  }
}

}  // namespace

QString fileOf(const Finished& result) {
  return fromPath(result.file);
}

void takeFigures(const Painting& painting, ComparedPicture& picture) {
  picture.request = painting.request;
  picture.size = {painting.image.width, painting.image.height};
  picture.steps = painting.request.steps;
  picture.losses = painting.losses;
  picture.seconds = painting.seconds;
  picture.curve.clear();
  for (const StepReport& step : painting.steps) {
    if (step.guidance) picture.curve.push_back({step.step, step.guidance->losses});
  }
  if (painting.measures) takeMeasures(*painting.measures, picture);
}

void takeMeasures(const guidance::PictureMeasures& measures, ComparedPicture& picture) {
  picture.centreOffset = std::hypot(measures.centre_x - 0.5, measures.centre_y - 0.5);
  picture.highShare = measures.high_share;
}

void takeFigures(const QString& chunk, ComparedPicture& picture) {
  try {
    const json root =
        parse_json(chunk.toStdString(), {.where = "maulstick", .blame = ErrorKind::bad_input});
    const json& losses = member(root, "losses");
    if (losses.is_object() && !losses.empty()) picture.losses = lossesOf(losses);
    const double seconds = numberOf(member(root, "seconds"));
    if (seconds >= 0) picture.seconds = seconds;
    readCurve(member(root, "curves"), picture);
  } catch (const Error&) {
    // Figures that cannot be read are none.
  }
}

}  // namespace maulstick::ui
