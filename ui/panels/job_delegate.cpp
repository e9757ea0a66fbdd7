#include "ui/panels/job_delegate.h"

#include "ui/painting/job_queue.h"
#include "ui/widgets/icon.h"

namespace maulstick::ui {
namespace {

constexpr int iconSize = 16;
constexpr int besideWords = 28;  // margins and the gap behind the icon

QString signOf(JobQueue::JobState state) {
  switch (state) {
    case JobQueue::JobState::running: return QStringLiteral("paint");
    case JobQueue::JobState::failed: return QStringLiteral("warning");
    case JobQueue::JobState::waiting: break;
  }
  return QStringLiteral("drag-handle");
}

}  // namespace

// The prompt gives way, not the seed.
void JobDelegate::initStyleOption(QStyleOptionViewItem* option, const QModelIndex& index) const {
  QStyledItemDelegate::initStyleOption(option, index);
  option->features |= QStyleOptionViewItem::HasDecoration;
  option->decorationSize = {iconSize, iconSize};
  option->icon = themedIcon(signOf(index.data(JobQueue::StateRole).value<JobQueue::JobState>()));
  const QString seed = tr(" · seed %1").arg(index.data(JobQueue::SeedRole).toLongLong());
  const QString prompt = index.data(JobQueue::PromptRole).toString().simplified();
  const int room =
      option->rect.width() - iconSize - besideWords - option->fontMetrics.horizontalAdvance(seed);
  option->text =
      (room > 0 ? option->fontMetrics.elidedText(prompt, Qt::ElideRight, room) : prompt) + seed;
}

}  // namespace maulstick::ui
