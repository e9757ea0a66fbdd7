// The matrix of a series: how it is clicked, and that a large one stays quick.

#include "ui/styles/matrix_view.h"

#include <QElapsedTimer>
#include <QHeaderView>
#include <QSignalSpy>
#include <QTest>

#include "support/folder.h"
#include "ui/series/series.h"
#include "ui/support/registry.h"

namespace maulstick::ui {
namespace {

class MatrixViewTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void opensACellByAClickOnIt();
  void staysQuickWithManyCells_data();
  void staysQuickWithManyCells();
};

SeriesPlan planOf(int rows, int columns) {
  SeriesPlan plan;
  plan.base.prompt = "A lake";
  for (int seed = 0; seed < columns; ++seed) plan.seeds.push_back(seed);
  for (int i = 0; i < rows; ++i) {
    const std::string name = "style " + std::to_string(i);
    plan.styles.push_back({.name = name, .prompt = name, .negative = {}});
  }
  return plan;
}

// Where it was pressed counts as well: a press that is drawn elsewhere means nothing.
void MatrixViewTest::opensACellByAClickOnIt() {
  const testing::TemporaryFolder folder;
  ThumbnailLoader thumbnails;
  Series series(planOf(1, 3), folder.path(), thumbnails);
  MatrixView matrix;
  matrix.resize(1000, 400);
  matrix.setSeries(&series);
  matrix.show();
  QVERIFY(QTest::qWaitForWindowExposed(&matrix));
  QSignalSpy opened(&matrix, &MatrixView::openRequested);
  const auto middle = [&](int number) {
    return matrix.visualRect(series.indexOf(number)).center();
  };
  QTest::mousePress(matrix.viewport(), Qt::LeftButton, {},
                    QPoint(5, matrix.viewport()->height() - 5));  // below the cells
  QTest::mouseRelease(matrix.viewport(), Qt::LeftButton, {}, middle(0));
  QCOMPARE(opened.count(), 0);
  QTest::mouseClick(matrix.viewport(), Qt::LeftButton, {}, middle(1));
  QCOMPARE(opened.count(), 1);
  QCOMPARE(opened[0][0].toInt(), 1);
}

void MatrixViewTest::staysQuickWithManyCells_data() {
  QTest::addColumn<int>("rows");
  QTest::addColumn<int>("columns");
  QTest::newRow("20 x 50") << 20 << 50;
  QTest::newRow("1 x 5000") << 1 << 5000;
}

void MatrixViewTest::staysQuickWithManyCells() {
  QFETCH(const int, rows);
  QFETCH(const int, columns);
  const testing::TemporaryFolder folder;
  ThumbnailLoader thumbnails;
  Series series(planOf(rows, columns), folder.path(), thumbnails);
  QCOMPARE(series.size(), rows * columns);
  MatrixView matrix;
  matrix.resize(1000, 700);
  matrix.setSeries(&series);
  matrix.show();
  QVERIFY(QTest::qWaitForWindowExposed(&matrix));
  QElapsedTimer timer;
  timer.start();
  constexpr int changes = 200;
  for (int i = 0; i < changes; ++i) {
    series.setDone(i, {0.1, 0.1, 0.1}, 1);
    series.setScores(i, {.prompt = 0.001 * i});
    matrix.viewport()->repaint();
    for (auto* header : matrix.findChildren<QHeaderView*>()) header->viewport()->repaint();
  }
  const double each = static_cast<double>(timer.elapsed()) / changes;
  qInfo("a change among %d cells, all of them drawn anew: %.1f ms", series.size(), each);
  QVERIFY2(each < 50, qPrintable(QString::number(each)));
}

const testing::Registered<MatrixViewTest> registered;

}  // namespace
}  // namespace maulstick::ui

#include "matrix_view_test.moc"
