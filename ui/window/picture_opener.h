#pragma once
// Reads a picture and what it says about itself in the background: a large or hostile file takes its
// time. Used by the restore desk; UI thread.

#include <QImage>
#include <QObject>
#include <QThreadPool>

#include "ui/history/picture_settings.h"
#include "ui/window/picture_record.h"

namespace maulstick::ui {

struct OpenedPicture {
  QString path;
  QImage image;     // null: the pixels cannot be read
  QString problem;  // and why
  PictureSettings settings;
  std::optional<PictureRecord> record;
};

class PictureOpener : public QObject {
  Q_OBJECT

 public:
  explicit PictureOpener(QObject* parent = nullptr);
  ~PictureOpener() override;  // waits for the file under way

  // opened() follows, unless another file is asked for before. What the picture does not name stays as
  // in `base`.
  void open(const QString& path, const Request& base);

 Q_SIGNALS:
  void opened(const maulstick::ui::OpenedPicture& picture);

 private:
  int asked_ = 0;
  QThreadPool pool_;  // last: its tasks use what stands above
};

}  // namespace maulstick::ui
