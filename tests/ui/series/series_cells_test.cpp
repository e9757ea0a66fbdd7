// What the cells of a series show when their pictures come and go.

#include <QTest>

#include "picture/png.h"
#include "ui/series/cell_words.h"
#include "ui/series/series_desk.h"
#include "ui/support/registry.h"

namespace maulstick::ui {
namespace {

using State = SeriesCell::State;
using testing::someSeries;

class SeriesCellsTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void keepThePreviewUntilThePictureIsThere();
  void sayThatAPictureIsGone();
};

QImage shownIn(const Series& series, int number) {
  return series.data(series.indexOf(number), Qt::DecorationRole).value<QImage>();
}

void SeriesCellsTest::keepThePreviewUntilThePictureIsThere() {
  const testing::TemporaryFolder folder;
  ThumbnailLoader thumbnails;
  Series series(someSeries(), folder.path(), thumbnails);
  QImage preview(8, 8, QImage::Format_RGB32);
  preview.fill(Qt::red);
  series.setPainting(1, 20);
  series.setPreview(preview);
  const Image picture = {
      .width = 32, .height = 32, .rgb = std::vector<std::uint8_t>(32 * 32 * 3, 9)};
  testing::write(series.picture(1), picture::encode_png(picture, {}));
  series.setDone(1, {0.1, 0.1, 0.1}, 1);
  QCOMPARE(shownIn(series, 1), preview);
  int cells = 0;
  connect(&series, &Series::cellChanged, this, [&cells] { ++cells; });
  QTRY_VERIFY(shownIn(series, 1) != preview);
  QVERIFY(!shownIn(series, 1).isNull());
  QCOMPARE(cells, 0);  // nothing is new but what is drawn
}

void SeriesCellsTest::sayThatAPictureIsGone() {
  const testing::TemporaryFolder folder;
  ThumbnailLoader thumbnails;
  SeriesPlan plan = someSeries();
  plan.styles.clear();
  plan.seeds = {3};
  Series series(plan, folder.path(), thumbnails);
  series.setDone(0, {0.1, 0.1, 0.1}, 1);
  series.setScores(0, {.prompt = 0.3});
  QVERIFY(series.isWhole());
  QVERIFY(shownIn(series, 0).isNull());
  QTRY_VERIFY(series.cell(0).gone);
  QVERIFY(!series.isWhole());
  QCOMPARE(stateWords(series, 0), QStringLiteral("the picture is gone"));
  QVERIFY(cellSpoken(series, 0).contains(QStringLiteral("the picture is gone")));
}

const testing::Registered<SeriesCellsTest> registered;

}  // namespace
}  // namespace maulstick::ui

#include "series_cells_test.moc"
