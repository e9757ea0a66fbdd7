#pragma once
// The one window: a bar on top with the model, the device and the menu, and the Paint view. Takes drops
// of pictures, models and embeddings, and tells a person who looks elsewhere that a picture is finished.

#include <QMainWindow>
#include <QPointer>

#include "ui/models/model_choice.h"
#include "ui/painting/painter.h"
#include "ui/settings/app_settings.h"
#include "ui/window/dropped_files.h"
#include "ui/window/file_asker.h"
#include "ui/window/notifier.h"

namespace maulstick::ui {

class ModelChips;
class ModelManager;
class PaintView;

class MainWindow : public QMainWindow {
  Q_OBJECT

 public:
  // Both must outlive this.
  MainWindow(AppSettings& settings, FileSaver& saver, PainterFactory painter);

  [[nodiscard]] PaintView& paintView() { return *view_; }
  [[nodiscard]] ModelChoice& model() { return *choice_; }

  // What was dropped, chosen, or named on the command line: a model's folder, an embedding, a picture.
  void openPath(const QString& path);

  // Answers in place of the system's dialogs and notifications.
  void setFileAsker(const std::shared_ptr<FileAsker>& asker);
  void setNotify(Notify notify) { notify_ = std::move(notify); }

 Q_SIGNALS:
  void left();  // closed for good; a window that was hidden till its run ended ends no program itself

 protected:
  void closeEvent(QCloseEvent* event) override;
  void changeEvent(QEvent* event) override;
  void keyPressEvent(QKeyEvent* event) override;

 private:
  QWidget* makeTopBar();
  void makeActions();
  QMenu* makeMainMenu();
  void connectModels();
  ModelManager& manager();
  void takeDrop(const DropOffer& offer);
  void open();
  void tellFinished(const QString& path);
  void copyPicture();
  void showProgress(int done, int steps);
  void showHelp();
  void setTheme(ThemeChoice choice);

  AppSettings& settings_;
  PaintView* view_;
  ModelList* models_;
  ModelChoice* choice_;
  ModelChips* chips_ = nullptr;
  QPointer<ModelManager> manager_;
  Notify notify_ = desktopNotify();
  bool closing_ = false;
  bool warned_ = false;  // that pictures would be lost
};

}  // namespace maulstick::ui
