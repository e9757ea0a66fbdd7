#pragma once
// The styles as chips that are on or off, and a "+" that writes an own one; the context menu
// changes and removes. All of it can be undone. Used by the prompt panel.

#include <QWidget>
#include <vector>

#include "ui/settings/settings_history.h"

namespace maulstick::ui {

class Chip;
class FlowLayout;
class StyleEditor;

class StyleChips : public QWidget {
  Q_OBJECT

 public:
  explicit StyleChips(SettingsHistory& history, QWidget* parent = nullptr);

  // The card in which a style is written has fields for its guidance.
  void offerGuidance();

  // A first chip stands for the prompt without a style, beside those that are on. It is no style, and
  // so no part of the history.
  void offerAsItIs();
  [[nodiscard]] bool isAsItIs() const;
  void setAsItIs(bool on);

  // The history's styles have been changed elsewhere.
  void refresh();

 Q_SIGNALS:
  void changed();
  void asItIsChanged();

 private:
  void rebuild();
  void addChip(std::size_t index);
  void change(const std::vector<StyleChip>& styles, const QString& what);
  void toggle(std::size_t index, bool on);
  void edit(std::size_t index);  // one behind the last: a new one
  void take(const StyleChip& chip);
  void remove(std::size_t index);
  void openMenu(std::size_t index, const QPoint& place);

  SettingsHistory& history_;
  std::vector<StyleChip> shown_;
  std::size_t edited_ = 0;
  QWidget* place_;
  std::vector<Chip*> chips_;
  Chip* asItIs_ = nullptr;
  Chip* add_;
  StyleEditor* editor_;
};

}  // namespace maulstick::ui
