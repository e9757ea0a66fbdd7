#include "ui/widgets/message_bar.h"

#include <QAccessible>
#include <QClipboard>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QPainter>
#include <QPushButton>
#include <QToolButton>
#include <QVBoxLayout>

#include "ui/widgets/colours.h"
#include "ui/widgets/icon.h"
#include "ui/widgets/paint.h"
#include "ui/widgets/theme.h"

namespace maulstick::ui {
namespace {

constexpr qsizetype mostMessages = 20;
constexpr double stripe = 3;
constexpr double radius = 8;

QColor colourOf(bool isProblem) {
  const Palette& colours = Theme::instance().palette();
  return isProblem ? colours.third : colours.second;
}

}  // namespace

MessageBar::MessageBar(QWidget* parent) : QFrame(parent) {
  mark_ = new IconLabel(QStringLiteral("info"), this);
  what_ = makeWords(false);
  next_ = makeWords(true);
  details_ = makeWords(true);
  details_->setProperty("small", true);
  unfold_ = new QToolButton(this);
  unfold_->setText(tr("Details"));
  unfold_->setCheckable(true);
  unfold_->setAutoRaise(true);
  unfold_->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
  copy_ = new QToolButton(this);
  copy_->setIcon(themedIcon(QStringLiteral("copy")));
  copy_->setAutoRaise(true);
  copy_->setToolTip(tr("Copy the message"));
  copy_->setAccessibleName(tr("Copy the message"));
  close_ = new QToolButton(this);
  close_->setIcon(themedIcon(QStringLiteral("close")));
  close_->setAutoRaise(true);
  close_->setAccessibleName(tr("Close this message"));
  arrange();
  setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Maximum);
  connect(close_, &QToolButton::clicked, this, &MessageBar::dismiss);
  connect(unfold_, &QToolButton::toggled, this, &MessageBar::unfold);
  connect(copy_, &QToolButton::clicked, this, [this] {
    const QString more = details_->text();
    QGuiApplication::clipboard()->setText(more.isEmpty() ? text() : text() + u'\n' + more);
  });
  connect(&Theme::instance(), &Theme::changed, this, qOverload<>(&QWidget::update));
  unfold(false);
  hide();
}

QLabel* MessageBar::makeWords(bool dim) {
  auto* label = new QLabel(this);
  label->setProperty("dim", dim);
  label->setTextFormat(Qt::PlainText);
  label->setWordWrap(true);
  label->setTextInteractionFlags(Qt::TextSelectableByMouse);
  label->setMinimumWidth(Theme::scaled(120));
  return label;
}

void MessageBar::arrange() {
  actions_ = new QHBoxLayout;
  actions_->setSpacing(8);
  auto* words = new QVBoxLayout;
  words->setSpacing(2);
  words->addStretch();
  words->addWidget(what_);
  words->addWidget(next_);
  words->addStretch();
  auto* row = new QHBoxLayout;
  row->setSpacing(4);
  row->addWidget(mark_);
  row->addSpacing(8);
  row->addLayout(words, 1);
  row->addSpacing(8);
  row->addLayout(actions_);
  row->addWidget(unfold_);
  row->addWidget(copy_);
  row->addWidget(close_);
  auto* column = new QVBoxLayout(this);
  column->setSpacing(4);
  column->addLayout(row);
  column->addWidget(details_);
  placeInside();
}

void MessageBar::tell(Kind kind, const QString& what, const QString& next, const QString& details) {
  // Who has hidden the bar has seen what was in it.
  if (isHidden()) messages_.clear();
  messages_.removeIf(
      [&](const Message& old) { return old.kind == Kind::notice || old.what == what; });
  messages_.append({kind, what, next, details, {}});
  if (messages_.size() > mostMessages) messages_.removeFirst();
  showLatest();
}

void MessageBar::addAction(const QString& text, const std::function<void()>& action) {
  if (messages_.isEmpty()) return;
  messages_.last().actions.append({text, action});
  makeButton(messages_.last().actions.last());
}

void MessageBar::dismiss() {
  if (!messages_.isEmpty()) messages_.removeLast();
  showLatest();
  Q_EMIT dismissed();
}

void MessageBar::settle() {
  const auto before = messages_.size();
  if (before > 0 && messages_.last().kind == Kind::problem && messages_.last().actions.isEmpty()) {
    messages_.removeLast();
  }
  messages_.removeIf([](const Message& old) { return old.kind == Kind::notice; });
  if (messages_.size() != before) showLatest();
}

void MessageBar::clear() {
  messages_.clear();
  showLatest();
}

QString MessageBar::text() const {
  if (messages_.isEmpty() || isHidden()) return {};
  const Message& message = messages_.last();
  return message.next.isEmpty() ? message.what : message.what + u'\n' + message.next;
}

void MessageBar::showLatest() {
  if (messages_.isEmpty()) {
    hide();
    return;
  }
  const Message& message = messages_.last();
  const bool isProblem = message.kind == Kind::problem;
  mark_->setIcon(isProblem ? QStringLiteral("warning") : QStringLiteral("info"),
                 isProblem ? IconLabel::Tone::third : IconLabel::Tone::second);
  what_->setText(message.what);
  next_->setText(message.next);
  next_->setVisible(!message.next.isEmpty());
  details_->setText(message.details);
  unfold_->setVisible(!message.details.isEmpty());
  unfold_->setChecked(false);
  details_->hide();
  const qsizetype more = messages_.size() - 1;
  close_->setToolTip(more == 0
                         ? tr("Close (Esc)")
                         : tr("Close (Esc): %n more behind it", nullptr, static_cast<int>(more)));
  showActions(message);
  show();
  setAccessibleName(text());
  QAccessibleEvent alert(this, QAccessible::Alert);
  QAccessible::updateAccessibility(&alert);
}

void MessageBar::showActions(const Message& message) {
  while (QLayoutItem* item = actions_->takeAt(0)) {
    item->widget()->hide();
    item->widget()->deleteLater();
    delete item;
  }
  for (const Action& action : message.actions) makeButton(action);
}

void MessageBar::makeButton(const Action& action) {
  auto* button = new QPushButton(action.text, this);
  button->setProperty("pill", true);
  actions_->addWidget(button);
  button->show();
  connect(button, &QPushButton::clicked, this, [this, act = action.act] {
    dismiss();
    if (act) act();
  });
}

void MessageBar::placeInside() {
  const int outer = 18;  // beside the stripe
  const int inner = 10;
  const bool mirrored = isRightToLeft();
  layout()->setContentsMargins(mirrored ? inner : outer, 8, mirrored ? outer : inner, 8);
}

void MessageBar::changeEvent(QEvent* event) {
  if (event->type() == QEvent::LayoutDirectionChange) placeInside();
  QFrame::changeEvent(event);
}

void MessageBar::unfold(bool open) {
  details_->setVisible(open && !details_->text().isEmpty());
  const bool mirrored = isRightToLeft();
  unfold_->setArrowType(open ? Qt::DownArrow : mirrored ? Qt::LeftArrow : Qt::RightArrow);
}

void MessageBar::keyPressEvent(QKeyEvent* event) {
  if (event->key() == Qt::Key_Escape) {
    dismiss();
  } else {
    QFrame::keyPressEvent(event);
  }
}

void MessageBar::paintEvent(QPaintEvent* /*event*/) {
  const bool isProblem = !messages_.isEmpty() && messages_.last().kind == Kind::problem;
  const Palette& colours = Theme::instance().palette();
  const QColor mark = colourOf(isProblem);
  QPainter painter(this);
  drawBox(painter, rect(),
          {.fill = mixed(colours.panel, mark, 0.07),
           .line = mixed(colours.line, mark, 0.3),
           .radius = radius});
  const QRectF edge(isRightToLeft() ? width() - 6 - stripe : 6, 8, stripe, height() - 16);
  drawBox(painter, edge, {.fill = mark, .radius = stripe / 2});
}

}  // namespace maulstick::ui
