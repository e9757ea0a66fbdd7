// A program that is killed while it writes leaves everything as it was before or after the last write.

#include <QProcess>
#include <QTest>

#include "support/folder.h"
#include "ui/history/history_store.h"
#include "ui/painting/job_queue.h"
#include "ui/settings/app_settings.h"
#include "ui/settings/paths.h"
#include "ui/support/registry.h"

namespace maulstick::ui {
namespace {

using testing::TemporaryFolder;

constexpr int kills = 12;

// Runs the writer until it has told of `rounds` rounds, kills it in the middle of a later one, and
// returns the last round that it told of.
int killedAfter(int rounds, const TemporaryFolder& folder) {
  QProcess writer;
  writer.start(QStringLiteral(MAULSTICK_KEEPS_WRITING), {fromPath(folder.path())});
  QByteArray told;
  while (told.count('\n') < rounds && writer.waitForReadyRead(60'000)) told += writer.readAll();
  writer.kill();
  writer.waitForFinished();
  told += writer.readAll();
  if (writer.exitStatus() != QProcess::CrashExit) return -1;
  const QList<QByteArray> lines = told.left(told.lastIndexOf('\n')).split('\n');
  return lines.last().toInt();
}

class KillTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void leavesEverythingWhole_data();
  void leavesEverythingWhole();
};

void KillTest::leavesEverythingWhole_data() {
  QTest::addColumn<int>("rounds");
  for (int i = 1; i <= kills; ++i) QTest::addRow("%d", i) << i;
}

void KillTest::leavesEverythingWhole() {
  QFETCH(const int, rounds);
  const TemporaryFolder folder;
  const int last = killedAfter(rounds, folder);
  QVERIFY(last >= rounds - 1);
  const auto isLastOrNext = [last](int round) { return round == last || round == last + 1; };

  FileSaver saver;
  const AppSettings settings(saver, folder / "settings.json");
  QCOMPARE(settings.notice(), QString());
  const QString prompt = QString::fromStdString(settings.request().prompt);
  QVERIFY2(isLastOrNext(prompt.section(u' ', 1).toInt()), qPrintable(prompt));
  QCOMPARE(settings.recentPrompts().value(0), prompt);

  const JobQueue queue(saver, folder / "queue.json");
  QCOMPARE(queue.notice(), QString());
  QVERIFY(isLastOrNext(static_cast<int>(queue.unfinishedJobs().size()) - 1));

  HistoryDatabase(fromPath(folder / "history.sqlite")).checkSound();
  HistoryStore history(fromPath(folder / "history.sqlite"));
  QCOMPARE(history.notice(), QString());
  const auto entries = history.page({}, std::nullopt, 10'000);
  QVERIFY(isLastOrNext(static_cast<int>(entries.size()) - 1));
  for (const PictureEntry& entry : entries) {
    auto picture = readPicture(entry.path);
    QVERIFY(picture);
    picture->settings.clear();
    picture->starred = entry.starred;
    QVERIFY(*picture == entry);
    if (entry.seed <= last) QCOMPARE(entry.starred, entry.seed % 2 == 1);
  }
}

const testing::Registered<KillTest> registered;

}  // namespace
}  // namespace maulstick::ui

#include "kill_test.moc"
