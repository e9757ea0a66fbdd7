#include "ui/history/history_model.h"

#include <QAbstractItemModelTester>
#include <QLocale>
#include <QMimeData>
#include <QSignalSpy>
#include <QTest>
#include <QUrl>
#include <memory>

#include "support/folder.h"
#include "ui/history/painted_files.h"
#include "ui/settings/paths.h"
#include "ui/support/registry.h"

namespace maulstick::ui {
namespace {

using testing::TemporaryFolder;

class HistoryModelTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void init();
  void cleanup();
  void listsTheNewestFirstAndFetchesMore();
  void followsTheStore();
  void filters();
  void tellsAboutItsPictures();
  void saysAllThatIsSeen();
  void keepsPicturesWhoseFolderIsGone();
  void givesFilesToDrag();
  void showsThumbnailsAsTheyCome();
  void forgetsAPictureThatIsGone();

 private:
  QString draw(int number) const;
  void drawMany(int count) const;
  [[nodiscard]] QString first(int count) const;

  std::unique_ptr<TemporaryFolder> folder_;
  std::unique_ptr<HistoryStore> store_;
  std::unique_ptr<ThumbnailLoader> thumbnails_;
  std::unique_ptr<HistoryModel> model_;
  std::unique_ptr<QAbstractItemModelTester> tester_;
};

void HistoryModelTest::init() {
  folder_ = std::make_unique<TemporaryFolder>();
  store_ = std::make_unique<HistoryStore>(fromPath(*folder_ / "history.sqlite"));
  thumbnails_ = std::make_unique<ThumbnailLoader>(4);
  model_ = std::make_unique<HistoryModel>(*store_, *thumbnails_);
  tester_ = std::make_unique<QAbstractItemModelTester>(
      model_.get(), QAbstractItemModelTester::FailureReportingMode::QtTest);
  tester_->setUseFetchMore(false);  // it would fetch all at once
}

void HistoryModelTest::cleanup() {
  tester_.reset();
  model_.reset();
  thumbnails_.reset();
  store_.reset();
  folder_.reset();
}

QString HistoryModelTest::draw(int number) const {
  return fromPath(
      testing::writePicture(folder_->path(), number, "picture " + std::to_string(number)));
}

void HistoryModelTest::drawMany(int count) const {
  for (int i = 0; i < count; ++i) draw(i);
  QSignalSpy rebuilt(store_.get(), &HistoryStore::rebuilt);
  store_->rebuild(fromPath(folder_->path()));
  QVERIFY(rebuilt.wait(60'000));
}

// The numbers of the first pictures.
QString HistoryModelTest::first(int count) const {
  QStringList numbers;
  for (int row = 0; row < std::min(count, model_->rowCount()); ++row) {
    numbers << QString::number(model_->entry(row).seed);
  }
  return numbers.join(u' ');
}

void HistoryModelTest::listsTheNewestFirstAndFetchesMore() {
  drawMany(250);
  QCOMPARE(model_->rowCount(), 100);
  QCOMPARE(first(3), QStringLiteral("249 248 247"));
  for (const int rows : {200, 250}) {
    QVERIFY(model_->canFetchMore({}));
    model_->fetchMore({});
    QCOMPARE(model_->rowCount(), rows);
  }
  model_->fetchMore({});
  QVERIFY(!model_->canFetchMore({}));
  QCOMPARE(model_->entry(249).seed, 0);
}

void HistoryModelTest::followsTheStore() {
  drawMany(4);
  QVERIFY(store_->add(draw(9)));
  QVERIFY(store_->add(draw(7)));
  QCOMPARE(first(9), QStringLiteral("9 7 3 2 1 0"));
  QVERIFY(store_->add(draw(7)));  // known already
  QCOMPARE(model_->rowCount(), 6);
  store_->forget(draw(3));
  QCOMPARE(first(9), QStringLiteral("9 7 2 1 0"));
  QSignalSpy changed(model_.get(), &HistoryModel::dataChanged);
  store_->setStarred(draw(2), true);
  QCOMPARE(changed.count(), 1);
  QVERIFY(model_->index(2).data(HistoryModel::StarredRole).toBool());
}

void HistoryModelTest::filters() {
  drawMany(12);
  model_->setFilter({.words = QStringLiteral("1"), .starredOnly = false});
  QCOMPARE(first(9), QStringLiteral("11 10 1"));
  QVERIFY(store_->add(draw(13)));
  QVERIFY(store_->add(draw(20)));
  QCOMPARE(first(9), QStringLiteral("13 11 10 1"));
  model_->setFilter({});
  QCOMPARE(model_->rowCount(), 14);
}

void HistoryModelTest::tellsAboutItsPictures() {
  drawMany(1);
  const QModelIndex index = model_->index(0);
  QCOMPARE(index.data(Qt::DisplayRole).toString(), QStringLiteral("picture 0"));
  QCOMPARE(index.data(HistoryModel::NegativeRole).toString(), QStringLiteral("rain"));
  QCOMPARE(index.data(HistoryModel::ModelRole).toString(), QStringLiteral("Easel"));
  QCOMPARE(index.data(HistoryModel::SizeRole).toSize(), QSize(8, 16));
  QVERIFY(index.data(HistoryModel::CreatedRole).toDateTime().isValid());
  QVERIFY(!index.data(HistoryModel::StarredRole).toBool());
  QCOMPARE(model_->rowOf(draw(0)), 0);
  QCOMPARE(model_->rowOf(QStringLiteral("/nowhere")), -1);
}

void HistoryModelTest::saysAllThatIsSeen() {
  drawMany(1);
  const QModelIndex index = model_->index(0);
  const QString plain = index.data(Qt::AccessibleTextRole).toString();
  const QDateTime when = index.data(HistoryModel::CreatedRole).toDateTime();
  QCOMPARE(plain,
           QStringLiteral("picture 0, seed 0, ") + QLocale().toString(when, QLocale::ShortFormat));
  store_->setStarred(index.data(HistoryModel::PathRole).toString(), true);
  QCOMPARE(index.data(Qt::AccessibleTextRole).toString(), QStringLiteral("starred, ") + plain);
}

void HistoryModelTest::keepsPicturesWhoseFolderIsGone() {
  drawMany(2);
  const auto away = folder_->path().string() + "-away";
  std::filesystem::rename(folder_->path(), away);
  QSignalSpy failed(thumbnails_.get(), &ThumbnailLoader::failed);
  QVERIFY(model_->index(0).data(HistoryModel::ThumbnailRole).value<QImage>().isNull());
  QTRY_COMPARE(failed.count(), 1);
  QCOMPARE(model_->rowCount(), 2);
  std::filesystem::rename(away, folder_->path());
}

void HistoryModelTest::givesFilesToDrag() {
  drawMany(3);
  QVERIFY(model_->flags(model_->index(0)) & Qt::ItemIsDragEnabled);
  const std::unique_ptr<QMimeData> data(model_->mimeData({model_->index(0), model_->index(2)}));
  QCOMPARE(data->urls(), QList<QUrl>({QUrl::fromLocalFile(draw(2)), QUrl::fromLocalFile(draw(0))}));
}

void HistoryModelTest::showsThumbnailsAsTheyCome() {
  drawMany(1);
  const QModelIndex index = model_->index(0);
  QVERIFY(index.data(HistoryModel::ThumbnailRole).value<QImage>().isNull());
  QSignalSpy changed(model_.get(), &HistoryModel::dataChanged);
  QTRY_COMPARE(changed.count(), 1);
  QCOMPARE(index.data(Qt::DecorationRole).value<QImage>().size(), QSize(2, 4));
}

void HistoryModelTest::forgetsAPictureThatIsGone() {
  drawMany(2);
  std::filesystem::remove(draw(1).toStdString());
  QVERIFY(model_->index(0).data(HistoryModel::ThumbnailRole).value<QImage>().isNull());
  QTRY_COMPARE(model_->rowCount(), 1);
  QCOMPARE(first(1), QStringLiteral("0"));
  QCOMPARE(store_->count({}), 1);
}

const testing::Registered<HistoryModelTest> registered;

}  // namespace
}  // namespace maulstick::ui

#include "history_model_test.moc"
