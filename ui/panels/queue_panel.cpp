#include "ui/panels/queue_panel.h"

#include <QAction>
#include <QHBoxLayout>
#include <QLabel>
#include <QListView>
#include <QMenu>
#include <QToolButton>
#include <QVBoxLayout>
#include <algorithm>

#include "ui/panels/job_delegate.h"
#include "ui/widgets/icon.h"

namespace maulstick::ui {
namespace {

constexpr int mostVisibleRows = 4;

}  // namespace

QueuePanel::QueuePanel(JobQueue& queue, QueueRunner& runner, QWidget* parent)
    : QWidget(parent), queue_(queue), runner_(runner) {
  title_ = new QLabel(this);
  retry_ = makeButton(QStringLiteral("reset"), tr("Try again"), tr("Paint what failed again"));
  resume_ = makeButton(QStringLiteral("paint"), tr("Go on"), tr("Paint what waits"));
  makeList();

  auto* head = new QHBoxLayout;
  head->addWidget(title_, 1);
  head->addWidget(retry_);
  head->addWidget(resume_);
  auto* column = new QVBoxLayout(this);
  column->setContentsMargins(0, 0, 0, 0);
  column->setSpacing(4);
  column->addLayout(head);
  column->addWidget(list_);

  connectQueue();
  showState();
}

QToolButton* QueuePanel::makeButton(const QString& icon, const QString& text,
                                    const QString& toolTip) {
  auto* button = new QToolButton(this);
  button->setIcon(themedIcon(icon));
  button->setText(text);
  button->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
  button->setToolTip(toolTip);
  return button;
}

void QueuePanel::makeList() {
  list_ = new QListView(this);
  list_->setModel(&queue_);
  list_->setItemDelegate(new JobDelegate(list_));
  list_->setFrameShape(QFrame::NoFrame);
  list_->viewport()->setAutoFillBackground(false);
  list_->setDragDropMode(QAbstractItemView::InternalMove);
  list_->setUniformItemSizes(true);
  list_->setContextMenuPolicy(Qt::CustomContextMenu);
  list_->setAccessibleName(tr("Pictures that wait"));
  title_->setToolTip(
      tr("Drag a picture to another place, or Ctrl+Shift+Up and Down; Delete removes it"));
  list_->setAccessibleDescription(title_->toolTip());
  addKey(tr("Remove"), QKeySequence::Delete, [this] { removeCurrent(); });
  addKey(tr("Paint earlier"), QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_Up),
         [this] { moveCurrent(-1); });
  addKey(tr("Paint later"), QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_Down),
         [this] { moveCurrent(1); });
}

void QueuePanel::addKey(const QString& name, const QKeySequence& keys,
                        const std::function<void()>& act) {
  auto* action = new QAction(name, list_);
  action->setShortcut(keys);
  action->setShortcutContext(Qt::WidgetShortcut);
  list_->addAction(action);
  connect(action, &QAction::triggered, this, act);
}

void QueuePanel::connectQueue() {
  connect(list_, &QListView::customContextMenuRequested, this, &QueuePanel::showMenu);
  connect(resume_, &QToolButton::clicked, &runner_, &QueueRunner::resume);
  connect(retry_, &QToolButton::clicked, this, &QueuePanel::retryAll);
  connect(&runner_, &QueueRunner::heldChanged, this, &QueuePanel::showState);
  for (const auto signal : {&QAbstractItemModel::rowsInserted, &QAbstractItemModel::rowsRemoved}) {
    connect(&queue_, signal, this, &QueuePanel::showState);
  }
  connect(&queue_, &QAbstractItemModel::modelReset, this, &QueuePanel::showState);
  connect(&queue_, &QAbstractItemModel::dataChanged, this, &QueuePanel::showState);
}

void QueuePanel::showState() {
  const int waiting = queue_.count(JobQueue::JobState::waiting);
  const int failed = queue_.count(JobQueue::JobState::failed);
  setVisible(waiting > 0 || failed > 0);
  QStringList words;
  if (waiting > 0) words << tr("%n waiting", nullptr, waiting);
  if (failed > 0) words << tr("%n not painted", nullptr, failed);
  title_->setText(words.join(QStringLiteral(", ")));
  retry_->setVisible(failed > 0);
  resume_->setVisible(runner_.isHeld() && waiting > 0);
  const int rows = std::clamp(queue_.rowCount(), 1, mostVisibleRows);
  list_->setFixedHeight(rows * std::max(22, list_->sizeHintForRow(0)) + 4);
}

QString QueuePanel::idAt(const QModelIndex& index) const {
  return index.data(JobQueue::IdRole).toString();
}

void QueuePanel::removeCurrent() {
  const QString id = idAt(list_->currentIndex());
  if (!id.isEmpty()) runner_.cancel(id);
}

// The model's moves name the row before which a row is put.
void QueuePanel::moveCurrent(int rows) {
  const QModelIndex current = list_->currentIndex();
  if (!current.isValid()) return;
  const int row = current.row();
  if (row + rows < 0 || row + rows >= queue_.rowCount()) return;
  queue_.moveRows({}, row, 1, {}, rows < 0 ? row - 1 : row + 2);
  list_->scrollTo(list_->currentIndex());
}

void QueuePanel::retryAll() {
  for (int row = 0; row < queue_.rowCount(); ++row) queue_.retry(idAt(queue_.index(row)));
  runner_.resume();
}

void QueuePanel::showMenu(const QPoint& place) {
  const QString id = idAt(list_->indexAt(place));
  if (id.isEmpty()) return;
  auto* menu = new QMenu(this);
  menu->setAttribute(Qt::WA_DeleteOnClose);
  QAction* again = menu->addAction(tr("Try again"), this, [this, id] {
    if (queue_.retry(id)) runner_.resume();
  });
  again->setEnabled(list_->indexAt(place).data(JobQueue::StateRole).value<JobQueue::JobState>() ==
                    JobQueue::JobState::failed);
  menu->addAction(tr("Remove"), this, [this, id] { runner_.cancel(id); });
  menu->addSeparator();
  menu->addAction(tr("Remove all"), &queue_, &JobQueue::clear);
  menu->popup(list_->viewport()->mapToGlobal(place));
}

}  // namespace maulstick::ui
