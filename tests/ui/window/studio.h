#pragma once
// The whole window around a painter that only pretends, in a home folder of its own.

#include <QMimeData>
#include <QPushButton>
#include <QString>
#include <memory>

#include "ui/painting/fake_painter.h"
#include "ui/settings/app_settings.h"
#include "ui/settings/file_saver.h"
#include "ui/support/home.h"
#include "ui/window/main_window.h"
#include "ui/window/paint_view.h"

namespace maulstick::ui {
class Chip;
class Groove;
class MessageBar;
class RestoreSheet;
class SliderRow;
}  // namespace maulstick::ui

namespace maulstick::testing {

// Answers the app's questions for files.
class Answers : public ui::FileAsker {
 public:
  void pictureToOpen(QWidget* /*window*/, const Then& then) override { then(next()); }
  void pictureToSave(QWidget* /*window*/, const QString& name, const Then& then) override {
    suggested = name;
    then(next());
  }

  void fileToOpen(QWidget* /*window*/, const ui::FileWish& /*wish*/, const Then& then) override {
    then(next());
  }
  void fileToSave(QWidget* /*window*/, const ui::FileWish& wish, const Then& then) override {
    suggested = wish.name;
    then(next());
  }

  QString answer;
  QString suggested;
  int asked = 0;

 private:
  QString next() {
    ++asked;
    return answer;
  }
};

class Studio {
 public:
  explicit Studio(const Script& script = {});
  explicit Studio(ui::PainterFactory painter);  // a real one
  ~Studio();

  [[nodiscard]] ui::MainWindow& window() { return *window_; }
  [[nodiscard]] ui::PaintView& view() { return window_->paintView(); }
  [[nodiscard]] const Request& request() { return view().history().request(); }

  // Parts of the window, by what a person reads on them; the test fails without.
  [[nodiscard]] QPushButton* button(const QString& text);
  [[nodiscard]] ui::Chip* chip(const QString& text);
  [[nodiscard]] ui::SliderRow* slider(const QString& label);
  [[nodiscard]] ui::Groove* groove(const QString& label);
  [[nodiscard]] ui::MessageBar* message();
  [[nodiscard]] ui::RestoreSheet* sheet();

  void press(const QString& text);  // a button that must be there and enabled
  void type(const QString& prompt);
  void key(const QKeySequence& keys);

  [[nodiscard]] bool isBusy() { return view().controller().isBusy(); }

  // Drags it over the middle of the window; whether a drop would do something.
  bool hover(const QMimeData& data);
  bool drop(const QMimeData& data);
  bool drop(const std::filesystem::path& file);

  // As if the program was ended and started anew.
  void restart();

  std::shared_ptr<Stage> stage;
  std::shared_ptr<Answers> answers = std::make_shared<Answers>();
  QStringList notified;

 private:
  void open();
  void close();

  ui::PainterFactory painter_;
  std::unique_ptr<ui::FileSaver> saver_;
  std::unique_ptr<ui::AppSettings> settings_;
  std::unique_ptr<ui::MainWindow> window_;
};

std::unique_ptr<QMimeData> filesOf(const std::vector<std::filesystem::path>& files);

// In the menu that is open, which is closed then; the test fails without one.
void chooseInMenu(const QString& text);

}  // namespace maulstick::testing
