#include "ui/canvas/invitation.h"

#include <QLabel>
#include <QPainter>
#include <QVBoxLayout>

#include "ui/widgets/icon.h"
#include "ui/widgets/paint.h"
#include "ui/widgets/theme.h"

namespace maulstick::ui {
namespace {

constexpr int markSize = 44;
constexpr double titlePixels = 19;

QLabel* centredLabel(QWidget* parent) {
  auto* label = new QLabel(parent);
  label->setAlignment(Qt::AlignCenter);
  label->setWordWrap(true);
  return label;
}

}  // namespace

Invitation::Invitation(const QString& icon, QWidget* parent)
    : QWidget(parent),
      icon_(icon),
      mark_(centredLabel(this)),
      title_(centredLabel(this)),
      hint_(centredLabel(this)),
      column_(new QVBoxLayout(this)) {
  hint_->setProperty("dim", true);
  column_->setContentsMargins(24, 24, 24, 24);
  column_->setSpacing(8);
  column_->addStretch(1);
  column_->addWidget(mark_);
  column_->addWidget(title_);
  column_->addWidget(hint_);
  column_->addStretch(1);
  connect(&Theme::instance(), &Theme::changed, this, [this] { dress(); });
  Invitation::dress();
}

void Invitation::setWords(const QString& title, const QString& hint) {
  title_->setText(title);
  hint_->setText(hint);
}

QString Invitation::text() const {
  return title_->text();
}

// Above the stretch at the end.
void Invitation::addBelow(QWidget* widget) {
  column_->insertWidget(column_->count() - 1, widget);
}

void Invitation::dress() {
  QFont font = Theme::instance().font(TextRole::strong);
  font.setPixelSize(Theme::scaled(titlePixels));
  title_->setFont(font);
  mark_->setPixmap(themedIcon(icon_).pixmap(QSize(markSize, markSize), QIcon::Normal, QIcon::On));
  update();
}

void Invitation::paintEvent(QPaintEvent* /*event*/) {
  QPainter painter(this);
  drawSheet(painter, rect());
}

}  // namespace maulstick::ui
