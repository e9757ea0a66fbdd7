#include "ui/series/cell_desk.h"

#include <QPromise>
#include <chrono>
#include <utility>

#include "text/prompt_weights.h"
#include "ui/models/background.h"

namespace maulstick::ui {
namespace {

using namespace std::chrono_literals;

constexpr auto savePause = 1s;

// As the engine reads them: the brackets of weights are no words.
std::string plainOf(const SeriesPlan& plan, const std::string& words) {
  return plan.base.weights ? text::plain_text(words) : words;
}

}  // namespace

CellDesk::CellDesk(Controller& controller, FileSaver& saver, QObject* parent)
    : QObject(parent), controller_(&controller), saver_(saver) {
  sinceSaved_.setSingleShot(true);
  sinceSaved_.setInterval(savePause);
  connect(&sinceSaved_, &QTimer::timeout, this, &CellDesk::writeScores);
}

void CellDesk::open(Series& series, std::shared_ptr<batch::ResultsFile> results) {
  close();
  series_ = &series;
  results_ = std::move(results);
}

void CellDesk::close() {
  writeScores();
  sinceSaved_.stop();
  ++opened_;
  busy_ = false;
  results_.reset();
  series_.clear();
}

void CellDesk::painted(int number, const Finished& result) {
  const Painting& painting = *result.painting;
  CellAccount account = accountOf(number);
  account.painting = result.painting;
  account.line = batch::result_line(doneResult(
      series_->cell(number).what, number,
      {.done = true, .losses = painting.losses, .seconds = painting.seconds}, result.file));
  send(number, std::move(account));
}

void CellDesk::failed(int number, const Error& error) {
  CellAccount account;
  account.results = results_;
  account.line =
      batch::result_line(failedResult(series_->cell(number).what, number, error.message()));
  send(number, std::move(account));
}

void CellDesk::measure(int number) {
  CellAccount account = accountOf(number);
  account.picture = series_->picture(number);
  send(number, std::move(account));
}

CellAccount CellDesk::accountOf(int number) const {
  const SeriesPlan& plan = series_->plan();
  const styles::Combination& what = series_->cell(number).what;
  CellAccount account;
  account.results = results_;
  account.model = plan.model;
  account.prompt = plainOf(plan, what.prompt);
  if (what.style != nullptr) account.styleWords = plainOf(plan, wordsAlone(*what.style));
  return account;
}

void CellDesk::send(int number, CellAccount account) {
  busy_ = true;
  const auto promise = std::make_shared<QPromise<Accounted>>();
  whenDone(this, promise->future(),
           [this, number, opened = opened_](const std::optional<Accounted>& accounted) {
             if (opened == opened_ && series_) take(number, accounted.value_or(Accounted()));
           });
  promise->start();
  const auto own = std::make_shared<CellAccount>(std::move(account));
  controller_->send([promise, own](Painter& painter, const std::stop_token& stop) {
    promise->addResult(settle(*own, painter, stop));
    own->results.reset();  // before anybody hears of it, and may open them anew
    promise->finish();
  });
}

void CellDesk::take(int number, const Accounted& accounted) {
  busy_ = false;
  if (accounted.scores) {
    series_->setScores(number, *accounted.scores);
    saveScores();
  }
  Q_EMIT settled(number, accounted);
}

// The first at once, others together: thousands of scores are not written for each of them.
void CellDesk::saveScores() {
  unsaved_ = true;
  if (!sinceSaved_.isActive()) writeScores();
}

void CellDesk::writeScores() {
  if (!std::exchange(unsaved_, false) || !series_) return;
  saver_.save(series_->folder() / scoresName, scoreBytes(series_->scores()));
  sinceSaved_.start();
}

}  // namespace maulstick::ui
