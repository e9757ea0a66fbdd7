#pragma once
// One window for one data folder: settings, queue and history have one owner. Who starts second asks the
// first to come forward. Used by main; UI thread.

#include <QLockFile>
#include <QObject>
#include <QString>
#include <chrono>
#include <memory>

class QLocalServer;
class QLocalSocket;

namespace maulstick::ui {

class FirstStart : public QObject {
  Q_OBJECT

 public:
  // Takes `folder`, which is made if it is not there, unless another program that still runs has it.
  explicit FirstStart(const QString& folder, QObject* parent = nullptr);
  ~FirstStart() override;

  // The folder is taken by this program; also where no lock can be made: then nothing can be written
  // there, and there is nothing to fight for.
  [[nodiscard]] bool isFirst() const { return first_; }

 Q_SIGNALS:
  // A second start wants this one to come forward, and to open `path` unless it is empty.
  void called(const QString& path);

 private:
  void listen(const QString& folder);
  void answer(QLocalSocket* caller);

  QLockFile lock_;
  bool first_ = false;
  QLocalServer* server_ = nullptr;
};

// The folder of the settings' neighbours: the queue and the history.
QString dataFolder();

// Asks the program that has taken `folder` to come forward. False if it does not answer in time.
bool callFirst(const QString& folder, const QString& path,
               std::chrono::milliseconds patience = std::chrono::seconds(3));

}  // namespace maulstick::ui
