#pragma once
// A connection to the history's index, with its tables. Belongs to the thread that made it.

#include <QSqlDatabase>
#include <QSqlQuery>
#include <QString>
#include <exception>
#include <string>

namespace maulstick::ui {

// What SQLite could not do.
class DatabaseFault : public std::exception {
 public:
  enum class Kind {
    damaged,  // no database, or not one of ours any more: it has to be made anew
    busy,     // somebody else writes
    full,
    refused,  // its place cannot be read or written
    other
  };

  DatabaseFault(Kind kind, const QString& details) : kind_(kind), details_(details.toStdString()) {}
  [[nodiscard]] bool damaged() const { return kind_ == Kind::damaged; }
  [[nodiscard]] QString words() const;  // for people
  [[nodiscard]] const char* what() const noexcept override { return details_.c_str(); }

 private:
  Kind kind_;
  std::string details_;  // SQLite's own
};

class HistoryDatabase {
 public:
  // Opens `file`, makes it if it is not there, and brings it to today's tables. While another
  // connection writes, `patience` milliseconds are waited. Throws DatabaseFault.
  explicit HistoryDatabase(const QString& file, int patience = 2000);
  ~HistoryDatabase();
  HistoryDatabase(const HistoryDatabase&) = delete;
  HistoryDatabase& operator=(const HistoryDatabase&) = delete;

  // Whether words are looked up in an index of their own (FTS5), or by reading every prompt.
  [[nodiscard]] bool hasWords() const { return hasWords_; }

  // A query that is prepared. Throws DatabaseFault.
  [[nodiscard]] QSqlQuery prepare(const QString& sql) const;

  // Reads the whole file. Throws DatabaseFault if something is wrong in it.
  void checkSound() const;

 private:
  friend class Transaction;
  [[nodiscard]] QSqlDatabase handle() const;
  void open(const QString& file, int patience);
  void migrate();
  void makeTables();
  void run(const char* sql) const;

  QString name_;
  bool hasWords_ = false;
};

// Runs a prepared query. Throws DatabaseFault.
void run(QSqlQuery& query);

// All of what is done in its life, or nothing. Throws DatabaseFault.
class Transaction {
 public:
  explicit Transaction(const HistoryDatabase& database);
  ~Transaction();  // rolls back what was not committed
  Transaction(const Transaction&) = delete;
  Transaction& operator=(const Transaction&) = delete;
  void commit();

 private:
  const HistoryDatabase& database_;
  bool open_ = true;
};

}  // namespace maulstick::ui
