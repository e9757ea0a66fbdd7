#pragma once
// The compared pictures in a row, with their names and the two sides marked: a click puts one on
// the left side, a right click on the right one. With the keyboard in it Return is left,
// Shift+Return right; keys that do not go along the row are the view's. While they are painted
// their previews come. Part of the Compare view; UI thread.

#include <QAbstractListModel>
#include <QListView>

#include "ui/compare/comparison.h"

namespace maulstick::ui {

class StripModel : public QAbstractListModel {
  Q_OBJECT

 public:
  // Must outlive this.
  explicit StripModel(const Comparison& comparison, QObject* parent = nullptr);

  [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
  [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;

 private:
  [[nodiscard]] QString spoken(int row) const;
  [[nodiscard]] static QString tip(const ComparedPicture& picture);

  const Comparison& comparison_;
};

class PictureStrip : public QListView {
  Q_OBJECT

 public:
  explicit PictureStrip(Comparison& comparison, QWidget* parent = nullptr);

 protected:
  void keyPressEvent(QKeyEvent* event) override;
  void keyReleaseEvent(QKeyEvent* event) override;
  void mousePressEvent(QMouseEvent* event) override;
  void focusInEvent(QFocusEvent* event) override;
  void focusOutEvent(QFocusEvent* event) override;

 private:
  void fitHeight();

  Comparison& comparison_;
  StripModel model_;
  bool hasRing_ = false;  // of the focus, when it came by a key
};

}  // namespace maulstick::ui
