#pragma once
// The left column of the Styles view: the prompt and its styles, what is varied, guidance,
// sampling, and under them, always in sight, how many pictures that makes, and the buttons.

#include "ui/settings/settings_history.h"
#include "ui/styles/sweep_fields.h"
#include "ui/widgets/button_pair.h"
#include "ui/widgets/side_column.h"

class QLabel;
class QPushButton;

namespace maulstick::ui {

class GuidancePanel;
class PromptPanel;
class SamplingPanel;

class SeriesColumn : public SideColumn {
  Q_OBJECT

 public:
  // What the second button does.
  enum class Second { stop, stopping, goOn, nothing };

  explicit SeriesColumn(SettingsHistory& history, QWidget* parent = nullptr);

  // The request has been changed elsewhere.
  void show(const Request& request);

  void setCount(int pictures, const QString& words);  // 0: it cannot be painted
  void setButtons(bool canPaint, const QString& whyNot, Second second);

  // Whether the prompt is also painted without a style.
  [[nodiscard]] bool isAsItIs() const;
  void setAsItIs(bool on);

  [[nodiscard]] PromptPanel& prompt() { return *prompt_; }
  [[nodiscard]] SamplingPanel& sampling() { return *sampling_; }
  [[nodiscard]] SweepFields& sweep() { return *sweep_; }

 Q_SIGNALS:
  void paintRequested();
  void stopRequested();
  void goOnRequested();
  void importRequested();
  void exportRequested();
  void asItIsChanged();

 private:
  QWidget* makeFiles();
  QWidget* makeButtons();
  void pressSecond();
  void showOwn();

  SettingsHistory& history_;
  PromptPanel* prompt_;
  SweepFields* sweep_;
  GuidancePanel* guidance_;
  QLabel* own_;  // which styles have guidance of their own
  SamplingPanel* sampling_;
  QLabel* length_ = nullptr;
  QPushButton* paint_ = nullptr;
  QPushButton* second_ = nullptr;
  ButtonPair buttons_;
  Second does_ = Second::nothing;
};

}  // namespace maulstick::ui
