#pragma once
// Turns the signals by which sessions and people end a program into an orderly end: windows are
// closed as by hand, so that settings are saved and a run is stopped. One object, in main, on the
// UI thread.

#include <QObject>

class QSocketNotifier;

namespace maulstick::ui {

class QuitSignals : public QObject {
  Q_OBJECT

 public:
  // From now on; SIGHUP, SIGINT and SIGTERM.
  explicit QuitSignals(QObject* parent = nullptr);

 Q_SIGNALS:
  void asked();

 private:
  void read();

  QSocketNotifier* notifier_;
};

}  // namespace maulstick::ui
