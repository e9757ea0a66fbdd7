#include "ui/settings/settings_history.h"

#include <QUndoCommand>
#include <utility>

namespace maulstick::ui {
namespace {

constexpr int mostSteps = 500;

}  // namespace

class SettingsHistory::Step : public QUndoCommand {
 public:
  Step(SettingsHistory& history, Settings after, const QString& what)
      : QUndoCommand(what),
        history_(history),
        before_(history.now_),
        after_(std::move(after)),
        gesture_(history.gesture_) {}

  void undo() override { history_.apply(before_, true); }

  // The stack also calls this when the step is new: then the panels show it already.
  void redo() override { history_.apply(after_, std::exchange(done_, true)); }

  [[nodiscard]] int id() const override { return gesture_; }

  // The stack asks only for steps with the same id: of the same gesture.
  bool mergeWith(const QUndoCommand* next) override {
    if (next->text() != text()) return false;
    after_ = static_cast<const Step*>(next)->after_;
    setObsolete(after_ == before_);
    return true;
  }

 private:
  SettingsHistory& history_;
  Settings before_;
  Settings after_;
  int gesture_;
  bool done_ = false;
};

SettingsHistory::SettingsHistory(Request first, std::vector<StyleChip> styles, QObject* parent)
    : QObject(parent), now_{.request = std::move(first), .styles = std::move(styles)} {
  stack_.setUndoLimit(mostSteps);
}

void SettingsHistory::change(const Request& next, const QString& what) {
  change(next, now_.styles, what);
}

void SettingsHistory::change(const Request& next, const std::vector<StyleChip>& styles,
                             const QString& what) {
  Settings after = {.request = next, .styles = styles};
  if (after == now_) return;
  stack_.push(new Step(*this, std::move(after), what));  // the stack owns it
}

void SettingsHistory::endGesture() {
  ++gesture_;
}

void SettingsHistory::reset(const Request& request) {
  stack_.clear();
  now_.request = request;
  endGesture();
}

void SettingsHistory::apply(const Settings& settings, bool tell) {
  now_ = settings;
  if (!tell) return;
  endGesture();  // what comes now is no part of what was undone
  Q_EMIT restored(now_.request);
}

}  // namespace maulstick::ui
