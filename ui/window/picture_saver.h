#pragma once
// Writes pictures that painting has not put on disk: one that was stopped and is to be kept, one whose
// folder was full or gone. In the background; used by the Paint view, UI thread.

#include <QImage>
#include <QObject>
#include <QThreadPool>
#include <functional>
#include <memory>

#include "engine/report.h"

namespace maulstick::ui {

// A run that was stopped, as far as it came.
struct Unfinished {
  Request request;  // with its moves
  Fingerprint fingerprint;
  std::vector<StepReport> steps;
  QImage picture;  // decoded, or a sketch of one pixel a latent cell
};

// A picture to be written, with the settings it was painted with.
struct Unsaved {
  std::shared_ptr<const Painting> painting;
  QString note;    // what else the file should say; may be empty
  QString job;     // of the queue; may be empty
  QString reason;  // why it could not be written
};

class PictureSaver : public QObject {
  Q_OBJECT

 public:
  explicit PictureSaver(QObject* parent = nullptr);
  ~PictureSaver() override;  // after everything is written

  // saved() or failed() follows. An empty `file`: under a dated name in the pictures folder.
  void save(const Unsaved& picture, const QString& file = {});

  // The same for a picture that is not painted to its end; it says so in the file.
  void keep(const Unfinished& run);

  [[nodiscard]] bool isBusy() const { return pending_ > 0; }

 Q_SIGNALS:
  void saved(const maulstick::ui::Unsaved& picture, const QString& file);
  void failed(const maulstick::ui::Unsaved& picture);

 private:
  void write(const std::function<Unsaved()>& make, const QString& file);

  int pending_ = 0;
  QThreadPool pool_;  // last: its tasks use what stands above
};

}  // namespace maulstick::ui
