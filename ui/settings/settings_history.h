#pragma once
// Undo and redo of what a picture is asked for with, one step per gesture: a drag of a slider, a
// burst of typing, a restored picture. Used by the Paint view; UI thread.

#include <QObject>
#include <QString>
#include <QUndoStack>
#include <vector>

#include "engine/request.h"
#include "ui/settings/style_chip.h"

namespace maulstick::ui {

class SettingsHistory : public QObject {
  Q_OBJECT

 public:
  explicit SettingsHistory(Request first = {}, std::vector<StyleChip> styles = {},
                           QObject* parent = nullptr);

  [[nodiscard]] const Request& request() const { return now_.request; }
  [[nodiscard]] const std::vector<StyleChip>& styles() const { return now_.styles; }
  // Its createUndoAction and createRedoAction make the menu's entries, with what would be undone.
  [[nodiscard]] QUndoStack& stack() { return stack_; }

  // The panels show `next` now. Changes with the same `what` ("CLIP") join into one step until
  // endGesture(); one that leads back to where the gesture began leaves no step at all.
  void change(const Request& next, const QString& what);
  void change(const Request& next, const std::vector<StyleChip>& styles, const QString& what);
  void endGesture();

  void undo() { stack_.undo(); }
  void redo() { stack_.redo(); }

  // Without a step: a first start, or a program that knows what it does.
  void reset(const Request& request);

 Q_SIGNALS:
  // After an undo or a redo: the panels must show this.
  void restored(const maulstick::Request& request);

 private:
  class Step;
  struct Settings {
    Request request;
    std::vector<StyleChip> styles;

    friend bool operator==(const Settings&, const Settings&) = default;
  };
  void apply(const Settings& settings, bool tell);

  Settings now_;
  QUndoStack stack_;
  int gesture_ = 0;  // of the next change
};

}  // namespace maulstick::ui
