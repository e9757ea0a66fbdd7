#include "ui/series/series.h"

#include <algorithm>

#include "sheet/account.h"
#include "ui/painting/fault_words.h"
#include "ui/series/cell_words.h"
#include "ui/settings/paths.h"

namespace maulstick::ui {

using State = SeriesCell::State;

Series::Series(SeriesPlan plan, std::filesystem::path folder, ThumbnailLoader& thumbnails,
               QObject* parent)
    : QAbstractTableModel(parent),
      plan_(std::move(plan)),
      folder_(std::move(folder)),
      sweep_(sweepOf(plan_)),
      layout_(plan_, sweep_),
      schedule_(scheduleOf(plan_, sweep_)),
      thumbnails_(thumbnails) {
  const std::uint64_t cells = styles::count(sweep_);
  for (std::uint64_t number = 0; number < cells; ++number) {
    cells_.push_back({.what = styles::combination(sweep_, number)});
    numbers_.insert(fromPath(picture(static_cast<int>(number))), static_cast<int>(number));
  }
  connect(&thumbnails, &ThumbnailLoader::ready, this, [this](const QString& file) {
    const auto number = numbers_.constFind(file);
    if (number == numbers_.constEnd()) return;
    if (last_.number == *number) last_ = {};
    Q_EMIT dataChanged(indexOf(*number), indexOf(*number));  // of the cell nothing is new
  });
  connect(&thumbnails, &ThumbnailLoader::failed, this, [this](const QString& file) {
    const auto number = numbers_.constFind(file);
    if (number != numbers_.constEnd()) findGone(*number);
  });
}

int Series::count(State state) const {
  return static_cast<int>(std::ranges::count(cells_, state, &SeriesCell::state));
}

Request Series::request(int number) const {
  return requestOf(plan_, cell(number).what);
}

std::filesystem::path Series::picture(int number) const {
  return sheet::picture_path(folder_, cell(number).what.id);
}

QModelIndex Series::indexOf(int number) const {
  return index(layout_.rowOf(number), layout_.columnOf(number));
}

int Series::numberOf(const QModelIndex& index) const {
  return index.isValid() ? layout_.numberAt(index.row(), index.column()) : -1;
}

std::optional<int> Series::bestOf(int row) const {
  std::optional<int> best;
  int measured = 0;
  for (int column = 0; column < layout_.columns(); ++column) {
    const int number = layout_.numberAt(row, column);
    const SeriesCell& one = cell(number);
    if (one.state != State::done || !one.scores) continue;
    ++measured;
    if (!best || one.scores->prompt > cell(*best).scores->prompt) best = number;
  }
  return measured < 2 ? std::nullopt : best;
}

bool Series::isBest(int number) const {
  return cell(number).scores && bestOf(layout_.rowOf(number)) == number;
}

bool Series::isWhole() const {
  return std::ranges::all_of(cells_, [](const SeriesCell& one) {
    return one.state == State::done && !one.gone && one.scores.has_value();
  });
}

ScoreTable Series::scores() const {
  ScoreTable table;
  for (const SeriesCell& one : cells_) {
    if (one.scores) table[one.what.id] = *one.scores;
  }
  return table;
}

void Series::apply(const std::vector<Finding>& findings, const ScoreTable& scores) {
  for (int number = 0; number < size() && at(number) < findings.size(); ++number) {
    take(number, findings[at(number)]);
    const auto known = scores.find(cell(number).what.id);
    if (known != scores.end() && cell(number).state == State::done) {
      cells_[at(number)].scores = known->second;
    }
  }
  if (size() > 0) {
    Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, columnCount() - 1));
    Q_EMIT cellChanged(-1);
  }
}

void Series::take(int number, const Finding& finding) {
  SeriesCell& one = cells_[at(number)];
  one.state = State::waiting;
  one.error.clear();
  one.details.clear();
  one.gone = false;
  if (finding.done) {
    one.state = State::done;
    one.losses = finding.losses;
    one.seconds = finding.seconds;
    one.written = finding.written;
  } else if (!finding.error.empty()) {
    one.state = State::failed;
    one.error = faultCause(finding.error);
    one.details = QString::fromStdString(finding.error);
  }
}

void Series::setState(int number, State state) {
  cells_[at(number)].state = state;
  if (progress_.number == number) progress_ = {};
}

void Series::setWaiting(int number) {
  setState(number, State::waiting);
  tell(number);
}

void Series::setPainting(int number, int steps) {
  setState(number, State::painting);
  SeriesCell& one = cells_[at(number)];
  one.error.clear();
  one.details.clear();
  one.scores.reset();
  progress_ = {.number = number, .preview = {}, .step = 0, .steps = steps};
  tell(number);
}

void Series::setStep(int step) {
  progress_.step = step;
  tell(progress_.number);
}

void Series::setPreview(const QImage& preview) {
  progress_.preview = preview;
  tell(progress_.number);
}

void Series::setDone(int number, std::vector<double> losses, double seconds) {
  if (progress_.number == number) last_ = progress_;
  setState(number, State::done);
  SeriesCell& one = cells_[at(number)];
  one.losses = std::move(losses);
  one.seconds = seconds;
  one.written = timeOf(picture(number));
  one.gone = false;
  tell(number);
}

void Series::setFailed(int number, const QString& error, const QString& details) {
  setState(number, State::failed);
  cells_[at(number)].error = error;
  cells_[at(number)].details = details;
  tell(number);
}

void Series::setScores(int number, const Scores& scores) {
  cells_[at(number)].scores = scores;
  tellRow(number);  // another one may be the best now
  Q_EMIT cellChanged(number);
}

void Series::findGone(int number) {
  if (cell(number).state != State::done) return;
  cells_[at(number)].gone = true;
  if (last_.number == number) last_ = {};
  tell(number);
}

void Series::tell(int number) {
  if (number < 0) return;
  Q_EMIT dataChanged(indexOf(number), indexOf(number));
  Q_EMIT cellChanged(number);
}

void Series::tellRow(int number) {
  const int row = layout_.rowOf(number);
  Q_EMIT dataChanged(index(row, 0), index(row, layout_.columns() - 1));
}

int Series::rowCount(const QModelIndex& parent) const {
  return parent.isValid() ? 0 : layout_.rows();
}

int Series::columnCount(const QModelIndex& parent) const {
  return parent.isValid() ? 0 : layout_.columns();
}

QImage Series::thumbnail(int number) const {
  const SeriesCell& one = cell(number);
  if (one.state != State::done) return {};
  const QImage small = thumbnails_.thumbnail(fromPath(picture(number)), one.written);
  return small.isNull() && last_.number == number ? last_.preview : small;
}

QVariant Series::data(const QModelIndex& index, int role) const {
  const int number = numberOf(index);
  if (number < 0 || number >= size()) return {};
  switch (role) {
    case NumberRole: return number;
    case Qt::DecorationRole: return thumbnail(number);
    case Qt::ToolTipRole: return cellTip(*this, number);
    case Qt::AccessibleTextRole: return cellSpoken(*this, number);
    default: return {};
  }
}

QVariant Series::headerData(int section, Qt::Orientation orientation, int role) const {
  if (role != Qt::DisplayRole && role != Qt::AccessibleTextRole) return {};
  if (orientation == Qt::Horizontal) return layout_.columnWords(section);
  const RowWords words = layout_.rowWords(section);
  return words.title;
}

}  // namespace maulstick::ui
