#pragma once
// Between the Compare view and the rest of the window: brings pictures of the history into it, and
// what it has painted into the history. UI thread.

#include <QObject>
#include <QStringList>

#include "ui/compare/compared_picture.h"
#include "ui/window/picture_opener.h"

namespace maulstick::ui {

class CompareView;
class PaintView;

class CompareDesk : public QObject {
  Q_OBJECT

 public:
  // Both must outlive this.
  CompareDesk(PaintView& paint, CompareView& compare, QObject* parent = nullptr);

  // The picture on the Paint view's canvas left, this one right.
  void compareWithShown(const QString& path);

  // From left to right.
  void compareAll(const QStringList& paths);

  // A picture of a file, and what came of painting it again.
  void compareAgain(const QString& path, const QImage& again);

  // Behind those that are compared already, and those that are being read.
  void add(const QString& path);

 Q_SIGNALS:
  void compared();                   // the view is worth a look now
  void added(const QString& words);  // likewise, but a person may want to add more
  void problem(const QString& what, const QString& next, const QString& details);

 private:
  void begin(const QStringList& files, bool adds);
  void openNext();
  void addRead();
  void take(const OpenedPicture& opened);

  PaintView& paint_;
  CompareView& compare_;
  QStringList waiting_;  // files to be read
  bool reading_ = false;
  bool adding_ = false;
  std::vector<ComparedPicture> read_;
  QImage again_;  // goes behind them
  PictureOpener opener_;
};

// What a picture's file tells of it.
ComparedPicture comparedPicture(const OpenedPicture& opened);

}  // namespace maulstick::ui
