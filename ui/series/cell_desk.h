#pragma once
// Settles the cells of a series behind their painting, one at a time, on the painting thread:
// results, scores, and the file of the scores. Holds the folder's lock as long as it is open. Used
// by the series runner; UI thread.

#include <QObject>
#include <QPointer>
#include <QTimer>
#include <memory>

#include "ui/painting/controller.h"
#include "ui/series/cell_account.h"
#include "ui/series/series.h"
#include "ui/settings/file_saver.h"

namespace maulstick::ui {

class CellDesk : public QObject {
  Q_OBJECT

 public:
  // `saver` must outlive this.
  CellDesk(Controller& controller, FileSaver& saver, QObject* parent = nullptr);

  // Of which series the cells are, and its results, which are locked.
  void open(Series& series, std::shared_ptr<batch::ResultsFile> results);
  // The folder is free for other programs; of what is under way nobody hears any more.
  void close();

  // Each is followed by settled(), or by close().
  void painted(int number, const Finished& result);
  void failed(int number, const Error& error);
  void measure(int number);  // a picture of an earlier time

  [[nodiscard]] bool isBusy() const { return busy_; }

 Q_SIGNALS:
  void settled(int number, const maulstick::ui::Accounted& accounted);

 private:
  [[nodiscard]] CellAccount accountOf(int number) const;
  void send(int number, CellAccount account);
  void take(int number, const Accounted& accounted);
  void saveScores();
  void writeScores();

  QPointer<Controller> controller_;
  FileSaver& saver_;
  QPointer<Series> series_;
  std::shared_ptr<batch::ResultsFile> results_;
  QTimer sinceSaved_;  // runs while the scores are not to be written again
  bool unsaved_ = false;
  bool busy_ = false;
  int opened_ = 0;  // counts the series, for answers that come late
};

}  // namespace maulstick::ui
