#pragma once
// Small pictures of big ones, made in a background thread and kept in a memory of limited size. Used
// by the history's model; UI thread.

#include <QCache>
#include <QImage>
#include <QObject>
#include <QSet>
#include <QString>
#include <QThreadPool>
#include <deque>

namespace maulstick::ui {

// The picture in `file`, scaled so that it fits into a square of `edge` pixels. Null if the file is
// gone, damaged, no PNG, or larger than a painted picture can be. Any thread; never throws.
QImage makeThumbnail(const QString& file, int edge);

class ThumbnailLoader : public QObject {
  Q_OBJECT

 public:
  // `edge` in device pixels.
  explicit ThumbnailLoader(int edge = 256, QObject* parent = nullptr);
  ~ThumbnailLoader() override;  // waits for the picture under way

  // At once: the picture, or null, and ready() follows when it is there. `modified` tells a file that
  // was written anew from the one that is known.
  QImage thumbnail(const QString& file, qint64 modified);

 Q_SIGNALS:
  void ready(const QString& file);
  void failed(const QString& file);  // gone or damaged; thumbnail() stays null

 private:
  struct Wish {
    QString file;
    QString key;
  };
  void startNext();
  void take(const Wish& wish, const QImage& image);

  int edge_;
  QCache<QString, QImage> images_;  // a null image: it failed
  std::deque<Wish> wishes_;         // the newest is made first: it is what is in view
  QSet<QString> wanted_;            // keys of the wishes and of the one under way
  bool working_ = false;
  QThreadPool pool_;  // last: its tasks use what stands above
};

}  // namespace maulstick::ui
