#pragma once
// The one window: a bar on top with the views, the model, the device and the menu, and below it the
// view that is shown. Takes drops of pictures, models, embeddings, styles and series, and tells a
// person who looks elsewhere how painting has ended.

#include <QDialog>
#include <QMainWindow>
#include <QPointer>
#include <QSet>
#include <functional>
#include <map>
#include <string>

#include "ui/models/model_choice.h"
#include "ui/painting/painter.h"
#include "ui/settings/app_settings.h"
#include "ui/widgets/theme.h"
#include "ui/window/dropped_files.h"
#include "ui/window/file_asker.h"
#include "ui/window/launcher_entry.h"
#include "ui/window/notifier.h"

class QStackedWidget;
class QUndoGroup;

namespace maulstick::ui {

class CanvasMenu;
class CompareDesk;
class CompareView;
class LayoutKeeper;
class ModelChips;
class ModelManager;
class PaintView;
class StylesView;
class VerifyDesk;
class ViewTabs;

class MainWindow : public QMainWindow {
  Q_OBJECT

 public:
  // Both must outlive this.
  MainWindow(AppSettings& settings, FileSaver& saver, PainterFactory painter);
  ~MainWindow() override;

  [[nodiscard]] PaintView& paintView() { return *view_; }
  [[nodiscard]] StylesView& stylesView() { return *styles_; }
  [[nodiscard]] CompareView& compareView() { return *compare_; }
  [[nodiscard]] ViewTabs& views() { return *tabs_; }
  [[nodiscard]] ModelChoice& model() { return *choice_; }

  // What was dropped, chosen, or named on the command line: a model's folder, an embedding, a
  // picture.
  void openPath(const QString& path);

  // To the front, with what a second start was given to open; it may be empty.
  void comeForward(const QString& path);

  // Says that another window has the settings and the queue, and does not answer.
  void tellSilentFirst();

  // Answers in place of the system's dialogs, notifications and task bar.
  void setFileAsker(const std::shared_ptr<FileAsker>& asker);
  void setNotify(Notify notify) { notify_ = std::move(notify); }
  void setTaskBar(ShowProgress show) { showInTaskBar_ = std::move(show); }

 Q_SIGNALS:
  void
  left();  // closed for good; a window that was hidden till its run ended ends no program itself

 protected:
  void closeEvent(QCloseEvent* event) override;
  void changeEvent(QEvent* event) override;
  void keyPressEvent(QKeyEvent* event) override;

 private:
  QWidget* makeTopBar();
  void makeViews();
  void followView(QWidget* page);
  void connectStyles();
  void makeCompare();
  void connectCompare();
  void connectVerify(CanvasMenu& menu);
  void makeActions();
  void addNamed(const char* name, QAction* action);
  QMenu* makeMainMenu();
  void connectModels();
  void connectView();
  void connectSaver(FileSaver& saver);
  ModelManager& manager();
  void takeDrop(const DropOffer& offer);
  void open();
  [[nodiscard]] bool isLookedAt() const;
  void tellElsewhere(const QString& what, const QString& more);
  void tellUnwritable(const QString& file, const Error& error);
  void copyPicture();
  void showProgress(const QWidget& view, int done, int steps);
  static void present(QPointer<QDialog>& place, const std::function<QDialog*()>& make);
  void showHelp();
  void showAbout();
  [[nodiscard]] static Theme::Choice toTheme(ThemeChoice choice);
  void setTheme(ThemeChoice choice);

  AppSettings& settings_;
  PaintView* view_;
  StylesView* styles_ = nullptr;
  CompareView* compare_ = nullptr;
  CompareDesk* compareDesk_ = nullptr;
  VerifyDesk* verify_ = nullptr;
  QStackedWidget* pages_ = nullptr;
  ViewTabs* tabs_ = nullptr;
  QUndoGroup* undo_ = nullptr;  // of the view that is shown
  ModelList* models_;
  ModelChoice* choice_;
  ModelChips* chips_ = nullptr;
  QPointer<ModelManager> manager_;
  std::map<std::string, QAction*, std::less<>> actions_;  // by the name of their shortcut
  LayoutKeeper* layout_ = nullptr;
  QPointer<QDialog> help_;
  QPointer<QDialog> about_;
  QSet<QString> unwritable_;  // files of the program's own
  Notify notify_ = desktopNotify();
  ShowProgress showInTaskBar_ = launcherProgress();
  struct Progress {
    int done = 0;
    int steps = 0;  // 0: nothing is being painted
  };
  std::map<const QWidget*, Progress> progress_;  // of the views
  bool closing_ = false;
};

}  // namespace maulstick::ui
