#include "ui/window/compare_desk.h"

#include <QFileInfo>
#include <algorithm>
#include <utility>

#include "ui/compare/compare_view.h"
#include "ui/compare/loss_sets.h"
#include "ui/compare/picture_figures.h"
#include "ui/window/paint_view.h"

namespace maulstick::ui {
namespace {

// "All · 8 % · seed 42": what pictures differ by, as far as it goes into a few words.
QString pictureName(const OpenedPicture& opened) {
  const auto& restored = opened.settings.restored;
  if (!restored || restored->origin != Restored::Origin::maulstick) {
    return QFileInfo(opened.path).completeBaseName();
  }
  const Request& request = restored->request;
  QStringList words = {nameOf(lossesOf(request))};
  if (request.guidance.mode == guidance::Mode::relative) {
    words << CompareDesk::tr("%1 %").arg(request.guidance.strength);
  }
  words << CompareDesk::tr("seed %1").arg(request.seed);
  return words.join(QStringLiteral(" · "));
}

// Of which no more is known than its pixels.
ComparedPicture paintedAgain(const ComparedPicture& first, const QImage& again) {
  ComparedPicture picture;
  picture.name = CompareDesk::tr("Painted again");
  picture.image = again;
  picture.size = again.size();
  picture.request = first.request;
  picture.steps = first.steps;
  return picture;
}

// What a picture of another program does not say is not made up: nothing guided it, and its seed is
// not known.
Request foreignRequest() {
  Request request;
  request.seed = -1;
  std::ranges::fill(request.guidance.scales, 0.0);
  return request;
}

}  // namespace

ComparedPicture comparedPicture(const OpenedPicture& opened) {
  ComparedPicture picture;
  picture.name = pictureName(opened);
  picture.file = opened.path;
  picture.image = opened.image;
  picture.size = opened.image.size();
  if (opened.settings.restored) {
    picture.request = opened.settings.restored->request;
    picture.steps = picture.request->steps;
  }
  takeFigures(opened.settings.maulstick, picture);
  return picture;
}

CompareDesk::CompareDesk(PaintView& paint, CompareView& compare, QObject* parent)
    : QObject(parent), paint_(paint), compare_(compare) {
  connect(&opener_, &PictureOpener::opened, this, &CompareDesk::take);
  connect(&compare, &CompareView::pictureFinished, this,
          [this](const QString& path) { paint_.store().add(path); });
  connect(&compare, &CompareView::pictureUnsaved, this,
          [this](const std::shared_ptr<const Painting>& painting, const QString& reason) {
            paint_.keepUnsaved(painting, reason);
          });
}

void CompareDesk::compareWithShown(const QString& path) {
  const QString shown = paint_.shownFile();
  if (shown.isEmpty() || shown == path) {
    Q_EMIT problem(tr("There is nothing to compare it with"),
                   tr("Show another picture first, then compare this one with it"), {});
    return;
  }
  again_ = {};
  begin({shown, path}, false);
}

void CompareDesk::compareAll(const QStringList& paths) {
  again_ = {};
  begin(paths, false);
}

void CompareDesk::compareAgain(const QString& path, const QImage& again) {
  again_ = again;
  begin({path}, false);
}

void CompareDesk::add(const QString& path) {
  if (reading_) {
    waiting_ << path;
  } else {
    begin({path}, true);
  }
}

void CompareDesk::begin(const QStringList& files, bool adds) {
  waiting_ = files;
  adding_ = adds;
  reading_ = true;
  read_.clear();
  openNext();
}

void CompareDesk::openNext() {
  if (!waiting_.isEmpty()) return opener_.open(waiting_.takeFirst(), foreignRequest());
  reading_ = false;
  if (read_.empty()) return;
  if (adding_) return addRead();
  if (!again_.isNull()) read_.push_back(paintedAgain(read_.front(), std::exchange(again_, {})));
  compare_.compare(std::exchange(read_, {}));
  Q_EMIT compared();
}

void CompareDesk::addRead() {
  if (compare_.ablation().state() != Ablation::State::idle) {
    Q_EMIT problem(tr("The pictures in Compare are still being painted"),
                   tr("Others can be added when they are finished, or stopped"), {});
    return;
  }
  for (const ComparedPicture& one : read_) compare_.add(one);
  const auto count = static_cast<int>(read_.size());
  Q_EMIT added(count == 1 ? tr("“%1” is in Compare now").arg(read_.front().name)
                          : tr("%n pictures are in Compare now", nullptr, count));
}

void CompareDesk::take(const OpenedPicture& opened) {
  if (opened.image.isNull()) {
    Q_EMIT problem(tr("The picture cannot be read: %1").arg(QFileInfo(opened.path).fileName()), {},
                   opened.problem);
  } else {
    read_.push_back(comparedPicture(opened));
  }
  openNext();
}

}  // namespace maulstick::ui
