#include "ui/widgets/message_bar.h"

#include <QAccessible>
#include <QClipboard>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QPainter>
#include <QPushButton>
#include <QRegularExpression>
#include <QScrollArea>
#include <QScrollBar>
#include <QStyle>
#include <QToolButton>
#include <QVBoxLayout>
#include <algorithm>

#include "ui/widgets/colours.h"
#include "ui/widgets/flow_layout.h"
#include "ui/widgets/icon.h"
#include "ui/widgets/icon_button.h"
#include "ui/widgets/paint.h"
#include "ui/widgets/theme.h"

namespace maulstick::ui {
namespace {

constexpr qsizetype mostMessages = 20;
constexpr qsizetype usualActions = 3;
constexpr double stripe = 3;
constexpr double radius = 8;
constexpr int gap = 8;
constexpr int outer = 18;  // beside the stripe
constexpr int inner = 10;
constexpr double fewWords = 260;  // narrower than this beside buttons, words are hard to read
constexpr double widest = 760;    // over a ground
constexpr double tallestDetails = 132;
constexpr qsizetype longWord = 24;

QColor colourOf(bool isProblem) {
  const Palette& colours = Theme::instance().palette();
  return isProblem ? colours.third : colours.second;
}

// Paths have no blanks: with places of no width to break at they wrap, too.
QString breakable(const QString& text) {
  static const QRegularExpression joint(QStringLiteral("([/\\\\._-])(?=\\S)"));
  QStringList words = text.split(u' ');
  for (QString& word : words) {
    if (word.size() > longWord) word.replace(joint, QStringLiteral("\\1\u200b"));
  }
  return words.join(u' ');
}

}  // namespace

MessageBar::MessageBar(QWidget* parent) : QFrame(parent) {
  mark_ = new IconLabel(QStringLiteral("info"), this);
  what_ = makeWords(false, this);
  next_ = makeWords(true, this);
  actions_ = new QWidget(this);
  actions_->setLayout(new FlowLayout(actions_, gap));
  // The first few are made before the tools, so that Tab comes to them first.
  button(usualActions - 1);
  makeTools();
  makeDetails();
  arrange();
  setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Maximum);
  setAttribute(Qt::WA_NoMousePropagation);  // the picture below it is not dragged, nor zoomed
  connectTools();
  connect(&Theme::instance(), &Theme::changed, this, [this] {
    place();
    update();
  });
  unfold(false);
  hide();
}

QLabel* MessageBar::makeWords(bool dim, QWidget* parent) {
  auto* label = new QLabel(parent);
  label->setProperty("dim", dim);
  label->setTextFormat(Qt::PlainText);
  label->setWordWrap(true);
  label->setTextInteractionFlags(Qt::TextSelectableByMouse);
  label->setMinimumWidth(1);
  return label;
}

void MessageBar::makeTools() {
  unfold_ = new QToolButton(this);
  unfold_->setText(tr("Details"));
  unfold_->setCheckable(true);
  unfold_->setAutoRaise(true);
  unfold_->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
  const QString copies = tr("Copy the message");
  copy_ = makeIconButton(QStringLiteral("copy"), copies, copies, this);
  close_ = makeIconButton(QStringLiteral("close"), tr("Close this message"), {}, this);
}

void MessageBar::connectTools() {
  connect(close_, &QToolButton::clicked, this, &MessageBar::dismiss);
  connect(unfold_, &QToolButton::toggled, this, &MessageBar::unfold);
  connect(copy_, &QToolButton::clicked, this, [this] {
    const QString more = messages_.isEmpty() ? QString() : messages_.last().details;
    QGuiApplication::clipboard()->setText(more.isEmpty() ? text() : text() + u'\n' + more);
  });
}

// Long ones scroll, so that the picture below can still be seen.
void MessageBar::makeDetails() {
  details_ = makeWords(true, nullptr);
  details_->setProperty("small", true);
  details_->setAlignment(Qt::AlignLeading | Qt::AlignTop);
  detailsArea_ = new QScrollArea(this);
  detailsArea_->setFrameShape(QFrame::NoFrame);
  detailsArea_->setWidgetResizable(true);
  detailsArea_->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
  detailsArea_->setFocusPolicy(Qt::NoFocus);
  detailsArea_->setWidget(details_);
  for (QWidget* ground : {detailsArea_->viewport(), static_cast<QWidget*>(details_)}) {
    ground->setAutoFillBackground(false);
  }
}

void MessageBar::arrange() {
  auto* words = new QVBoxLayout;
  words->setSpacing(2);
  words->addStretch();
  words->addWidget(what_);
  words->addWidget(next_);
  words->addStretch();
  row_ = new QHBoxLayout;
  row_->setSpacing(4);
  row_->addWidget(mark_);
  row_->addSpacing(gap);
  row_->addLayout(words, 1);
  row_->addSpacing(gap);
  row_->addWidget(actions_);
  row_->addWidget(unfold_);
  row_->addWidget(copy_);
  row_->addWidget(close_);
  column_ = new QVBoxLayout(this);
  column_->setSpacing(4);
  column_->addLayout(row_);
  column_->addWidget(detailsArea_);
  placeInside();
}

QSize MessageBar::minimumSizeHint() const {
  return {0, QFrame::minimumSizeHint().height()};
}

void MessageBar::layOver(QWidget& ground) {
  ground_ = &ground;
  setParent(ground.parentWidget());
  ground.installEventFilter(this);
  // Tab comes from the ground to the buttons that lie on it.
  QWidget* last = &ground;
  const QList<QWidget*> tools = {unfold_, copy_, close_};
  for (QWidget* next : QList<QWidget*>(buttons_.begin(), buttons_.end()) + tools) {
    setTabOrder(last, next);
    last = next;
  }
  if (!messages_.isEmpty()) showLatest();
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
  showActions(messages_.last());
  place();
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
  if (messages_.isEmpty()) return leave();
  const Message& message = messages_.last();
  const bool isProblem = message.kind == Kind::problem;
  mark_->setIcon(isProblem ? QStringLiteral("warning") : QStringLiteral("info"),
                 isProblem ? IconLabel::Tone::third : IconLabel::Tone::second);
  what_->setText(breakable(message.what));
  next_->setText(breakable(message.next));
  next_->setVisible(!message.next.isEmpty());
  details_->setText(breakable(message.details));
  unfold_->setVisible(!message.details.isEmpty());
  unfold_->setChecked(false);
  detailsArea_->hide();
  const qsizetype more = messages_.size() - 1;
  close_->setToolTip(more == 0
                         ? tr("Close (Esc)")
                         : tr("Close (Esc): %n more behind it", nullptr, static_cast<int>(more)));
  showActions(message);
  show();
  place();
  update();
  setAccessibleName(text());
  QAccessibleEvent alert(this, QAccessible::Alert);
  QAccessible::updateAccessibility(&alert);
}

// The focus goes back to what the message lay over.
void MessageBar::leave() {
  const bool hadFocus = isAncestorOf(window()->focusWidget());
  hide();
  if (hadFocus && ground_) ground_->setFocus(Qt::OtherFocusReason);
}

QPushButton* MessageBar::button(qsizetype index) {
  while (buttons_.size() <= index) {
    auto* made = new QPushButton(actions_);
    made->setProperty("pill", true);
    made->hide();
    actions_->layout()->addWidget(made);
    if (!buttons_.isEmpty()) setTabOrder(buttons_.last(), made);
    connect(made, &QPushButton::clicked, this, [this, at = buttons_.size()] { press(at); });
    buttons_.append(made);
  }
  return buttons_[index];
}

void MessageBar::showActions(const Message& message) {
  for (qsizetype i = 0; i < message.actions.size(); ++i) {
    button(i)->setText(message.actions[i].text);
    button(i)->show();
  }
  for (qsizetype i = message.actions.size(); i < buttons_.size(); ++i) buttons_[i]->hide();
  actions_->setVisible(!message.actions.isEmpty());
  placeActions(width());
}

void MessageBar::press(qsizetype index) {
  if (messages_.isEmpty() || index >= messages_.last().actions.size()) return;
  const auto act = messages_.last().actions[index].act;
  dismiss();
  if (act) act();
}

// Beside the words where these keep enough room, else below them, in as many rows as it takes.
void MessageBar::placeActions(int width) {
  if (actions_->isHidden()) return;
  int all = -gap;
  for (const QPushButton* one : buttons_) {
    if (!one->isHidden()) all += one->sizeHint().width() + gap;
  }
  int others = outer + inner + 2 * gap + 6 * row_->spacing();
  for (const QWidget* one : {static_cast<QWidget*>(mark_), static_cast<QWidget*>(unfold_),
                             static_cast<QWidget*>(copy_), static_cast<QWidget*>(close_)}) {
    if (!one->isHidden()) others += one->sizeHint().width();
  }
  const bool beside = width - others - all >= Theme::scaled(fewWords);
  actions_->setMinimumWidth(beside ? all : 0);
  actions_->setMaximumWidth(beside ? all : QWIDGETSIZE_MAX);
  if (beside == (row_->indexOf(actions_) >= 0)) return;
  if (beside) {
    column_->removeWidget(actions_);
    row_->insertWidget(row_->indexOf(unfold_), actions_);
  } else {
    row_->removeWidget(actions_);
    column_->insertWidget(column_->indexOf(detailsArea_), actions_);
  }
}

void MessageBar::fitDetails(int width) {
  const int room = width - outer - inner - style()->pixelMetric(QStyle::PM_ScrollBarExtent);
  const int whole = details_->heightForWidth(std::max(1, room));  // negative without words
  detailsArea_->setFixedHeight(std::clamp(whole, 0, Theme::scaled(tallestDetails)));
}

void MessageBar::place() {
  if (!ground_ || isHidden()) return;
  const QRect room = ground_->geometry().adjusted(gap, gap, -gap, -gap);
  const int wide = std::min(room.width(), Theme::scaled(widest));
  placeActions(wide);
  fitDetails(wide);
  const QSize size(wide, std::min(heightForWidth(wide), room.height()));
  setGeometry(QStyle::alignedRect(layoutDirection(), Qt::AlignHCenter | Qt::AlignTop, size, room));
  raise();
}

void MessageBar::placeInside() {
  const bool mirrored = isRightToLeft();
  layout()->setContentsMargins(mirrored ? inner : outer, 8, mirrored ? outer : inner, 8);
}

// Esc is the window's; while the focus is in here it closes the message.
bool MessageBar::event(QEvent* event) {
  if (event->type() == QEvent::ShortcutOverride &&
      static_cast<QKeyEvent*>(event)->key() == Qt::Key_Escape) {
    event->accept();
    return true;
  }
  const bool done = QFrame::event(event);
  if (event->type() == QEvent::LayoutRequest) place();
  return done;
}

bool MessageBar::eventFilter(QObject* watched, QEvent* event) {
  const bool moves = event->type() == QEvent::Resize || event->type() == QEvent::Move;
  if (watched == ground_.data() && moves) place();
  return QFrame::eventFilter(watched, event);
}

void MessageBar::changeEvent(QEvent* event) {
  if (event->type() == QEvent::LayoutDirectionChange) placeInside();
  QFrame::changeEvent(event);
}

void MessageBar::resizeEvent(QResizeEvent* event) {
  QFrame::resizeEvent(event);
  if (ground_) return;  // place() has done it
  placeActions(width());
  fitDetails(width());
}

void MessageBar::unfold(bool open) {
  detailsArea_->setVisible(open && !details_->text().isEmpty());
  const bool mirrored = isRightToLeft();
  unfold_->setArrowType(open ? Qt::DownArrow : mirrored ? Qt::LeftArrow : Qt::RightArrow);
  place();
}

void MessageBar::keyPressEvent(QKeyEvent* event) {
  const bool scrolls = event->key() == Qt::Key_PageUp || event->key() == Qt::Key_PageDown;
  if (event->key() == Qt::Key_Escape) {
    dismiss();
  } else if (scrolls && detailsArea_->isVisible()) {
    QCoreApplication::sendEvent(detailsArea_->verticalScrollBar(), event);
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
