#include "ui/series/cell_account.h"

#include <cmath>

#include "base/file.h"
#include "guidance/catalog.h"
#include "picture/png.h"
#include "ui/painting/fault.h"

namespace maulstick::ui {
namespace {

constexpr std::uintmax_t pictureLimit = std::uintmax_t{256} << 20U;

// The catalog's CLIP loss is 1 - cosine.
std::optional<double> cosineOf(const std::vector<double>& losses) {
  const auto rows = guidance::catalog();
  for (std::size_t i = 0; i < rows.size() && i < losses.size(); ++i) {
    if (rows[i].name != "clip") continue;
    if (std::isfinite(losses[i])) return 1 - losses[i];
    throw Error(ErrorKind::device, {.what = "the picture could not be measured",
                                    .where = "CLIP",
                                    .expected = "a number",
                                    .got = "none"});
  }
  return std::nullopt;  // a painter that has no CLIP
}

Image pictureOf(const CellAccount& account) {
  if (account.painting) return account.painting->image;
  const std::string png =
      read_file(account.picture, {.bytes = pictureLimit, .blame = ErrorKind::bad_input});
  return picture::decode_png(png, account.picture.string());
}

std::optional<Scores> measured(const CellAccount& account, Painter& painter,
                               const std::stop_token& stop) {
  painter.load(account.model, stop);
  const Image image = pictureOf(account);
  const auto prompt = cosineOf(painter.losses(image, account.prompt));
  if (!prompt) return std::nullopt;
  Scores scores = {.prompt = *prompt};
  if (!account.styleWords.empty()) {
    scores.style = cosineOf(painter.losses(image, account.styleWords));
  }
  return scores;
}

}  // namespace

Accounted settle(const CellAccount& account, Painter& painter, const std::stop_token& stop) {
  Accounted accounted;
  try {
    if (account.results && !account.line.empty()) account.results->append(account.line);
  } catch (...) {
    accounted.fault = currentFault();
  }
  if (!account.painting && account.picture.empty()) return accounted;
  try {
    accounted.scores = measured(account, painter, stop);
  } catch (...) {
    accounted.unmeasured = currentFault();
  }
  return accounted;
}

}  // namespace maulstick::ui
