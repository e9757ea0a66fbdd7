#pragma once
// The part of the left column that steers: a row for each loss of the catalog, the mode, and, in
// relative mode, the strength.

#include <QWidget>

#include "ui/settings/settings_history.h"

class QLabel;

namespace maulstick::ui {

class ControlSliders;
class SegmentedControl;

class GuidancePanel : public QWidget {
  Q_OBJECT

 public:
  explicit GuidancePanel(SettingsHistory& history, QWidget* parent = nullptr);

  // The request has been changed elsewhere.
  void show(const Request& request);

 Q_SIGNALS:
  void movedByHand(const std::string& control, double from, double to);

 private:
  void chooseMode(int index);
  void tellMode(bool relative);

  SettingsHistory& history_;
  ControlSliders* losses_;
  ControlSliders* strength_;
  SegmentedControl* mode_;
  QLabel* modeWords_;
};

}  // namespace maulstick::ui
