#pragma once
// The menu at the window's right end. It shows actions of the window, with their keys, and the choice of
// light and dark.

#include <QMenu>

#include "ui/settings/app_settings.h"

class QActionGroup;

namespace maulstick::ui {

// Owned by the window; a null pointer leaves its place out.
struct MenuActions {
  QAction* open = nullptr;
  QAction* save = nullptr;
  QAction* copy = nullptr;
  QAction* undo = nullptr;
  QAction* redo = nullptr;
  QAction* takeBack = nullptr;
  QAction* models = nullptr;
  QAction* help = nullptr;
  QAction* about = nullptr;
  QAction* quit = nullptr;
};

class MainMenu : public QMenu {
  Q_OBJECT

 public:
  MainMenu(const MenuActions& actions, ThemeChoice theme, QWidget* parent);

 Q_SIGNALS:
  void themeChosen(maulstick::ui::ThemeChoice choice);

 private:
  void addAppearance(ThemeChoice now);
};

}  // namespace maulstick::ui
