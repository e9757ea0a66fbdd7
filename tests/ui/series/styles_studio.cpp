#include "ui/series/styles_studio.h"

#include <QLabel>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>
#include <algorithm>

#include "engine/places.h"
#include "model/bundle.h"
#include "ui/styles/series_column.h"
#include "ui/widgets/chip.h"
#include "ui/window/view_tabs.h"

namespace maulstick::testing {

using namespace ui;

StylesView& stylesOf(Studio& studio) {
  return studio.window().stylesView();
}

void show(Studio& studio) {
  studio.window().views().showView(stylesOf(studio));
  studio.stage->script.fingerprint.model_hash = model::Bundle::open(easel_folder()).hash();
  studio.stage->clipLoss = [](const std::string&) { return 0.7; };
}

void setSweep(Studio& studio, const SweepTexts& texts) {
  auto* fields = part<SweepFields>(studio);
  fields->setTexts(texts);
  QVERIFY(fields->choice().has_value());
}

void turnOn(Studio& studio, const QString& style) {
  for (Chip* chip : stylesOf(studio).findChildren<Chip*>()) {
    if (chip->text() == style && !chip->isHidden()) chip->setChecked(true);
  }
}

void press(Studio& studio, const QString& begin) {
  for (QPushButton* button : part<SeriesColumn>(studio)->findChildren<QPushButton*>()) {
    if (!button->text().startsWith(begin) || !button->isVisible()) continue;
    QVERIFY2(button->isEnabled(), qPrintable(button->text()));
    return QTest::mouseClick(button, Qt::LeftButton);
  }
  QFAIL(qPrintable(begin));
}

bool paintAll(Studio& studio) {
  QSignalSpy ended(&stylesOf(studio), &StylesView::seriesEnded);
  stylesOf(studio).paint();
  return QTest::qWaitFor([&ended] { return ended.count() == 1; });
}

bool says(Studio& studio, const QString& words) {
  const auto labels = stylesOf(studio).findChildren<QLabel*>();
  return std::ranges::any_of(labels, [&words](const QLabel* label) {
    return label->text().contains(words) && !label->isHidden();
  });
}

}  // namespace maulstick::testing
