#include "ui/compare/compare_empty.h"

#include <QEvent>

#include "ui/widgets/theme.h"

namespace maulstick::ui {
namespace {

constexpr QSize sheet(460, 300);

}  // namespace

CompareEmpty::CompareEmpty(QWidget* parent) : Invitation(QStringLiteral("difference"), parent) {
  setWords(tr("See what each loss does to one picture"),
           tr("Ablate paints the Paint view's settings several times from the same noise: "
              "unguided, with each loss, and with all of them. Two pictures of the history "
              "can be compared from their menu there."));
}

void CompareEmpty::layOver(QWidget& ground) {
  if (ground_ == &ground) return;
  ground_ = &ground;
  setParent(&ground);
  ground.installEventFilter(this);
  place();
}

bool CompareEmpty::eventFilter(QObject* watched, QEvent* event) {
  if (watched == ground_ && event->type() == QEvent::Resize) place();
  return Invitation::eventFilter(watched, event);
}

void CompareEmpty::place() {
  const QSize size = QSize(Theme::scaled(sheet.width()), Theme::scaled(sheet.height()))
                         .boundedTo(ground_->size() - QSize(24, 24));
  QRect box(QPoint(), size);
  box.moveCenter(ground_->rect().center());
  setGeometry(box);
}

void CompareEmpty::dress() {
  Invitation::dress();
  if (ground_) place();
}

}  // namespace maulstick::ui
