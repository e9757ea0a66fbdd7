#pragma once
// Which moves of a hand on the sliders reach the run under way: those that are made while the panels
// hold the settings of that run. A slider that is moved for the next picture leaves it alone. Used by
// the Paint view.

#include <QString>

#include "engine/request.h"

namespace maulstick::ui {

class HandMoves {
 public:
  // The run under way, by its job. Asked for again, it changes nothing.
  void follow(const QString& job, const Request& request);

  struct HandMove {
    std::string control;
    double from;
    double to;
  };
  // Whether the run takes it; `panels` is what the panels would paint now, the move included.
  bool take(const HandMove& move, const Request& panels);

 private:
  QString job_;
  Request told_;  // the run's settings, with all moves that it took
};

}  // namespace maulstick::ui
