#include "ui/panels/history_strip.h"

#include <QAccessible>
#include <QAction>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QMenu>
#include <QToolButton>
#include <QVBoxLayout>
#include <algorithm>
#include <chrono>

#include "ui/panels/history_list.h"
#include "ui/panels/thumbnail_delegate.h"
#include "ui/widgets/icon.h"

namespace maulstick::ui {
namespace {

using namespace std::chrono_literals;

constexpr auto searchPause = 150ms;
constexpr qsizetype mostCompared = 16;  // each is held in memory as a whole

}  // namespace

HistoryStrip::HistoryStrip(HistoryStore& store, ThumbnailLoader& thumbnails, QWidget* parent)
    : QWidget(parent), store_(store), model_(store, thumbnails) {
  auto* tools = new QWidget(this);
  makeTools(tools);
  makeList();
  auto* row = new QHBoxLayout(this);
  row->setContentsMargins(12, 8, 12, 8);
  row->setSpacing(12);
  row->addWidget(list_, 1);
  row->addWidget(tools);
  setFixedHeight(ThumbnailDelegate::cell + 32);

  searchSoon_.setSingleShot(true);
  searchSoon_.setInterval(searchPause);
  connect(&searchSoon_, &QTimer::timeout, this, &HistoryStrip::search);
  connect(search_, &QLineEdit::textChanged, &searchSoon_, qOverload<>(&QTimer::start));
  connect(starredOnly_, &QToolButton::toggled, this, &HistoryStrip::search);
}

void HistoryStrip::makeTools(QWidget* parent) {
  search_ = new QLineEdit(parent);
  search_->setPlaceholderText(tr("Search prompts"));
  search_->setAccessibleName(tr("Search the history by words of the prompt"));
  search_->setClearButtonEnabled(true);
  search_->setFixedWidth(180);
  starredOnly_ = new QToolButton(parent);
  starredOnly_->setCheckable(true);
  starredOnly_->setIcon(themedIcon(QStringLiteral("star")));
  starredOnly_->setText(tr("Starred"));
  starredOnly_->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
  starredOnly_->setToolTip(tr("Show starred pictures only"));
  auto* column = new QVBoxLayout(parent);
  column->setContentsMargins(0, 0, 0, 0);
  column->addWidget(search_);
  column->addWidget(starredOnly_);
  column->addStretch();
}

void HistoryStrip::makeList() {
  list_ = new HistoryList(this);
  list_->setModel(&model_);
  list_->setAccessibleName(tr("History, newest first"));
  connect(list_, &QListView::clicked, this, &HistoryStrip::showCurrent);
  connect(list_, &QListView::activated, this, [this] { Q_EMIT restoreRequested(currentPath()); });
  connect(list_, &QListView::customContextMenuRequested, this, &HistoryStrip::showMenu);
  connect(list_, &HistoryList::deleteRequested, this, [this](const QModelIndex& index) {
    Q_EMIT trashed(index.data(HistoryModel::PathRole).toString());
  });
  list_->setUndoOffered([this] { return store_.canUndoTrash(); });
  connect(list_, &HistoryList::undoRequested, this, &HistoryStrip::undoTrashRequested);
  connect(&store_, &HistoryStore::starChanged, this, &HistoryStrip::announceStar);
  connect(list_, &HistoryList::starRequested, this, [this](const QModelIndex& index) {
    toggleStar(index.data(HistoryModel::PathRole).toString());
  });
  // By keys; what the program selects is shown already.
  connect(list_->selectionModel(), &QItemSelectionModel::currentChanged, this, [this] {
    if (selecting_ || !list_->hasFocus()) return;
    // When it is settled which ones are chosen.
    QMetaObject::invokeMethod(this, &HistoryStrip::showCurrent, Qt::QueuedConnection);
  });
  search();
}

// Who chooses several is not looking at one of them; and what is shown would be chosen alone.
void HistoryStrip::showCurrent() {
  if (!list_->hasSeveral()) Q_EMIT shown(currentPath());
}

QStringList HistoryStrip::chosenPaths() const {
  QModelIndexList chosen = list_->selectionModel()->selectedIndexes();
  std::ranges::sort(chosen, {}, &QModelIndex::row);
  QStringList paths;
  for (const QModelIndex& index : chosen) paths << index.data(HistoryModel::PathRole).toString();
  return paths;
}

QString HistoryStrip::currentPath() const {
  return list_->currentIndex().data(HistoryModel::PathRole).toString();
}

void HistoryStrip::select(const QString& path) {
  const int row = model_.rowOf(path);
  selecting_ = true;
  list_->setCurrentIndex(row < 0 ? QModelIndex() : model_.index(row));
  selecting_ = false;
}

void HistoryStrip::move(int steps) {
  const int rows = model_.rowCount();
  if (rows == 0) return;
  const QModelIndex now = list_->currentIndex();
  const int row = now.isValid() ? std::clamp(now.row() + steps, 0, rows - 1) : 0;
  selecting_ = true;
  list_->setCurrentIndex(model_.index(row));
  selecting_ = false;
  list_->scrollTo(model_.index(row));
  if (row >= rows - 2 && model_.canFetchMore({})) model_.fetchMore({});
  Q_EMIT shown(currentPath());
}

void HistoryStrip::focusSearch() {
  search_->setFocus();
  search_->selectAll();
}

void HistoryStrip::search() {
  const HistoryFilter filter = {.words = search_->text(), .starredOnly = starredOnly_->isChecked()};
  model_.setFilter(filter);
  list_->setEmptyText(filter.empty() ? tr("Pictures you paint gather here")
                                     : tr("No picture is like that"));
}

void HistoryStrip::toggleStar(const QString& path) {
  const auto known = store_.find(path);
  if (known) store_.setStarred(path, !known->starred);
}

// Readers say a row when the keyboard comes to it; what changes under the keyboard they must be told.
void HistoryStrip::announceStar(const QString& path) {
  const int row = model_.rowOf(path);
  if (row < 0 || path != currentPath()) return;
  QAccessibleEvent event(list_, QAccessible::NameChanged);
  event.setChild(row);
  QAccessible::updateAccessibility(&event);
}

void HistoryStrip::showMenu(const QPoint& place) {
  const QString path = list_->indexAt(place).data(HistoryModel::PathRole).toString();
  if (path.isEmpty() && !store_.canUndoTrash()) return;
  auto* menu = new QMenu(this);
  menu->setAttribute(Qt::WA_DeleteOnClose);
  if (!path.isEmpty()) addPictureActions(*menu, path);
  if (store_.canUndoTrash()) {
    menu->addAction(themedIcon(QStringLiteral("undo")), tr("Undo: move to trash"), this,
                    &HistoryStrip::undoTrashRequested);
  }
  menu->popup(list_->viewport()->mapToGlobal(place));
}

void HistoryStrip::addPictureActions(QMenu& menu, const QString& path) {
  const bool starred = model_.index(model_.rowOf(path)).data(HistoryModel::StarredRole).toBool();
  menu.addAction(tr("Restore settings"), this, [this, path] { Q_EMIT restoreRequested(path); });
  menu.addAction(themedIcon(QStringLiteral("star")), starred ? tr("Remove star") : tr("Star"), this,
                 [this, path] { toggleStar(path); });
  menu.addAction(themedIcon(QStringLiteral("folder")), tr("Show in folder"), this,
                 [this, path] { Q_EMIT folderRequested(path); });
  menu.addSeparator();
  const QStringList chosen = chosenPaths();
  if (chosen.size() > 1 && chosen.size() <= mostCompared && chosen.contains(path)) {
    menu.addAction(themedIcon(QStringLiteral("difference")),
                   tr("Compare the %n chosen", nullptr, static_cast<int>(chosen.size())), this,
                   [this, chosen] { Q_EMIT compareAllRequested(chosen); });
  }
  menu.addAction(themedIcon(QStringLiteral("difference")), tr("Compare with the picture shown"),
                 this, [this, path] { Q_EMIT compareRequested(path); });
  menu.addAction(tr("Add to Compare"), this, [this, path] { Q_EMIT addToCompareRequested(path); });
  menu.addAction(themedIcon(QStringLiteral("check")), tr("Verify"), this,
                 [this, path] { Q_EMIT verifyRequested(path); });
  menu.addSeparator();
  menu.addAction(themedIcon(QStringLiteral("trash")), tr("Move to trash"), this,
                 [this, path] { Q_EMIT trashed(path); });
}

}  // namespace maulstick::ui
