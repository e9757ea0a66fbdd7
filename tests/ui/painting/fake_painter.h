#pragma once
// A painter that only pretends, as a script says, and notes what was asked of it.

#include <condition_variable>
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <set>
#include <stop_token>
#include <thread>
#include <vector>

#include "ui/painting/painter.h"

namespace maulstick::testing {

// How a run of the fake goes.
struct Script {
  int steps = 3;
  int previews = 0;           // at every step
  bool untilStopped = false;  // behind the last step it waits for a stop
  bool fullSize = false;      // the picture has the size that is asked for, else 4 × 4
  std::uint8_t grey = 200;    // of the picture
  Fingerprint fingerprint = {};
  bool heedsStop = true;  // and ends with Error{interrupted} then; else it delivers
  std::string cut = {};   // of the prompt
  std::string cutNegative = {};
  std::function<void(int)> step = {};  // called before each step; may throw
  // Of a set, called before each step of each member; what it throws ends that member only.
  std::function<void(int member, int step)> memberStep = {};
  std::function<void()> load = {};                   // may throw
  std::function<void()> fault = {};                  // called behind the last step; may throw
  std::function<void(const Request&)> faultOf = {};  // likewise, of a picture alone
};

// What the test and the painting thread share.
class Stage {
 public:
  Script script;

  // Lets the painting thread stop in hold() until release() is called.
  void hold();
  void release();
  void waitUntilHeld();

  // Until a run waits for its stop.
  void waitUntilItWaits();

  std::mutex mutex;
  std::condition_variable_any changed;
  bool holding = false;
  bool held = false;
  bool waiting = false;
  std::set<std::thread::id> threads;  // that made, used or destroyed a painter
  std::vector<ui::Job> painted;
  std::vector<std::vector<Request>> sets;  // painted side by side
  guidance::PictureMeasures measures;      // of any picture
  std::vector<Image> measured;
  // The CLIP loss of a picture with these words; without, the fake measures no losses.
  std::function<double(const std::string& words)> clipLoss;
  std::vector<std::string> scored;      // the words that pictures were held against
  std::map<std::string, double> moves;  // taken from the sliders by the last run
  bool wantedPreviews = false;
  int made = 0;
  int destroyed = 0;
  int loads = 0;
};

ui::PainterFactory fakePainterFactory(const std::shared_ptr<Stage>& stage);

}  // namespace maulstick::testing
