#include "ui/panels/queue_panel.h"

#include <QAction>
#include <QHBoxLayout>
#include <QLabel>
#include <QListView>
#include <QMenu>
#include <QStyledItemDelegate>
#include <QToolButton>
#include <QVBoxLayout>
#include <algorithm>

#include "ui/widgets/icon.h"

namespace maulstick::ui {
namespace {

constexpr int mostVisibleRows = 4;

// Each row begins with a sign of its state.
class JobDelegate : public QStyledItemDelegate {
 public:
  using QStyledItemDelegate::QStyledItemDelegate;

 protected:
  void initStyleOption(QStyleOptionViewItem* option, const QModelIndex& index) const override {
    QStyledItemDelegate::initStyleOption(option, index);
    option->features |= QStyleOptionViewItem::HasDecoration;
    option->decorationSize = {16, 16};
    option->icon = themedIcon(signOf(index.data(JobQueue::StateRole).value<JobQueue::JobState>()));
  }

 private:
  static QString signOf(JobQueue::JobState state) {
    switch (state) {
      case JobQueue::JobState::running: return QStringLiteral("paint");
      case JobQueue::JobState::failed: return QStringLiteral("warning");
      case JobQueue::JobState::waiting: break;
    }
    return QStringLiteral("drag-handle");
  }
};

}  // namespace

QueuePanel::QueuePanel(JobQueue& queue, QueueRunner& runner, QWidget* parent)
    : QWidget(parent), queue_(queue), runner_(runner) {
  title_ = new QLabel(this);
  resume_ = new QToolButton(this);
  resume_->setIcon(themedIcon(QStringLiteral("paint")));
  resume_->setText(tr("Go on"));
  resume_->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
  resume_->setToolTip(tr("Paint what waits"));
  list_ = new QListView(this);
  list_->setModel(&queue_);
  list_->setItemDelegate(new JobDelegate(list_));
  list_->setFrameShape(QFrame::NoFrame);
  list_->viewport()->setAutoFillBackground(false);
  list_->setDragDropMode(QAbstractItemView::InternalMove);
  list_->setTextElideMode(Qt::ElideRight);
  list_->setUniformItemSizes(true);
  list_->setContextMenuPolicy(Qt::CustomContextMenu);
  list_->setAccessibleName(tr("Pictures that wait"));
  auto* remove = new QAction(tr("Remove"), list_);
  remove->setShortcut(QKeySequence::Delete);
  remove->setShortcutContext(Qt::WidgetShortcut);
  list_->addAction(remove);

  auto* head = new QHBoxLayout;
  head->addWidget(title_, 1);
  head->addWidget(resume_);
  auto* column = new QVBoxLayout(this);
  column->setContentsMargins(0, 0, 0, 0);
  column->setSpacing(4);
  column->addLayout(head);
  column->addWidget(list_);

  connect(remove, &QAction::triggered, this, &QueuePanel::removeCurrent);
  connect(list_, &QListView::customContextMenuRequested, this, &QueuePanel::showMenu);
  connect(resume_, &QToolButton::clicked, &runner_, &QueueRunner::resume);
  connect(&runner_, &QueueRunner::heldChanged, this, &QueuePanel::showState);
  for (const auto signal : {&QAbstractItemModel::rowsInserted, &QAbstractItemModel::rowsRemoved}) {
    connect(&queue_, signal, this, &QueuePanel::showState);
  }
  connect(&queue_, &QAbstractItemModel::modelReset, this, &QueuePanel::showState);
  connect(&queue_, &QAbstractItemModel::dataChanged, this, &QueuePanel::showState);
  showState();
}

void QueuePanel::showState() {
  const int waiting = queue_.count(JobQueue::JobState::waiting);
  const int failed = queue_.count(JobQueue::JobState::failed);
  setVisible(waiting > 0 || failed > 0);
  title_->setText(failed > 0 ? tr("%1 waiting, %2 failed").arg(waiting).arg(failed)
                             : tr("%n waiting", nullptr, waiting));
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
