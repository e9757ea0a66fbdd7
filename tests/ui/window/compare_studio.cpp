#include "ui/window/compare_studio.h"

#include <QTest>

#include "support/fingerprint.h"
#include "ui/widgets/message_bar.h"

namespace maulstick::testing {

Script whole() {
  return {.fullSize = true, .fingerprint = some_fingerprint()};
}

QString painted(Studio& studio) {
  const QString before = studio.view().shownFile();
  studio.press(QStringLiteral("Paint"));
  [&] { QTRY_VERIFY(studio.view().shownFile() != before && !studio.isBusy()); }();
  return studio.view().shownFile();
}

ui::CompareView& compareOf(Studio& studio) {
  return studio.window().compareView();
}

void pressInMessage(Studio& studio, const QString& text) {
  for (auto* button : studio.message()->findChildren<QPushButton*>()) {
    if (button->text() == text && button->isVisible()) {
      return QTest::mouseClick(button, Qt::LeftButton);
    }
  }
  QFAIL("no such button");
}

}  // namespace maulstick::testing
