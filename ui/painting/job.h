#pragma once
// One picture to be painted, with everything that it needs: what the panels show later does not
// touch it. A plain value; made by the panels, kept by the queue, used by the painting thread.

#include <QString>
#include <filesystem>

#include "engine/engine.h"
#include "engine/request.h"

namespace maulstick::ui {

struct Job {
  QString id;  // given by the queue
  EngineOptions model;
  Request request;
  std::filesystem::path folder;  // of the finished picture; empty: the user's pictures folder
  std::string name = {};  // of its file, without ".png", which may replace one; empty: a dated name
  bool reuse = true;      // steps that an earlier run has painted are taken over from it
};

}  // namespace maulstick::ui
