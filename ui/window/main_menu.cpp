#include "ui/window/main_menu.h"

#include <QActionGroup>

#include "ui/widgets/icon.h"

namespace maulstick::ui {

MainMenu::MainMenu(const MenuActions& actions, ThemeChoice theme, QWidget* parent) : QMenu(parent) {
  const auto add = [this](std::initializer_list<QAction*> group) {
    for (QAction* action : group) {
      if (action != nullptr) addAction(action);
    }
    addSeparator();
  };
  add({actions.open, actions.save, actions.copy});
  add({actions.undo, actions.redo, actions.takeBack});
  add({actions.models});
  addAppearance(theme);
  addSeparator();
  add({actions.help, actions.about});
  add({actions.quit});
}

void MainMenu::addAppearance(ThemeChoice now) {
  QMenu* look = addMenu(tr("Appearance"));
  auto* group = new QActionGroup(look);
  const auto add = [&](ThemeChoice choice, const QString& text) {
    QAction* action = look->addAction(text);
    action->setCheckable(true);
    action->setChecked(choice == now);
    group->addAction(action);
    connect(action, &QAction::triggered, this, [this, choice] { Q_EMIT themeChosen(choice); });
  };
  add(ThemeChoice::system, tr("Like the system"));
  add(ThemeChoice::light, tr("Light"));
  add(ThemeChoice::dark, tr("Dark"));
}

}  // namespace maulstick::ui
