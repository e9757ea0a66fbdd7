#include "ui/window/main_window.h"

#include <QAction>
#include <QApplication>
#include <QClipboard>
#include <QCloseEvent>
#include <QDropEvent>
#include <QFileDialog>
#include <QFileInfo>
#include <QHBoxLayout>
#include <QLabel>
#include <QMenu>
#include <QMessageBox>
#include <QMimeData>
#include <QToolButton>
#include <QUndoStack>
#include <QVBoxLayout>

#include "base/error.h"
#include "engine/places.h"
#include "model/bundle.h"
#include "ui/widgets/icon.h"
#include "ui/widgets/theme.h"
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

std::filesystem::path stdPath(const QString& path) {
  return path.toStdU16String();
}

// The name that a bundle gives itself, or nothing if the folder is none.
std::optional<QString> bundleName(const std::filesystem::path& folder) {
  try {
    return QString::fromStdString(model::Bundle::open(folder).manifest().name);
  } catch (const Error&) {
    return std::nullopt;
  }
}

bool isEmbedding(const QString& path) {
  const QString ending = QFileInfo(path).suffix().toLower();
  return ending == QLatin1String("bin") || ending == QLatin1String("pt") ||
         ending == QLatin1String("safetensors");
}

}  // namespace

MainWindow::MainWindow(AppSettings& settings, FileSaver& saver, PainterFactory painter)
    : settings_(settings) {
  setWindowTitle(QStringLiteral("Maulstick"));
  setAcceptDrops(true);
  Theme::instance().setChoice(toTheme(settings.theme()));
  view_ = new PaintView(settings, saver, std::move(painter), this);
  auto* inside = new QWidget(this);
  auto* column = new QVBoxLayout(inside);
  column->setContentsMargins(0, 0, 0, 0);
  column->setSpacing(0);
  column->addWidget(makeTopBar());
  column->addWidget(view_, 1);
  setCentralWidget(inside);
  makeActions();
  connect(view_, &PaintView::progressChanged, this, &MainWindow::showProgress);
  connect(view_, &PaintView::pictureFinished, this, [this] {
    if (!isActiveWindow()) QApplication::alert(this);
  });
  connect(&view_->controller(), &Controller::stateChanged, this, [this] {
    if (closing_ && !view_->controller().isBusy()) close();
  });
  const EngineOptions last = settings.model();
  chooseModel(last.model.empty() || !bundleName(last.model) ? easel_folder() : last.model);
  resize(1440, 900);
  restoreGeometry(settings.layout(geometryName));
}

QWidget* MainWindow::makeTopBar() {
  auto* bar = new QWidget(this);
  bar->setAttribute(Qt::WA_StyledBackground);
  bar->setProperty("panel", true);
  auto* title = new QLabel(QStringLiteral("Maulstick"), bar);
  title->setProperty("title", true);
  model_ = new QToolButton(bar);
  model_->setIcon(themedIcon(QStringLiteral("model")));
  model_->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
  model_->setPopupMode(QToolButton::InstantPopup);
  model_->setAccessibleName(tr("Model"));
  auto* models = new QMenu(model_);
  connect(models, &QMenu::aboutToShow, this, [this, models] { fillModelMenu(models); });
  model_->setMenu(models);
  auto* more = new QToolButton(bar);
  more->setIcon(themedIcon(QStringLiteral("settings")));
  more->setPopupMode(QToolButton::InstantPopup);
  more->setAccessibleName(tr("Menu"));
  more->setMenu(makeMainMenu());
  auto* row = new QHBoxLayout(bar);
  row->setContentsMargins(16, 6, 16, 6);
  row->addWidget(title);
  row->addStretch();
  row->addWidget(model_);
  row->addWidget(more);
  return bar;
}

QMenu* MainWindow::makeMainMenu() {
  auto* menu = new QMenu(this);
  menu->addAction(themedIcon(QStringLiteral("folder")), tr("Open a picture…"), this,
                  &MainWindow::open);
  menu->addAction(themedIcon(QStringLiteral("save")), tr("Save the picture as…"), this,
                  &MainWindow::saveAs);
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
      {"save", [this] { saveAs(); }},
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

void MainWindow::fillModelMenu(QMenu* menu) {
  menu->clear();
  QStringList folders = settings_.modelFolders();
  folders.prepend(qtPath(easel_folder()));
  folders.removeDuplicates();
  for (const QString& folder : folders) {
    const auto name = bundleName(stdPath(folder));
    QAction* action = menu->addAction(name ? *name : tr("%1 (damaged)").arg(folder));
    action->setToolTip(folder);
    action->setCheckable(true);
    action->setChecked(stdPath(folder) == view_->model().model);
    connect(action, &QAction::triggered, this, [this, folder] { chooseModel(stdPath(folder)); });
  }
  menu->addSeparator();
  menu->addAction(themedIcon(QStringLiteral("add")), tr("Add a model…"), this,
                  &MainWindow::addModelFolder);
}

void MainWindow::chooseModel(const std::filesystem::path& folder) {
  try {
    const model::Bundle bundle = model::Bundle::open(folder);
    EngineOptions options = settings_.model();
    options.model = folder;
    view_->setModel(options);
    model_->setText(QString::fromStdString(bundle.manifest().name));
    model_->setToolTip(qtPath(folder));
  } catch (const Error& error) {
    view_->tellProblem(tr("This folder is no model"), QString::fromStdString(error.hint()),
                       QString::fromStdString(error.message()));
  }
}

void MainWindow::addModelFolder() {
  const QString folder =
      QFileDialog::getExistingDirectory(this, tr("The folder of an exported model"));
  if (!folder.isEmpty()) takeDrop(folder);
}

void MainWindow::takeDrop(const QString& path) {
  if (QFileInfo(path).isDir()) {
    if (bundleName(stdPath(path))) {
      QStringList folders = settings_.modelFolders();
      if (!folders.contains(path)) settings_.setModelFolders(folders << path);
    }
    chooseModel(stdPath(path));
  } else if (isEmbedding(path)) {
    view_->addEmbedding(path);
  } else {
    view_->showFile(path);
    view_->restoreFrom(path);
  }
}

void MainWindow::open() {
  const QString file = QFileDialog::getOpenFileName(this, tr("Open a picture"),
                                                    qtPath(pictures_folder()), tr("PNG (*.png)"));
  if (!file.isEmpty()) takeDrop(file);
}

// The file as it is, with its settings in it.
void MainWindow::saveAs() {
  const QString from = view_->shownFile();
  if (from.isEmpty()) return;
  const QString to = QFileDialog::getSaveFileName(this, tr("Save the picture as"),
                                                  QFileInfo(from).fileName(), tr("PNG (*.png)"));
  if (to.isEmpty() || to == from) return;
  QFile::remove(to);
  if (!QFile::copy(from, to))
    view_->tellProblem(tr("The picture could not be written: %1").arg(to));
}

void MainWindow::copyPicture() {
  if (!view_->shownPicture().isNull()) QApplication::clipboard()->setImage(view_->shownPicture());
}

void MainWindow::showProgress(int done, int steps) {
  setWindowTitle(steps == 0 ? QStringLiteral("Maulstick")
                            : tr("%1 % · Maulstick").arg(100 * done / steps));
}

void MainWindow::showHelp() {
  QMessageBox box(QMessageBox::NoIcon, tr("Shortcuts"), shortcutTable(), QMessageBox::Close, this);
  box.setTextFormat(Qt::RichText);
  box.exec();
}

void MainWindow::setTheme(ThemeChoice choice) {
  settings_.setTheme(choice);
  Theme::instance().setChoice(toTheme(choice));
}

void MainWindow::dragEnterEvent(QDragEnterEvent* event) {
  if (event->mimeData()->hasUrls()) event->acceptProposedAction();
}

void MainWindow::dropEvent(QDropEvent* event) {
  for (const QUrl& url : event->mimeData()->urls()) {
    if (url.isLocalFile()) takeDrop(url.toLocalFile());
  }
  event->acceptProposedAction();
}

void MainWindow::changeEvent(QEvent* event) {
  QMainWindow::changeEvent(event);
  if (event->type() == QEvent::WindowStateChange) {
    view_->controller().setWatched(!isMinimized());
  }
}

// A run ends within one network call; until then the window is gone but the program waits.
void MainWindow::closeEvent(QCloseEvent* event) {
  settings_.setLayout(geometryName, saveGeometry());
  settings_.save();
  if (view_->controller().isBusy()) {
    closing_ = true;
    view_->controller().quit();
    hide();
    event->ignore();
    return;
  }
  event->accept();
}

}  // namespace maulstick::ui
