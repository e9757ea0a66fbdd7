#include <cmath>

#include "ui/compare/figures_table.h"
#include "ui/widgets/theme.h"

namespace maulstick::ui {
namespace {

QString stateText(const ComparedPicture& picture) {
  switch (picture.state) {
    case ComparedPicture::State::waiting: return FiguresModel::tr("waiting");
    case ComparedPicture::State::painting:
      return FiguresModel::tr("%1/%2").arg(picture.stepsDone).arg(picture.steps);
    case ComparedPicture::State::stopped: return FiguresModel::tr("stopped");
    case ComparedPicture::State::failed: return FiguresModel::tr("failed");
    case ComparedPicture::State::done: break;
  }
  return {};
}

}  // namespace

FiguresModel::FiguresModel(const Comparison& comparison, const std::vector<FigureColumn>& columns,
                           QObject* parent)
    : QAbstractTableModel(parent), comparison_(comparison), columns_(columns) {
  connect(&comparison, &Comparison::replaced, this, [this] {
    beginResetModel();
    refresh();
    endResetModel();
  });
  const auto changed = [this] {
    refresh();
    if (rowCount() > 0) Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, columnCount() - 1));
  };
  connect(&comparison, &Comparison::pictureChanged, this, changed);
  connect(&comparison, &Comparison::sidesChanged, this, changed);
  refresh();
}

void FiguresModel::refresh() {
  best_.clear();
  for (const FigureColumn& column : columns_) {
    best_.push_back(bestOf(column, comparison_.pictures()));
  }
}

int FiguresModel::rowCount(const QModelIndex& parent) const {
  return parent.isValid() ? 0 : comparison_.count();
}

int FiguresModel::columnCount(const QModelIndex& parent) const {
  return parent.isValid() ? 0 : static_cast<int>(columns_.size()) + 1;
}

QVariant FiguresModel::data(const QModelIndex& index, int role) const {
  if (comparison_.picture(index.row()) == nullptr) return {};
  if (index.column() == 0) return nameData(index.row(), role);
  return figureData(index.row(), static_cast<std::size_t>(index.column() - 1), role);
}

// Which of them lie on the canvas.
QString FiguresModel::marks(int row) const {
  QStringList sides;
  if (comparison_.index(Side::left) == row) sides << tr("left");
  if (comparison_.index(Side::right) == row) sides << tr("right");
  return sides.join(tr(" and "));
}

QVariant FiguresModel::nameData(int row, int role) const {
  const ComparedPicture& picture = *comparison_.picture(row);
  const QString state = stateText(picture);
  switch (role) {
    case Qt::DisplayRole: return picture.name;
    case Qt::ToolTipRole: return picture.problem.isEmpty() ? picture.name : picture.problem;
    case Qt::AccessibleTextRole: {
      QStringList words = {picture.name, marks(row), state};
      words.removeAll(QString());
      return words.join(QStringLiteral(", "));
    }
    default: return {};
  }
}

QVariant FiguresModel::figureData(int row, std::size_t column, int role) const {
  const ComparedPicture& picture = *comparison_.picture(row);
  const FigureColumn& figure = columns_[column];
  const double value = figure.value(picture);
  const bool best = best_[column][static_cast<std::size_t>(row)];
  const QString text = std::isfinite(value)                  ? figure.text(value)
                       : column == 0 && !picture.isPainted() ? stateText(picture)
                                                             : QString();
  switch (role) {
    case Qt::DisplayRole: return text;
    case BestRole: return best;
    case Qt::AccessibleTextRole: {
      const QString words = tr("%1: %2").arg(figure.title, text.isEmpty() ? tr("not known") : text);
      return best ? tr("%1, the best").arg(words) : words;
    }
    default: return {};
  }
}

QVariant FiguresModel::headerData(int section, Qt::Orientation orientation, int role) const {
  if (orientation != Qt::Horizontal || section < 0 || section >= columnCount()) return {};
  if (role != Qt::DisplayRole && role != Qt::ToolTipRole) return {};
  if (section == 0) return role == Qt::DisplayRole ? tr("Picture") : QVariant();
  const FigureColumn& figure = columns_[static_cast<std::size_t>(section - 1)];
  return role == Qt::DisplayRole ? figure.title : figure.meaning;
}

}  // namespace maulstick::ui
