#pragma once
// The left column of the Paint view: prompt, seed, guidance, sampling, and under them, always in sight,
// the queue and the buttons.

#include "ui/painting/queue_runner.h"
#include "ui/settings/settings_history.h"
#include "ui/widgets/button_pair.h"
#include "ui/widgets/side_column.h"

class QPushButton;

namespace maulstick::ui {

class GuidancePanel;
class PromptPanel;
class QueuePanel;
class SamplingPanel;
class SeedRow;

class ControlColumn : public SideColumn {
  Q_OBJECT

 public:
  ControlColumn(SettingsHistory& history, JobQueue& queue, QueueRunner& runner,
                QWidget* parent = nullptr);

  // The request has been changed elsewhere: by an undo, or by a picture that gave its settings back.
  void show(const Request& request);

  // While something is painted, Stop can be pressed and Paint adds to the queue.
  void setState(Controller::State state);

  // What is typed into a field counts now.
  void settle();

  [[nodiscard]] PromptPanel& prompt() { return *prompt_; }
  [[nodiscard]] SeedRow& seed() { return *seed_; }
  [[nodiscard]] SamplingPanel& sampling() { return *sampling_; }

 Q_SIGNALS:
  void paintRequested();
  void stopRequested();
  // A slider that acts in mid-run, by a hand on it.
  void movedByHand(const std::string& control, double from, double to);

 private:
  QWidget* makeButtons();

  PromptPanel* prompt_;
  SeedRow* seed_;
  GuidancePanel* guidance_;
  SamplingPanel* sampling_;
  QPushButton* paint_ = nullptr;
  QPushButton* stop_ = nullptr;
  ButtonPair buttons_;
};

}  // namespace maulstick::ui
