#include "ui/history/history_database.h"

#include <QCoreApplication>
#include <QSqlError>
#include <atomic>

namespace maulstick::ui {
namespace {

constexpr int today = 2;  // user_version of the tables below

// https://www.sqlite.org/rescode.html
constexpr int sqlitePermission = 3;
constexpr int sqliteBusy = 5;
constexpr int sqliteLocked = 6;
constexpr int sqliteReadOnly = 8;
constexpr int sqliteCorrupt = 11;
constexpr int sqliteFull = 13;
constexpr int sqliteCannotOpen = 14;
constexpr int sqliteNotADatabase = 26;

constexpr const char* pictures = R"(
  CREATE TABLE pictures(
    id INTEGER PRIMARY KEY, path TEXT NOT NULL UNIQUE,
    modified INTEGER NOT NULL, size INTEGER NOT NULL, created INTEGER NOT NULL,
    width INTEGER NOT NULL, height INTEGER NOT NULL,
    prompt TEXT NOT NULL, negative TEXT NOT NULL, seed INTEGER NOT NULL, model TEXT NOT NULL,
    starred INTEGER NOT NULL DEFAULT 0, settings TEXT NOT NULL))";

// Outlives the pictures' rows: a folder that is not there for a while, or a picture that was moved,
// gets its stars back.
constexpr const char* stars =
    "CREATE TABLE IF NOT EXISTS stars(identity TEXT PRIMARY KEY) WITHOUT ROWID";

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

DatabaseFault::Kind kindOf(const QSqlError& error) {
  switch (error.nativeErrorCode().toInt() & 0xFF) {  // the rest says more than is needed
    case sqliteCorrupt:
    case sqliteNotADatabase: return DatabaseFault::Kind::damaged;
    case sqliteBusy:
    case sqliteLocked: return DatabaseFault::Kind::busy;
    case sqliteFull: return DatabaseFault::Kind::full;
    case sqlitePermission:
    case sqliteReadOnly:
    case sqliteCannotOpen: return DatabaseFault::Kind::refused;
    default: return DatabaseFault::Kind::other;
  }
}

[[noreturn]] void refuse(const QSqlError& error) {
  throw DatabaseFault(kindOf(error), error.text());
}

QString tr(const char* text) {
  return QCoreApplication::translate("maulstick::ui::HistoryDatabase", text);
}

QString freshName() {
  static std::atomic<int> number = 0;
  return QStringLiteral("maulstick-history-%1").arg(++number);
}

}  // namespace

QString DatabaseFault::words() const {
  switch (kind_) {
    case Kind::damaged: return tr("its file is damaged");
    case Kind::busy: return tr("another program is using it");
    case Kind::full: return tr("the disk is full");
    case Kind::refused: return tr("its file cannot be read or written");
    case Kind::other: break;
  }
  return tr("its file could not be read or written; the disk may have a problem");
}

void run(QSqlQuery& query) {
  if (!query.exec()) refuse(query.lastError());
}

HistoryDatabase::HistoryDatabase(const QString& file, int patience) : name_(freshName()) {
  try {
    open(file, patience);
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

void HistoryDatabase::open(const QString& file, int patience) {
  QSqlDatabase database = QSqlDatabase::addDatabase(QStringLiteral("QSQLITE"), name_);
  database.setDatabaseName(file);
  database.setConnectOptions(QStringLiteral("QSQLITE_BUSY_TIMEOUT=%1").arg(patience));
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
  if (present > today) {
    throw DatabaseFault(DatabaseFault::Kind::damaged, QStringLiteral("written by a newer version"));
  }
  if (present < today) {
    Transaction transaction(*this);
    if (present < 1) makeTables();
    run(stars);
    run("PRAGMA user_version = 2");
    transaction.commit();
  }
  QSqlQuery table = prepare(QStringLiteral("SELECT 1 FROM sqlite_master WHERE name = 'words'"));
  maulstick::ui::run(table);
  hasWords_ = table.next();
}

void HistoryDatabase::makeTables() {
  run(pictures);
  run(byAge);
  if (!QSqlQuery(handle()).exec(QString::fromLatin1(words))) return;  // SQLite may lack FTS5
  for (const char* trigger : wordTriggers) run(trigger);
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
  if (answer != QStringLiteral("ok")) throw DatabaseFault(DatabaseFault::Kind::damaged, answer);
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
