#pragma once
// A connection to the history's index, with its tables. Belongs to the thread that made it.

#include <QSqlDatabase>
#include <QSqlQuery>
#include <QString>
#include <exception>
#include <string>

namespace maulstick::ui {

// What SQLite could not do. `damaged`: the file is no database, or not one of ours any more; it has
// to be made anew.
class DatabaseFault : public std::exception {
 public:
  DatabaseFault(bool damaged, const QString& words)
      : damaged_(damaged), words_(words.toStdString()) {}
  [[nodiscard]] bool damaged() const { return damaged_; }
  [[nodiscard]] const char* what() const noexcept override { return words_.c_str(); }

 private:
  bool damaged_;
  std::string words_;
};

class HistoryDatabase {
 public:
  // Opens `file`, makes it if it is not there, and brings it to today's tables. Throws DatabaseFault.
  explicit HistoryDatabase(const QString& file);
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
  void open(const QString& file);
  void migrate();
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
