// How a swept number acts, drawn below the matrix.

#include "ui/styles/response_curves.h"

#include <QTest>

#include "ui/cockpit/sparkline.h"
#include "ui/series/series_desk.h"
#include "ui/support/registry.h"

namespace maulstick::ui {
namespace {

using testing::someSeries;

class ResponseCurvesTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void suitANumberWithSeveralValues();
  void goAlongTheNumberAcross();
};

void ResponseCurvesTest::suitANumberWithSeveralValues() {
  ThumbnailLoader thumbnails;
  const auto suits = [&thumbnails](const std::vector<styles::Axis>& axes) {
    SeriesPlan plan = someSeries();
    plan.axes = axes;
    return ResponseCurves::suits(Series(plan, "/nowhere", thumbnails));
  };
  const styles::Axis clip = {.name = "clip", .values = {0, 100, 200}};
  const styles::Axis steps = {.name = "steps", .values = {30}};
  QVERIFY(!suits({}));
  QVERIFY(!suits({steps}));
  QVERIFY(suits({clip}));
  QVERIFY(suits({steps, clip}));
  QVERIFY(!suits({clip, steps}));
}

// The other number goes down: its row is one of its values.
void ResponseCurvesTest::goAlongTheNumberAcross() {
  SeriesPlan plan = someSeries();
  plan.styles.clear();
  plan.seeds = {3};
  plan.axes = {{.name = "steps", .values = {20, 30}}, {.name = "clip", .values = {0, 100, 200}}};
  ThumbnailLoader thumbnails;
  Series series(plan, "/nowhere", thumbnails);
  for (int number = 0; number < series.size(); ++number) {
    series.setDone(number, {0.1 * number, 0.5, 0.5}, 1);
  }
  const CockpitRow loss = {.name = QStringLiteral("clip"),
                           .title = QStringLiteral("CLIP"),
                           .meaning = {},
                           .colourIndex = 0};
  ResponseCurves curves({loss});
  curves.show(series, series.layout().numberAt(1, 0));
  const auto& points = curves.findChildren<Sparkline*>().front()->points();
  QCOMPARE(points.size(), std::size_t{3});
  QCOMPARE(points[1].step, 500);  // in the middle of the axis
  for (int column = 0; column < 3; ++column) {
    QCOMPARE(points[static_cast<std::size_t>(column)].value,
             0.1 * series.layout().numberAt(1, column));
  }
}

const testing::Registered<ResponseCurvesTest> registered;

}  // namespace
}  // namespace maulstick::ui

#include "response_curves_test.moc"
