#pragma once
// Slider rows that show and change numbers of the request under edit. Panels are made of these.

#include <QWidget>
#include <string_view>
#include <utility>
#include <vector>

#include "ui/settings/settings_history.h"
#include "ui/widgets/slider_row.h"

namespace maulstick::ui {

// A column of rows, each bound to a control of the engine's table: every move is a change of the
// history's request, and every gesture one step of undo.
class ControlSliders : public QWidget {
  Q_OBJECT

 public:
  ControlSliders(SettingsHistory& history, const std::vector<std::string_view>& names,
                 QWidget* parent = nullptr);

  // The request has been changed elsewhere.
  void show(const Request& request);

  [[nodiscard]] SliderRow* row(std::string_view name) const;

 Q_SIGNALS:
  // At every move of a hand, when the history has it; never for what comes from elsewhere.
  void movedByHand(const std::string& control, double from, double to);

 private:
  void bind(SliderRow* row, const Control& control);

  SettingsHistory& history_;
  std::vector<std::pair<const Control*, SliderRow*>> rows_;
};

}  // namespace maulstick::ui
