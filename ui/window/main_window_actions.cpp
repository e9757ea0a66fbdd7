// What the window can be asked for by keys, by its menu, and by what is opened or dropped.

#include <QAction>
#include <QApplication>
#include <QClipboard>
#include <QFileInfo>
#include <QMessageBox>
#include <QUndoGroup>
#include <array>
#include <utility>

#include "ui/models/model_manager.h"
#include "ui/series/series_open.h"
#include "ui/settings/paths.h"
#include "ui/widgets/icon.h"
#include "ui/window/about_box.h"
#include "ui/window/key_help.h"
#include "ui/window/main_menu.h"
#include "ui/window/main_window.h"
#include "ui/window/paint_view.h"
#include "ui/window/shortcuts.h"
#include "ui/window/styles_view.h"
#include "ui/window/view_tabs.h"

namespace maulstick::ui {
namespace {

constexpr std::array<std::pair<const char*, const char*>, 6> icons = {{{"open", "folder"},
                                                                       {"save", "save"},
                                                                       {"copy", "copy"},
                                                                       {"undo", "undo"},
                                                                       {"redo", "redo"},
                                                                       {"help", "help"}}};

}  // namespace

void MainWindow::makeActions() {
  const std::pair<const char*, std::function<void()>> actions[] = {
      {"paint", [this] { tabs_->paint(); }},
      {"stop", [this] { tabs_->escape(); }},
      {"firstView", [this] { tabs_->showView(0); }},
      {"secondView", [this] { tabs_->showView(1); }},
      {"thirdView", [this] { tabs_->showView(2); }},
      {"save", [this] { view_->saveShownAs(); }},
      {"copy", [this] { copyPicture(); }},
      {"open", [this] { open(); }},
      {"newSeed", [this] { view_->drawSeed(); }},
      {"lockSeed", [this] { view_->toggleSeedLock(); }},
      {"search", [this] { view_->focusSearch(); }},
      {"newer", [this] { view_->browse(-1); }},
      {"older", [this] { view_->browse(1); }},
      {"quit", [this] { close(); }},
      {"help", [this] { showHelp(); }}};
  for (const auto& [name, run] : actions) {
    auto* action = new QAction(shortcutNamed(QLatin1String(name)).meaning, this);
    connect(action, &QAction::triggered, this, run);
    addNamed(name, action);
  }
  // These two say what they would undo.
  addNamed("undo", undo_->createUndoAction(this, tr("Undo")));
  addNamed("redo", undo_->createRedoAction(this, tr("Redo")));
  for (const auto& [name, icon] : icons) {
    actions_.at(name)->setIcon(themedIcon(QLatin1String(icon)));
  }
}

void MainWindow::addNamed(const char* name, QAction* action) {
  const Shortcut& shortcut = shortcutNamed(QLatin1String(name));
  QList<QKeySequence> keys = {shortcut.keys};
  if (!shortcut.otherKeys.isEmpty()) keys << shortcut.otherKeys;
  action->setShortcuts(keys);
  addAction(action);
  actions_[name] = action;
}

QMenu* MainWindow::makeMainMenu() {
  const auto make = [this](const char* icon, const QString& text) {
    return new QAction(themedIcon(QLatin1String(icon)), text, this);
  };
  QAction* takeBack = make("trash", tr("Take back from the trash"));
  QAction* models = make("model", tr("Models…"));
  QAction* about = make("info", tr("About Maulstick…"));
  connect(takeBack, &QAction::triggered, view_, &PaintView::undoTrash);
  connect(models, &QAction::triggered, this, [this] { manager().openAt(models_->used()); });
  connect(about, &QAction::triggered, this, &MainWindow::showAbout);
  auto* menu = new MainMenu({.open = actions_.at("open"),
                             .save = actions_.at("save"),
                             .copy = actions_.at("copy"),
                             .undo = actions_.at("undo"),
                             .redo = actions_.at("redo"),
                             .takeBack = takeBack,
                             .models = models,
                             .help = actions_.at("help"),
                             .about = about,
                             .quit = actions_.at("quit")},
                            settings_.theme(), this);
  connect(menu, &MainMenu::themeChosen, this, &MainWindow::setTheme);
  connect(menu, &QMenu::aboutToShow, this,
          [this, takeBack] { takeBack->setEnabled(view_->store().canUndoTrash()); });
  return menu;
}

void MainWindow::openPath(const QString& path) {
  if (isSeriesFolder(toPath(path))) {
    tabs_->showView(*styles_);
    styles_->openSeries(toPath(path));
  } else if (QFileInfo(path).isDir()) {
    choice_->useFolder(path);
  } else if (isStylesFile(path)) {
    tabs_->showView(*styles_);
    styles_->importStyles(toPath(path));
  } else if (isEmbeddingFile(path)) {
    tabs_->showView(*view_);
    view_->addEmbedding(path);
  } else {
    tabs_->showView(*view_);
    view_->offerRestore(path);
  }
}

void MainWindow::takeDrop(const DropOffer& offer) {
  raise();
  activateWindow();
  for (const QString& path : offer.paths) openPath(path);
}

void MainWindow::open() {
  view_->fileAsker().pictureToOpen(this, [this](const QString& file) {
    if (!file.isEmpty()) openPath(file);
  });
}

void MainWindow::copyPicture() {
  if (!view_->shownPicture().isNull()) QApplication::clipboard()->setImage(view_->shownPicture());
}

// One of each is enough: it comes to the front.
void MainWindow::present(QPointer<QDialog>& place, const std::function<QDialog*()>& make) {
  if (!place) {
    place = make();
    place->setAttribute(Qt::WA_DeleteOnClose);
  }
  place->show();
  place->raise();
  place->activateWindow();
}

void MainWindow::showHelp() {
  present(help_, [this] { return new KeyHelp(this); });
}

void MainWindow::showAbout() {
  present(about_, [this] { return makeAboutBox(this); });
}

void MainWindow::setTheme(ThemeChoice choice) {
  settings_.setTheme(choice);
  Theme::instance().setChoice(toTheme(choice));
}

}  // namespace maulstick::ui
