#pragma once
// Remembers how a person has arranged the window: its place, the widths of its columns, what is
// unfolded. Used by the main window; UI thread.
//
// What a widget is, it says before this is made: a QSplitter by an object name, a checkable button
// that unfolds something by the property "fold", a name of its own.

#include <QWidget>

#include "ui/settings/app_settings.h"

namespace maulstick::ui {

class LayoutKeeper : public QObject {
  Q_OBJECT

 public:
  // Arranges `window` as it was last. Both must outlive this, which may be a child of `window`.
  LayoutKeeper(QWidget& window, AppSettings& settings, QObject* parent = nullptr);

  // Before the window closes.
  void save();

 private:
  QWidget& window_;
  AppSettings& settings_;
};

}  // namespace maulstick::ui
