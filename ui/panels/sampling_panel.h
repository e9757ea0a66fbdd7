#pragma once
// The part of the left column that says how the picture is sampled: steps and CFG scale, and, unfolded,
// when guidance acts and how large the picture is.

#include <QWidget>

#include "ui/settings/settings_history.h"

class QComboBox;
class QLabel;
class QToolButton;

namespace maulstick::ui {

class ControlSliders;

class SamplingPanel : public QWidget {
  Q_OBJECT

 public:
  explicit SamplingPanel(SettingsHistory& history, QWidget* parent = nullptr);

  void show(const Request& request);

  // What the model can paint; fills the list of sizes.
  void setSizeRules(const SizeRules& rules);

 private:
  void chooseSize(int index);
  void unfold(bool open);
  void showSize();

  SettingsHistory& history_;
  ControlSliders* main_;
  ControlSliders* more_;
  QWidget* folded_;
  QToolButton* fold_;
  QLabel* size_;  // while it is folded away and not the model's own
  QComboBox* sizes_;
};

}  // namespace maulstick::ui
