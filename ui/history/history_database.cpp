#include "ui/history/history_database.h"

#include <QSqlError>
#include <atomic>

namespace maulstick::ui {
namespace {

constexpr int today = 1;  // user_version of the tables below

// https://www.sqlite.org/rescode.html
constexpr int sqliteCorrupt = 11;
constexpr int sqliteNotADatabase = 26;

constexpr const char* pictures = R"(
  CREATE TABLE pictures(
    id INTEGER PRIMARY KEY, path TEXT NOT NULL UNIQUE,
    modified INTEGER NOT NULL, size INTEGER NOT NULL, created INTEGER NOT NULL,
    width INTEGER NOT NULL, height INTEGER NOT NULL,
    prompt TEXT NOT NULL, negative TEXT NOT NULL, seed INTEGER NOT NULL, model TEXT NOT NULL,
    starred INTEGER NOT NULL DEFAULT 0, settings TEXT NOT NULL))";

constexpr const char* byAge = "CREATE INDEX by_age ON pictures(created DESC, path DESC)";

// The words of the prompts; the prompts themselves stay in the table above.
constexpr const char* words = R"(
  CREATE VIRTUAL TABLE words USING fts5(
    prompt, content='pictures', content_rowid='id', tokenize='unicode61 remove_diacritics 2'))";

constexpr const char* wordTriggers[] = {
    R"(CREATE TRIGGER words_come AFTER INSERT ON pictures BEGIN
         INSERT INTO words(rowid, prompt) VALUES (new.id, new.prompt); END)",
    R"(CREATE TRIGGER words_go AFTER DELETE ON pictures BEGIN
         INSERT INTO words(words, rowid, prompt) VALUES ('delete', old.id, old.prompt); END)",
    R"(CREATE TRIGGER words_change AFTER UPDATE OF prompt ON pictures BEGIN
         INSERT INTO words(words, rowid, prompt) VALUES ('delete', old.id, old.prompt);
         INSERT INTO words(rowid, prompt) VALUES (new.id, new.prompt); END)"};

[[noreturn]] void refuse(const QSqlError& error) {
  const int code = error.nativeErrorCode().toInt() & 0xFF;  // the rest says more than is needed
  throw DatabaseFault(code == sqliteCorrupt || code == sqliteNotADatabase, error.text());
}

QString freshName() {
  static std::atomic<int> number = 0;
  return QStringLiteral("maulstick-history-%1").arg(++number);
}

}  // namespace

void run(QSqlQuery& query) {
  if (!query.exec()) refuse(query.lastError());
}

HistoryDatabase::HistoryDatabase(const QString& file) : name_(freshName()) {
  try {
    open(file);
    migrate();
  } catch (...) {
    QSqlDatabase::removeDatabase(name_);
    throw;
  }
}

HistoryDatabase::~HistoryDatabase() {
  handle().close();
  QSqlDatabase::removeDatabase(name_);
}

QSqlDatabase HistoryDatabase::handle() const {
  return QSqlDatabase::database(name_, false);
}

void HistoryDatabase::open(const QString& file) {
  QSqlDatabase database = QSqlDatabase::addDatabase(QStringLiteral("QSQLITE"), name_);
  database.setDatabaseName(file);
  database.setConnectOptions(QStringLiteral("QSQLITE_BUSY_TIMEOUT=2000"));
  if (!database.open()) refuse(database.lastError());
  // Readers and the writer do not wait for each other; a kill loses the last rows at most, and the
  // pictures are still there to be read again.
  run("PRAGMA journal_mode = WAL");
  run("PRAGMA synchronous = NORMAL");
}

void HistoryDatabase::migrate() {
  QSqlQuery version = prepare(QStringLiteral("PRAGMA user_version"));
  maulstick::ui::run(version);
  const int present = version.next() ? version.value(0).toInt() : 0;
  version.finish();
  if (present > today) throw DatabaseFault(true, QStringLiteral("written by a newer version"));
  if (present < 1) {
    Transaction transaction(*this);
    run(pictures);
    run(byAge);
    if (QSqlQuery(handle()).exec(QString::fromLatin1(words))) {  // SQLite may lack FTS5
      for (const char* trigger : wordTriggers) run(trigger);
    }
    run("PRAGMA user_version = 1");
    transaction.commit();
  }
  QSqlQuery table = prepare(QStringLiteral("SELECT 1 FROM sqlite_master WHERE name = 'words'"));
  maulstick::ui::run(table);
  hasWords_ = table.next();
}

QSqlQuery HistoryDatabase::prepare(const QString& sql) const {
  QSqlQuery query(handle());
  query.setForwardOnly(true);
  if (!query.prepare(sql)) refuse(query.lastError());
  return query;
}

void HistoryDatabase::run(const char* sql) const {
  QSqlQuery query(handle());
  if (!query.exec(QString::fromLatin1(sql))) refuse(query.lastError());
}

void HistoryDatabase::checkSound() const {
  QSqlQuery check = prepare(QStringLiteral("PRAGMA quick_check(1)"));
  maulstick::ui::run(check);
  const QString answer = check.next() ? check.value(0).toString() : QString();
  if (answer != QStringLiteral("ok")) throw DatabaseFault(true, answer);
}

Transaction::Transaction(const HistoryDatabase& database) : database_(database) {
  // At once, so that two writers wait for each other here and not in the middle.
  database_.run("BEGIN IMMEDIATE");
}

Transaction::~Transaction() {
  if (open_) QSqlQuery(database_.handle()).exec(QStringLiteral("ROLLBACK"));
}

void Transaction::commit() {
  database_.run("COMMIT");
  open_ = false;
}

}  // namespace maulstick::ui
