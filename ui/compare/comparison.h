#pragma once
// The pictures that are compared, and the two of them that lie on the canvas: the left one and the
// right one. Used by all parts of the Compare view; UI thread.

#include <QObject>
#include <functional>
#include <vector>

#include "ui/compare/compared_picture.h"

namespace maulstick::ui {

enum class Side { left, right };

class Comparison : public QObject {
  Q_OBJECT

 public:
  using QObject::QObject;

  [[nodiscard]] const std::vector<ComparedPicture>& pictures() const { return pictures_; }
  [[nodiscard]] int count() const { return static_cast<int>(pictures_.size()); }
  [[nodiscard]] const ComparedPicture* picture(int index) const;  // null if there is none

  // Others in place of all; the first lies left and the last right.
  void setPictures(std::vector<ComparedPicture> pictures);

  // Behind the last, on the right side; one of the same file is taken over.
  void add(const ComparedPicture& picture);

  void change(int index, const std::function<void(ComparedPicture&)>& change);

  [[nodiscard]] int index(Side side) const { return side == Side::left ? left_ : right_; }
  [[nodiscard]] const ComparedPicture* on(Side side) const { return picture(index(side)); }

  // Nothing happens if there is no such picture. The other side keeps its own.
  void put(int index, Side side);
  void swapSides();

 Q_SIGNALS:
  void replaced();  // other pictures, or another number of them
  void pictureChanged(int index);
  void sidesChanged();

 private:
  std::vector<ComparedPicture> pictures_;
  int left_ = -1;
  int right_ = -1;
};

}  // namespace maulstick::ui
