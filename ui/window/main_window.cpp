#include "ui/window/main_window.h"

#include <QApplication>
#include <QCloseEvent>
#include <QFileInfo>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QStackedWidget>
#include <QToolButton>
#include <QUndoGroup>
#include <QVBoxLayout>
#include <utility>

#include "engine/places.h"
#include "ui/canvas/canvas_view.h"
#include "ui/models/model_chips.h"
#include "ui/models/model_manager.h"
#include "ui/painting/job_queue.h"
#include "ui/settings/paths.h"
#include "ui/widgets/hairline.h"
#include "ui/widgets/icon_button.h"
#include "ui/window/canvas_menu.h"
#include "ui/window/drop_receiver.h"
#include "ui/window/layout_keeper.h"
#include "ui/window/paint_view.h"
#include "ui/window/styles_view.h"
#include "ui/window/view_tabs.h"

namespace maulstick::ui {

Theme::Choice MainWindow::toTheme(ThemeChoice choice) {
  switch (choice) {
    case ThemeChoice::light: return Theme::Choice::light;
    case ThemeChoice::dark: return Theme::Choice::dark;
    case ThemeChoice::system: break;
  }
  return Theme::Choice::system;
}

MainWindow::MainWindow(AppSettings& settings, FileSaver& saver, PainterFactory painter)
    : settings_(settings) {
  setWindowTitle(QStringLiteral("Maulstick"));
  Theme::instance().setChoice(toTheme(settings.theme()));
  view_ = new PaintView(settings, saver, std::move(painter), this);
  models_ = new ModelList(settings, fromPath(easel_folder()), this);
  styles_ = new StylesView(settings, saver, view_->controller(), view_->devices(), this);
  choice_ = new ModelChoice(settings, *models_, view_->devices(), this);
  undo_ = new QUndoGroup(this);
  makeActions();
  auto* inside = new QWidget(this);
  auto* column = new QVBoxLayout(inside);
  column->setContentsMargins(0, 0, 0, 0);
  column->setSpacing(0);
  column->addWidget(makeTopBar());
  column->addWidget(makeHairline(Qt::Horizontal, inside));
  column->addWidget(pages_, 1);
  setCentralWidget(inside);
  makeViews();
  connectModels();
  connectView();
  connectStyles();
  connectCompare();
  connectSaver(saver);
  setFileAsker(std::make_shared<FileAsker>(settings));
  connect(new DropReceiver(this), &DropReceiver::dropped, this, &MainWindow::takeDrop);
  choice_->start();
  resize(1440, 900);
  layout_ = new LayoutKeeper(*this, settings, this);
}

QWidget* MainWindow::makeTopBar() {
  auto* bar = new QWidget(this);
  bar->setAttribute(Qt::WA_StyledBackground);
  bar->setProperty("panel", true);
  auto* title = new QLabel(QStringLiteral("Maulstick"), bar);
  title->setProperty("title", true);
  pages_ = new QStackedWidget(this);
  tabs_ = new ViewTabs(*pages_, bar);
  chips_ = new ModelChips(
      *models_, view_->devices(), [this] { return view_->history().request(); }, bar);
  auto* more = makeIconButton(QStringLiteral("settings"), tr("Menu"), tr("Menu"), bar);
  more->setAutoRaise(false);
  more->setPopupMode(QToolButton::InstantPopup);
  more->setMenu(makeMainMenu());
  auto* row = new QHBoxLayout(bar);
  row->setContentsMargins(16, 6, 16, 6);
  row->addWidget(title);
  row->addSpacing(8);
  row->addWidget(tabs_);
  row->addStretch();
  row->addWidget(chips_);
  row->addWidget(more);
  return bar;
}

void MainWindow::connectModels() {
  connect(choice_, &ModelChoice::changed, this, [this](const EngineOptions& options) {
    view_->setModel(options);
    styles_->setModel(options);
    chips_->setOptions(options);
    if (manager_) manager_->setOptions(options);
  });
  connect(choice_, &ModelChoice::sizeRulesKnown, view_, &PaintView::setSizeRules);
  connect(choice_, &ModelChoice::sizeRulesKnown, styles_, &StylesView::setSizeRules);
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

void MainWindow::connectView() {
  connect(view_, &PaintView::progressChanged, this,
          [this](int done, int steps) { showProgress(*view_, done, steps); });
  connect(view_, &PaintView::pictureFinished, this, [this](const QString& path) {
    tellElsewhere(tr("The picture is finished"), QFileInfo(path).fileName());
  });
  connect(&view_->controller(), &Controller::failed, this,
          [this] { tellElsewhere(tr("The picture could not be painted"), {}); });
  connect(&view_->controller(), &Controller::stateChanged, this, [this] {
    if (closing_ && !view_->controller().isBusy()) close();
  });
  CanvasView& canvas = view_->canvas();
  canvas.setOverlayShown(settings_.overlayShown());
  connect(&canvas, &CanvasView::overlayShownChanged, &settings_, &AppSettings::setOverlayShown);
  connectVerify(*new CanvasMenu(*view_, *actions_.at("copy"), *actions_.at("save"), this));
}

void MainWindow::connectSaver(FileSaver& saver) {
  connect(&saver, &FileSaver::failed, this, &MainWindow::tellUnwritable);
  connect(&saver, &FileSaver::recovered, this,
          [this](const QString& file) { unwritable_.remove(file); });
}

// Once for each file, until it can be written again.
void MainWindow::tellUnwritable(const QString& file, const Error& error) {
  if (unwritable_.contains(file)) return;
  unwritable_.insert(file);
  const bool isQueue = toPath(file) == JobQueue::defaultFile();
  view_->tellProblem(isQueue ? tr("The queue cannot be saved: %1").arg(file)
                             : tr("Settings cannot be saved: %1").arg(file),
                     tr("What is changed now is lost when the program ends, unless it can be "
                        "written again by then"),
                     QString::fromStdString(error.message()));
}

// A second start asks for this window. One that is about to go does not come back.
void MainWindow::comeForward(const QString& path) {
  if (closing_) return;
  setWindowState(windowState() & ~Qt::WindowMinimized);
  show();
  raise();
  activateWindow();
  if (!path.isEmpty()) openPath(path);
}

void MainWindow::tellSilentFirst() {
  view_->tellProblem(tr("Maulstick is running already, but does not answer"),
                     tr("End it before you paint here: the two would write over each other's "
                        "settings and queue"));
}

void MainWindow::setFileAsker(const std::shared_ptr<FileAsker>& asker) {
  view_->setFileAsker(asker);
  styles_->setFileAsker(asker);
}

// The window, or one that belongs to it.
bool MainWindow::isLookedAt() const {
  const QWidget* widget = QApplication::activeWindow();
  while (widget != nullptr && widget != this) widget = widget->parentWidget();
  return widget != nullptr;
}

void MainWindow::tellElsewhere(const QString& what, const QString& more) {
  if (isLookedAt()) return;
  QApplication::alert(this);
  notify_(what, more);
}

// Arrows that no field or slider has taken go through the history, which lies as the window reads.
void MainWindow::keyPressEvent(QKeyEvent* event) {
  const bool left = event->key() == Qt::Key_Left;
  const bool plain = (event->modifiers() & ~Qt::KeypadModifier) == Qt::NoModifier;
  const bool arrow = left || event->key() == Qt::Key_Right;
  if (!plain || !arrow || !tabs_->isShown(*view_)) {
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

// A run ends within one network call; until then the window is gone but the program waits. Pictures
// that are in memory only are worth a word before.
void MainWindow::closeEvent(QCloseEvent* event) {
  layout_->save();
  settings_.save();
  if (view_->isSaving()) {
    connect(view_, &PaintView::savingEnded, this, &MainWindow::close,
            static_cast<Qt::ConnectionType>(Qt::QueuedConnection | Qt::SingleShotConnection |
                                            Qt::UniqueConnection));
    event->ignore();
    return;
  }
  if (view_->warnOfLoss()) {
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
