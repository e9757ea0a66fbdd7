#include "ui/history/history_queries.h"

#include <QVariantList>
#include <algorithm>

namespace maulstick::ui::queries {
namespace {

// Part of a statement and the values of its question marks.
struct Condition {
  QString sql = QStringLiteral("1");
  QVariantList values;

  void add(const QString& more, const QVariantList& theirs) {
    sql += QStringLiteral(" AND ") + more;
    values += theirs;
  }
};

// An empty QString that is null would be stored as NULL.
QString text(const QString& value) {
  return value.isNull() ? QStringLiteral("") : value;
}

// Chinese, Japanese and the like are written without spaces: a word of theirs stands anywhere.
bool hasBeginnings(const QString& word) {
  return std::ranges::all_of(word, [](QChar c) { return c.unicode() < 0x2E80; }) &&
         std::ranges::any_of(word, [](QChar c) { return c.isLetterOrNumber(); });
}

QString anywhere(QString word) {
  for (const QChar special : {u'\\', u'%', u'_'}) word.replace(special, QString(u'\\') + special);
  return u'%' + word + u'%';
}

Condition conditionOf(const HistoryDatabase& database, const HistoryFilter& filter) {
  Condition condition;
  QStringList beginnings;
  for (QString word : filter.words.simplified().split(u' ', Qt::SkipEmptyParts)) {
    if (database.hasWords() && hasBeginnings(word)) {
      beginnings << u'"' + word.replace(u'"', QStringLiteral("\"\"")) + QStringLiteral("\"*");
    } else {
      condition.add(QStringLiteral("prompt LIKE ? ESCAPE '\\'"), {anywhere(word)});
    }
  }
  if (!beginnings.isEmpty()) {
    condition.add(QStringLiteral("id IN (SELECT rowid FROM words WHERE words MATCH ?)"),
                  {beginnings.join(QStringLiteral(" AND "))});
  }
  if (filter.starredOnly) condition.add(QStringLiteral("starred = 1"), {});
  return condition;
}

QSqlQuery ask(const HistoryDatabase& database, const QString& sql, const QVariantList& values) {
  QSqlQuery query = database.prepare(sql);
  for (const QVariant& value : values) query.addBindValue(value);
  run(query);
  return query;
}

const QString& columns() {
  static const QString names = QStringLiteral(
      "path, modified, size, created, width, height, prompt, negative, seed, model, starred");
  return names;
}

PictureEntry entryOf(const QSqlQuery& row) {
  PictureEntry entry;
  entry.path = row.value(0).toString();
  entry.modified = row.value(1).toLongLong();
  entry.size = row.value(2).toLongLong();
  entry.created = row.value(3).toLongLong();
  entry.width = row.value(4).toInt();
  entry.height = row.value(5).toInt();
  entry.prompt = row.value(6).toString();
  entry.negative = row.value(7).toString();
  entry.seed = row.value(8).toLongLong();
  entry.model = row.value(9).toString();
  entry.starred = row.value(10).toBool();
  return entry;
}

// In the table that outlives the rows.
void remember(const HistoryDatabase& database, const PictureEntry& entry, bool starred) {
  ask(database,
      starred ? QStringLiteral("INSERT OR IGNORE INTO stars(identity) VALUES (?)")
              : QStringLiteral("DELETE FROM stars WHERE identity = ?"),
      {identityOf(entry)});
}

}  // namespace

void put(const HistoryDatabase& database, const PictureEntry& entry) {
  ask(database,
      QStringLiteral(
          "INSERT INTO pictures(path, modified, size, created, width, height, prompt, negative, "
          "seed, model, settings, starred) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, "
          "? OR EXISTS(SELECT 1 FROM stars WHERE identity = ?)) "
          "ON CONFLICT(path) DO UPDATE SET modified = excluded.modified, size = excluded.size, "
          "created = excluded.created, width = excluded.width, height = excluded.height, "
          "prompt = excluded.prompt, negative = excluded.negative, seed = excluded.seed, "
          "model = excluded.model, settings = excluded.settings"),
      {text(entry.path), entry.modified, entry.size, entry.created, entry.width, entry.height,
       text(entry.prompt), text(entry.negative), entry.seed, text(entry.model),
       text(entry.settings), entry.starred ? 1 : 0, identityOf(entry)});
  if (entry.starred) remember(database, entry, true);
}

void forget(const HistoryDatabase& database, const QString& path) {
  ask(database, QStringLiteral("DELETE FROM pictures WHERE path = ?"), {path});
}

bool setStarred(const HistoryDatabase& database, const QString& path, bool starred) {
  const std::optional<PictureEntry> entry = find(database, path);
  if (!entry) return false;
  remember(database, *entry, starred);
  ask(database, QStringLiteral("UPDATE pictures SET starred = ? WHERE path = ?"),
      {starred ? 1 : 0, path});
  return true;
}

std::vector<PictureEntry> page(const HistoryDatabase& database, const HistoryFilter& filter,
                               const std::optional<HistoryPlace>& behind, int limit) {
  Condition condition = conditionOf(database, filter);
  if (behind) {
    condition.add(QStringLiteral("(created, path) < (?, ?)"), {behind->created, behind->path});
  }
  QSqlQuery rows = ask(database,
                       QStringLiteral("SELECT %1 FROM pictures WHERE %2 "
                                      "ORDER BY created DESC, path DESC LIMIT ?")
                           .arg(columns(), condition.sql),
                       condition.values << limit);
  std::vector<PictureEntry> entries;
  while (rows.next()) entries.push_back(entryOf(rows));
  return entries;
}

int count(const HistoryDatabase& database, const HistoryFilter& filter) {
  const Condition condition = conditionOf(database, filter);
  QSqlQuery row =
      ask(database, QStringLiteral("SELECT count(*) FROM pictures WHERE %1").arg(condition.sql),
          condition.values);
  return row.next() ? row.value(0).toInt() : 0;
}

std::optional<PictureEntry> find(const HistoryDatabase& database, const QString& path) {
  QSqlQuery row = ask(
      database, QStringLiteral("SELECT %1, settings FROM pictures WHERE path = ?").arg(columns()),
      {path});
  if (!row.next()) return std::nullopt;
  PictureEntry entry = entryOf(row);
  entry.settings = row.value(11).toString();
  return entry;
}

QHash<QString, FileStamp> known(const HistoryDatabase& database, const QString& folder) {
  const QString begin = folder.endsWith(u'/') ? folder : folder + u'/';
  const QString end =
      begin.chopped(1) + u'0';  // "0" follows "/": the first text behind all of them
  QSqlQuery rows =
      ask(database,
          QStringLiteral("SELECT path, modified, size FROM pictures WHERE path > ? AND path < ?"),
          {begin, end});
  QHash<QString, FileStamp> stamps;
  while (rows.next()) {
    const QString path = rows.value(0).toString();
    if (path.indexOf(u'/', begin.size()) >= 0) continue;
    stamps.insert(path, {rows.value(1).toLongLong(), rows.value(2).toLongLong()});
  }
  return stamps;
}

QStringList starred(const HistoryDatabase& database) {
  QSqlQuery rows = ask(database, QStringLiteral("SELECT path FROM pictures WHERE starred = 1"), {});
  QStringList paths;
  while (rows.next()) paths << rows.value(0).toString();
  return paths;
}

}  // namespace maulstick::ui::queries
