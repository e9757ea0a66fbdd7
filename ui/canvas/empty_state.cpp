#include "ui/canvas/empty_state.h"

#include <QLabel>
#include <QPainter>
#include <QVBoxLayout>

#include "ui/widgets/chip.h"
#include "ui/widgets/colours.h"
#include "ui/widgets/icon.h"
#include "ui/widgets/tab_order.h"
#include "ui/widgets/theme.h"

namespace maulstick::ui {
namespace {

constexpr int markSize = 44;
constexpr double titlePixels = 19;
constexpr double widestChip = 420;

QFont titleFont() {
  QFont font = Theme::instance().font(TextRole::strong);
  font.setPixelSize(Theme::scaled(titlePixels));
  return font;
}

QLabel* centredLabel(QWidget* parent) {
  auto* label = new QLabel(parent);
  label->setAlignment(Qt::AlignCenter);
  label->setWordWrap(true);
  return label;
}

}  // namespace

EmptyState::EmptyState(QWidget* parent)
    : QWidget(parent),
      mark_(centredLabel(this)),
      title_(centredLabel(this)),
      hint_(centredLabel(this)),
      chips_(new QWidget(this)) {
  auto* outer = new QVBoxLayout(this);
  outer->setContentsMargins(24, 24, 24, 24);
  outer->setSpacing(8);
  hint_->setProperty("dim", true);
  column_ = new QVBoxLayout(chips_);
  column_->setContentsMargins(0, 16, 0, 0);
  column_->setSpacing(8);
  outer->addStretch(1);
  outer->addWidget(mark_);
  outer->addWidget(title_);
  outer->addWidget(hint_);
  outer->addWidget(chips_);
  outer->addStretch(1);
  setExamples({tr("A futuristic city with neon lights"), tr("A campfire with group of people"),
               tr("A lighthouse at dusk"), tr("A sailing boat at sunset")});
  connect(&Theme::instance(), &Theme::changed, this, &EmptyState::dress);
  dress();
  tell();
}

void EmptyState::setExamples(const QStringList& prompts) {
  while (QLayoutItem* item = column_->takeAt(0)) {
    if (item->widget() != nullptr) item->widget()->deleteLater();
    delete item;
  }
  QList<QWidget*> chips;
  for (const QString& prompt : prompts) {
    auto* chip = new Chip(prompt, chips_);
    chip->setWidest(widestChip);
    chip->setSizePolicy(QSizePolicy::Maximum, QSizePolicy::Fixed);
    chips << chip;
    chip->setAccessibleDescription(tr("Example: paints these words"));
    column_->addWidget(chip, 0, Qt::AlignHCenter);
    connect(chip, &Chip::clicked, this, [this, prompt] { Q_EMIT examplePicked(prompt); });
  }
  joinTabOrder(*chips_, chips);
}

void EmptyState::setWaiting(bool waiting) {
  waiting_ = waiting;
  tell();
}

void EmptyState::tell() {
  title_->setText(waiting_ ? tr("The first sketch is on its way")
                           : tr("Describe a picture, then press Paint"));
  hint_->setText(waiting_ ? tr("It shows after the first step.")
                          : tr("or begin with one of these"));
  chips_->setVisible(!waiting_);
}

QString EmptyState::text() const {
  return title_->text();
}

void EmptyState::dress() {
  title_->setFont(titleFont());
  mark_->setPixmap(themedIcon(QStringLiteral("paint"))
                       .pixmap(QSize(markSize, markSize), QIcon::Normal, QIcon::On));
  update();
}

// A sheet of paper where the picture is going to be.
void EmptyState::paintEvent(QPaintEvent* /*event*/) {
  const Palette& colours = Theme::instance().palette();
  QPainter painter(this);
  painter.setRenderHint(QPainter::Antialiasing);
  painter.setBrush(faded(colours.panel, Theme::instance().isDark() ? 0.45 : 0.6));
  QPen pen(colours.line, 1.2, Qt::CustomDashLine, Qt::RoundCap);
  pen.setDashPattern({4, 5});
  painter.setPen(pen);
  painter.drawRoundedRect(QRectF(rect()).adjusted(1, 1, -1, -1), 10, 10);
}

}  // namespace maulstick::ui
