#include "ui/window/main_window.h"

#include <QAction>
#include <QApplication>
#include <QClipboard>
#include <QCloseEvent>
#include <QFileInfo>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QMenu>
#include <QMessageBox>
#include <QToolButton>
#include <QUndoStack>
#include <QVBoxLayout>

#include "engine/places.h"
#include "ui/models/model_chips.h"
#include "ui/models/model_manager.h"
#include "ui/widgets/icon.h"
#include "ui/widgets/theme.h"
#include "ui/window/drop_receiver.h"
#include "ui/window/paint_view.h"
#include "ui/window/shortcuts.h"

namespace maulstick::ui {
namespace {

const QString geometryName = QStringLiteral("window");

Theme::Choice toTheme(ThemeChoice choice) {
  switch (choice) {
    case ThemeChoice::light: return Theme::Choice::light;
    case ThemeChoice::dark: return Theme::Choice::dark;
    case ThemeChoice::system: break;
  }
  return Theme::Choice::system;
}

QString qtPath(const std::filesystem::path& path) {
  return QString::fromStdU16String(path.u16string());
}

}  // namespace

MainWindow::MainWindow(AppSettings& settings, FileSaver& saver, PainterFactory painter)
    : settings_(settings) {
  setWindowTitle(QStringLiteral("Maulstick"));
  Theme::instance().setChoice(toTheme(settings.theme()));
  view_ = new PaintView(settings, saver, std::move(painter), this);
  models_ = new ModelList(settings, qtPath(easel_folder()), this);
  choice_ = new ModelChoice(settings, *models_, view_->devices(), this);
  auto* inside = new QWidget(this);
  auto* column = new QVBoxLayout(inside);
  column->setContentsMargins(0, 0, 0, 0);
  column->setSpacing(0);
  column->addWidget(makeTopBar());
  column->addWidget(view_, 1);
  setCentralWidget(inside);
  makeActions();
  connectModels();
  connect(view_, &PaintView::progressChanged, this, &MainWindow::showProgress);
  connect(view_, &PaintView::pictureFinished, this, &MainWindow::tellFinished);
  connect(new DropReceiver(this), &DropReceiver::dropped, this, &MainWindow::takeDrop);
  connect(&view_->controller(), &Controller::stateChanged, this, [this] {
    if (closing_ && !view_->controller().isBusy()) close();
  });
  choice_->start();
  resize(1440, 900);
  restoreGeometry(settings.layout(geometryName));
}

QWidget* MainWindow::makeTopBar() {
  auto* bar = new QWidget(this);
  bar->setAttribute(Qt::WA_StyledBackground);
  bar->setProperty("panel", true);
  auto* title = new QLabel(QStringLiteral("Maulstick"), bar);
  title->setProperty("title", true);
  chips_ = new ModelChips(
      *models_, view_->devices(), [this] { return view_->history().request(); }, bar);
  auto* more = new QToolButton(bar);
  more->setIcon(themedIcon(QStringLiteral("settings")));
  more->setPopupMode(QToolButton::InstantPopup);
  more->setAccessibleName(tr("Menu"));
  more->setMenu(makeMainMenu());
  auto* row = new QHBoxLayout(bar);
  row->setContentsMargins(16, 6, 16, 6);
  row->addWidget(title);
  row->addStretch();
  row->addWidget(chips_);
  row->addWidget(more);
  return bar;
}

QMenu* MainWindow::makeMainMenu() {
  auto* menu = new QMenu(this);
  menu->addAction(themedIcon(QStringLiteral("folder")), tr("Open a picture…"), this,
                  &MainWindow::open);
  menu->addAction(themedIcon(QStringLiteral("save")), tr("Save the picture as…"), view_,
                  &PaintView::saveShownAs);
  menu->addSeparator();
  QMenu* look = menu->addMenu(tr("Appearance"));
  look->addAction(tr("Like the system"), this, [this] { setTheme(ThemeChoice::system); });
  look->addAction(themedIcon(QStringLiteral("sun")), tr("Light"), this,
                  [this] { setTheme(ThemeChoice::light); });
  look->addAction(themedIcon(QStringLiteral("moon")), tr("Dark"), this,
                  [this] { setTheme(ThemeChoice::dark); });
  menu->addSeparator();
  menu->addAction(themedIcon(QStringLiteral("help")), tr("Shortcuts"), this, &MainWindow::showHelp);
  return menu;
}

void MainWindow::makeActions() {
  const std::pair<const char*, std::function<void()>> actions[] = {
      {"paint", [this] { view_->paint(); }},
      {"stop", [this] { view_->stop(); }},
      {"save", [this] { view_->saveShownAs(); }},
      {"copy", [this] { copyPicture(); }},
      {"open", [this] { open(); }},
      {"undo", [this] { view_->history().undo(); }},
      {"redo", [this] { view_->history().redo(); }},
      {"newSeed", [this] { view_->drawSeed(); }},
      {"lockSeed", [this] { view_->toggleSeedLock(); }},
      {"search", [this] { view_->focusSearch(); }},
      {"newer", [this] { view_->browse(-1); }},
      {"older", [this] { view_->browse(1); }},
      {"help", [this] { showHelp(); }}};
  for (const auto& [name, run] : actions) {
    const Shortcut& shortcut = shortcutNamed(QLatin1String(name));
    auto* action = new QAction(shortcut.meaning, this);
    action->setShortcut(shortcut.keys);
    connect(action, &QAction::triggered, this, run);
    addAction(action);
  }
}

void MainWindow::connectModels() {
  connect(choice_, &ModelChoice::changed, this, [this](const EngineOptions& options) {
    view_->setModel(options);
    chips_->setOptions(options);
    if (manager_) manager_->setOptions(options);
  });
  connect(choice_, &ModelChoice::sizeRulesKnown, view_, &PaintView::setSizeRules);
  connect(choice_, &ModelChoice::noticed, view_,
          [this](const QString& what) { view_->tellNotice(what); });
  connect(choice_, &ModelChoice::failed, view_, &PaintView::tellProblem);
  connect(chips_, &ModelChips::modelChosen, choice_, &ModelChoice::useFolder);
  connect(chips_, &ModelChips::placeChosen, choice_, &ModelChoice::usePlace);
  connect(chips_, &ModelChips::managerRequested, this,
          [this] { manager().openAt(models_->used()); });
  connect(chips_, &ModelChips::addRequested, this, [this] { manager().openAdding(); });
}

ModelManager& MainWindow::manager() {
  if (!manager_) {
    manager_ = new ModelManager(*models_, view_->controller(), this);
    manager_->setOptions(choice_->options());
    connect(manager_, &ModelManager::useRequested, choice_, &ModelChoice::useFolder);
  }
  return *manager_;
}

void MainWindow::openPath(const QString& path) {
  if (QFileInfo(path).isDir()) {
    choice_->useFolder(path);
  } else if (isEmbeddingFile(path)) {
    view_->addEmbedding(path);
  } else {
    view_->offerRestore(path);
  }
}

void MainWindow::takeDrop(const DropOffer& offer) {
  raise();
  activateWindow();
  for (const QString& path : offer.paths) openPath(path);
}

void MainWindow::open() {
  const QString file = view_->fileAsker().pictureToOpen(this);
  if (!file.isEmpty()) openPath(file);
}

void MainWindow::setFileAsker(const std::shared_ptr<FileAsker>& asker) {
  view_->setFileAsker(asker);
}

void MainWindow::tellFinished(const QString& path) {
  if (isActiveWindow()) return;
  QApplication::alert(this);
  notify_(tr("The picture is finished"), QFileInfo(path).fileName());
}

void MainWindow::copyPicture() {
  if (!view_->shownPicture().isNull()) QApplication::clipboard()->setImage(view_->shownPicture());
}

void MainWindow::showProgress(int done, int steps) {
  setWindowTitle(steps == 0 ? QStringLiteral("Maulstick")
                            : tr("%1 % · Maulstick").arg(100 * done / steps));
}

void MainWindow::showHelp() {
  auto* box = new QMessageBox(QMessageBox::NoIcon, tr("Shortcuts"), shortcutTable(),
                              QMessageBox::Close, this);
  box->setTextFormat(Qt::RichText);
  box->setAttribute(Qt::WA_DeleteOnClose);
  box->setModal(false);
  box->show();
}

void MainWindow::setTheme(ThemeChoice choice) {
  settings_.setTheme(choice);
  Theme::instance().setChoice(toTheme(choice));
}

// Arrows that no field or slider has taken go through the history, which lies as the window reads.
void MainWindow::keyPressEvent(QKeyEvent* event) {
  const bool left = event->key() == Qt::Key_Left;
  const bool plain = (event->modifiers() & ~Qt::KeypadModifier) == Qt::NoModifier;
  if (!plain || (!left && event->key() != Qt::Key_Right)) {
    QMainWindow::keyPressEvent(event);
    return;
  }
  view_->browse(left == isLeftToRight() ? -1 : 1);
}

void MainWindow::changeEvent(QEvent* event) {
  QMainWindow::changeEvent(event);
  if (event->type() == QEvent::WindowStateChange) {
    view_->controller().setWatched(!isMinimized());
  }
}

// A run ends within one network call; until then the window is gone but the program waits. Pictures that
// are in memory only are worth a word before.
void MainWindow::closeEvent(QCloseEvent* event) {
  settings_.setLayout(geometryName, saveGeometry());
  settings_.save();
  if (view_->hasUnsaved() && !std::exchange(warned_, true)) {
    view_->tellUnsaved();
    event->ignore();
    return;
  }
  if (view_->controller().isBusy()) {
    closing_ = true;
    view_->controller().quit();
    hide();
    event->ignore();
    return;
  }
  event->accept();
  Q_EMIT left();
}

}  // namespace maulstick::ui
