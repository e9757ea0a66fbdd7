#pragma once
// The one window: a bar on top with the model, the device and the menu, and the Paint view. Takes drops
// of pictures, models and embeddings.

#include <QMainWindow>

#include "ui/painting/painter.h"
#include "ui/settings/app_settings.h"

class QToolButton;

namespace maulstick::ui {

class PaintView;

class MainWindow : public QMainWindow {
  Q_OBJECT

 public:
  // Both must outlive this.
  MainWindow(AppSettings& settings, FileSaver& saver, PainterFactory painter);

  [[nodiscard]] PaintView& paintView() { return *view_; }

 protected:
  void closeEvent(QCloseEvent* event) override;
  void dragEnterEvent(QDragEnterEvent* event) override;
  void dropEvent(QDropEvent* event) override;
  void changeEvent(QEvent* event) override;

 private:
  QWidget* makeTopBar();
  void makeActions();
  QMenu* makeMainMenu();
  void fillModelMenu(QMenu* menu);
  void chooseModel(const std::filesystem::path& folder);
  void addModelFolder();
  void takeDrop(const QString& path);
  void open();
  void saveAs();
  void copyPicture();
  void showProgress(int done, int steps);
  void showHelp();
  void setTheme(ThemeChoice choice);

  AppSettings& settings_;
  PaintView* view_;
  QToolButton* model_ = nullptr;
  bool closing_ = false;
};

}  // namespace maulstick::ui
