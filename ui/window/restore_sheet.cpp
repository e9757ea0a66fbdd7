#include "ui/window/restore_sheet.h"

#include <QFileInfo>
#include <QGridLayout>
#include <QGuiApplication>
#include <QKeyEvent>
#include <QLabel>
#include <QPushButton>
#include <QScrollArea>
#include <QScrollBar>
#include <QVBoxLayout>

#include "ui/widgets/elided_label.h"
#include "ui/widgets/hairline.h"
#include "ui/widgets/icon.h"
#include "ui/widgets/theme.h"

namespace maulstick::ui {
namespace {

constexpr int thumbnail = 56;
constexpr int tallest = 260;  // of the list, before it scrolls
constexpr qsizetype longest = 160;

// Long prompts are told in full by the tool tip.
QLabel* makeLabel(const QString& text, bool dim, QWidget* parent) {
  auto* label = new QLabel(parent);
  const QString line = text.simplified();
  label->setText(line.size() > longest ? line.left(longest) + u'…' : line);
  if (line.size() > longest) label->setToolTip(text);
  label->setTextFormat(Qt::PlainText);
  label->setProperty("dim", dim);
  label->setWordWrap(true);
  label->setAlignment(Qt::AlignLeading | Qt::AlignTop);
  return label;
}

QString arrow() {
  return QGuiApplication::isRightToLeft() ? QStringLiteral("←") : QStringLiteral("→");
}

}  // namespace

RestoreSheet::RestoreSheet(QWidget* parent) : QFrame(parent) {
  setProperty("panel", true);
  setAttribute(Qt::WA_StyledBackground);
  setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Maximum);
  scrolled_ = new QScrollArea(this);
  scrolled_->setFrameShape(QFrame::NoFrame);
  scrolled_->setWidgetResizable(true);
  scrolled_->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
  scrolled_->setFocusPolicy(Qt::NoFocus);
  scrolled_->viewport()->setAutoFillBackground(false);
  auto* column = new QVBoxLayout(this);
  column->setContentsMargins(16, 12, 16, 12);
  column->setSpacing(8);
  column->addWidget(makeHead());
  column->addWidget(makeHairline(Qt::Horizontal, this));
  column->addWidget(scrolled_);
  hide();
}

QWidget* RestoreSheet::makeHead() {
  auto* head = new QWidget(this);
  picture_ = new QLabel(head);
  title_ = new ElidedLabel({}, head);
  title_->setElideMode(Qt::ElideMiddle);  // of a file's name both ends tell most
  title_->setProperty("title", true);
  summary_ = new ElidedLabel({}, head);
  summary_->setProperty("dim", true);
  auto* words = new QVBoxLayout;
  words->setSpacing(2);
  words->addStretch();
  words->addWidget(title_);
  words->addWidget(summary_);
  words->addStretch();
  auto* row = new QHBoxLayout(head);
  row->setContentsMargins(0, 0, 0, 0);
  row->setSpacing(12);
  row->addWidget(picture_);
  row->addLayout(words, 1);
  row->addWidget(makeButtons());
  return head;
}

QWidget* RestoreSheet::makeButtons() {
  auto* buttons = new QWidget(this);
  auto* cancel = new QPushButton(tr("Cancel"), buttons);
  cancel->setFlat(true);
  cancel->setAutoDefault(true);
  restore_ = new QPushButton(tr("Restore"), buttons);
  restore_->setProperty("primary", true);
  restore_->setDefault(true);
  for (QPushButton* button : {cancel, restore_}) button->installEventFilter(this);
  auto* row = new QHBoxLayout(buttons);
  row->setContentsMargins(0, 0, 0, 0);
  row->setSpacing(8);
  row->addWidget(cancel);
  row->addWidget(restore_);
  connect(cancel, &QPushButton::clicked, this, &RestoreSheet::cancelled);
  connect(restore_, &QPushButton::clicked, this, &RestoreSheet::accepted);
  return buttons;
}

void RestoreSheet::propose(const Offer& offer, const QImage& picture) {
  picture_->setVisible(!picture.isNull());
  if (!picture.isNull()) {
    const double ratio = devicePixelRatioF();
    QPixmap small = QPixmap::fromImage(picture).scaled(
        QSize(thumbnail, thumbnail) * ratio, Qt::KeepAspectRatio, Qt::SmoothTransformation);
    small.setDevicePixelRatio(ratio);
    picture_->setPixmap(small);
  }
  fill(offer);
  if (isHidden()) before_ = window()->focusWidget();
  show();
  restore_->setFocus(Qt::OtherFocusReason);
}

void RestoreSheet::dismiss() {
  const bool hadFocus = isAncestorOf(window()->focusWidget());
  hide();
  if (hadFocus && before_ && before_->isVisible()) before_->setFocus(Qt::OtherFocusReason);
}

void RestoreSheet::refresh(const Offer& offer) {
  fill(offer);
}

void RestoreSheet::fill(const Offer& offer) {
  const int count = static_cast<int>(offer.changes.size());
  title_->setText(tr("Take the settings of %1?").arg(QFileInfo(offer.file).fileName()));
  summary_->setText(count == 0   ? tr("They are what the panels show already")
                    : count == 1 ? tr("One setting would change")
                                 : tr("%n settings would change", nullptr, count));
  lines_.clear();
  auto* inside = new QWidget;
  auto* grid = new QGridLayout(inside);
  grid->setContentsMargins(0, 4, 8, 4);
  grid->setHorizontalSpacing(12);
  grid->setVerticalSpacing(4);
  grid->setColumnStretch(1, 2);
  grid->setColumnStretch(3, 3);
  for (const SettingChange& change : offer.changes) addChange(grid, change);
  addLeft(grid, offer.left);
  grid->setRowStretch(grid->rowCount(), 1);
  scrolled_->setWidget(inside);  // and deletes what was in there
  inside->setAutoFillBackground(false);
  scrolled_->setVisible(!lines_.isEmpty());
  scrolled_->setFixedHeight(std::min(Theme::scaled(tallest), inside->sizeHint().height()));
  restore_->setEnabled(count > 0);
  setAccessibleName(title_->text());
  setAccessibleDescription(lines_.join(u'\n'));
}

void RestoreSheet::addChange(QGridLayout* grid, const SettingChange& change) {
  QWidget* inside = grid->parentWidget();
  const int row = grid->rowCount();
  grid->addWidget(makeLabel(change.name, true, inside), row, 0);
  grid->addWidget(makeLabel(change.from, true, inside), row, 1);
  grid->addWidget(makeLabel(arrow(), true, inside), row, 2);
  grid->addWidget(makeLabel(change.to, false, inside), row, 3);
  lines_ << QStringLiteral("%1: %2 %3 %4").arg(change.name, change.from, arrow(), change.to);
}

void RestoreSheet::addLeft(QGridLayout* grid, const QStringList& left) {
  if (left.isEmpty()) return;
  QWidget* inside = grid->parentWidget();
  auto* head = new QWidget(inside);
  auto* mark = new IconLabel(QStringLiteral("warning"), head);
  mark->setIcon(QStringLiteral("warning"), IconLabel::Tone::third);
  auto* row = new QHBoxLayout(head);
  row->setContentsMargins(0, 4, 0, 0);
  row->setSpacing(8);
  row->addWidget(mark);
  row->addWidget(makeLabel(tr("Not taken over, or not quite"), false, head), 1);
  grid->addWidget(head, grid->rowCount(), 0, 1, 4);
  for (const QString& line : left) {
    grid->addWidget(makeLabel(line, true, inside), grid->rowCount(), 0, 1, 4);
    lines_ << line;
  }
}

// Esc stops a run elsewhere; in here it leaves the sheet.
bool RestoreSheet::event(QEvent* event) {
  if (event->type() == QEvent::ShortcutOverride &&
      static_cast<QKeyEvent*>(event)->key() == Qt::Key_Escape) {
    event->accept();
    return true;
  }
  return QFrame::event(event);
}

// Up and Down would go from button to button; Tab does that.
bool RestoreSheet::eventFilter(QObject* watched, QEvent* event) {
  if (event->type() != QEvent::KeyPress) return QFrame::eventFilter(watched, event);
  const int key = static_cast<QKeyEvent*>(event)->key();
  const bool scrolls = key == Qt::Key_Up || key == Qt::Key_Down || key == Qt::Key_PageUp ||
                       key == Qt::Key_PageDown || key == Qt::Key_Home || key == Qt::Key_End;
  if (scrolls) QCoreApplication::sendEvent(scrolled_->verticalScrollBar(), event);
  return scrolls;
}

void RestoreSheet::keyPressEvent(QKeyEvent* event) {
  const bool returns = event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter;
  if (event->key() == Qt::Key_Escape) {
    Q_EMIT cancelled();
  } else if (returns && restore_->isEnabled()) {
    Q_EMIT accepted();
  } else {
    QFrame::keyPressEvent(event);
  }
}

}  // namespace maulstick::ui
