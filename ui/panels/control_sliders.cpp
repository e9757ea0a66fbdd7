#include "ui/panels/control_sliders.h"

#include <QSignalBlocker>
#include <QVBoxLayout>

#include "ui/panels/slider_specs.h"

namespace maulstick::ui {
namespace {

// A restored picture may bring moves of its sliders. A hand on the slider overrules its moves, and with
// another number of steps none of them is where it was.
void forgetMoves(Request& request, const Control& control) {
  if (control.name == "steps") return request.moves.clear();
  std::erase_if(request.moves,
                [&control](const Move& move) { return move.control == control.name; });
}

}  // namespace

ControlSliders::ControlSliders(SettingsHistory& history, const std::vector<std::string_view>& names,
                               QWidget* parent)
    : QWidget(parent), history_(history) {
  auto* column = new QVBoxLayout(this);
  column->setContentsMargins(0, 0, 0, 0);
  column->setSpacing(8);
  for (const std::string_view name : names) {
    const Control& control = controlNamed(name);
    auto* row = new SliderRow(sliderSpecOf(control), this);
    column->addWidget(row);
    rows_.emplace_back(&control, row);
    bind(row, control);
  }
  show(history.request());
}

void ControlSliders::bind(SliderRow* row, const Control& control) {
  connect(row, &SliderRow::valueChanged, this, [this, &control](double value) {
    Request next = history_.request();
    const double from = control.value(next);
    control.assign(next, value);
    forgetMoves(next, control);
    history_.change(next, labelOf(control));
    Q_EMIT movedByHand(control.name, from, value);
  });
  connect(row, &SliderRow::gestureFinished, this, [this] { history_.endGesture(); });
}

void ControlSliders::show(const Request& request) {
  for (const auto& [control, row] : rows_) {
    const QSignalBlocker silent(row);
    row->setValue(control->value(request));
  }
}

SliderRow* ControlSliders::row(std::string_view name) const {
  for (const auto& [control, row] : rows_) {
    if (control->name == name) return row;
  }
  return nullptr;
}

}  // namespace maulstick::ui
