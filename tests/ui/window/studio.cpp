#include "ui/window/studio.h"

#include <QAction>
#include <QApplication>
#include <QDragEnterEvent>
#include <QTest>
#include <QUrl>
#include <QWindow>
#include <algorithm>

#include "ui/panels/prompt_edit.h"
#include "ui/settings/paths.h"
#include "ui/widgets/chip.h"
#include "ui/widgets/groove.h"
#include "ui/widgets/message_bar.h"
#include "ui/widgets/slider_row.h"
#include "ui/window/restore_sheet.h"

namespace maulstick::testing {
namespace {

template <typename Widget, typename IsIt>
Widget* firstOf(QWidget& window, IsIt isIt) {
  const auto all = window.findChildren<Widget*>();
  const auto found = std::ranges::find_if(all, isIt);
  return found == all.end() ? nullptr : *found;
}

}  // namespace

Studio::Studio(const Script& script)
    : stage(std::make_shared<Stage>()), painter_(fakePainterFactory(stage)) {
  stage->script = script;
  open();
}

Studio::Studio(ui::PainterFactory painter)
    : stage(std::make_shared<Stage>()), painter_(std::move(painter)) {
  open();
}

Studio::~Studio() {
  stage->release();
  close();
}

void Studio::open() {
  saver_ = std::make_unique<ui::FileSaver>();
  settings_ = std::make_unique<ui::AppSettings>(*saver_, ui::AppSettings::defaultFile());
  window_ = std::make_unique<ui::MainWindow>(*settings_, *saver_, painter_);
  window_->setFileAsker(answers);
  window_->setNotify([this](const QString& title, const QString& /*text*/) { notified << title; });
  window_->resize(1200, 800);
  window_->show();
  if (!QTest::qWaitForWindowExposed(window_.get())) qFatal("no window");
}

void Studio::close() {
  window_.reset();
  settings_.reset();
  saver_.reset();
}

void Studio::restart() {
  close();
  open();
}

QPushButton* Studio::button(const QString& text) {
  auto* found = firstOf<QPushButton>(*window_, [&text](const QPushButton* one) {
    return one->text() == text && one->isVisible();
  });
  if (found == nullptr) qFatal("no button %s", qPrintable(text));
  return found;
}

ui::Chip* Studio::chip(const QString& text) {
  return firstOf<ui::Chip>(
      view(), [&text](const ui::Chip* one) { return one->text() == text && !one->isHidden(); });
}

ui::SliderRow* Studio::slider(const QString& label) {
  auto* found = firstOf<ui::SliderRow>(
      view(), [&label](const ui::SliderRow* one) { return one->spec().label == label; });
  if (found == nullptr) qFatal("no slider %s", qPrintable(label));
  return found;
}

ui::Groove* Studio::groove(const QString& label) {
  return slider(label)->findChild<ui::Groove*>();
}

ui::MessageBar* Studio::message() {
  return view().findChild<ui::MessageBar*>();
}

ui::RestoreSheet* Studio::sheet() {
  return view().findChild<ui::RestoreSheet*>();
}

void Studio::press(const QString& text) {
  QPushButton* wanted = button(text);
  if (!wanted->isEnabled()) qFatal("the button %s is off", qPrintable(text));
  QTest::mouseClick(wanted, Qt::LeftButton);
}

void Studio::type(const QString& prompt) {
  auto* edit = view().findChild<ui::PromptEdit*>();
  edit->setFocus();
  edit->selectAll();
  QTest::keyClicks(edit, prompt);
}

void Studio::key(const QKeySequence& keys) {
  QTest::keySequence(window_->windowHandle(), keys);
}

bool Studio::hover(const QMimeData& data) {
  QDragEnterEvent event(window_->rect().center(), Qt::CopyAction, &data, Qt::LeftButton,
                        Qt::NoModifier);
  QCoreApplication::sendEvent(window_->windowHandle(), &event);
  return event.isAccepted() && event.dropAction() != Qt::IgnoreAction;
}

bool Studio::drop(const QMimeData& data) {
  hover(data);
  QDropEvent event(QPointF(window_->rect().center()), Qt::CopyAction, &data, Qt::LeftButton,
                   Qt::NoModifier);
  QCoreApplication::sendEvent(window_->windowHandle(), &event);
  return event.isAccepted() && event.dropAction() != Qt::IgnoreAction;
}

bool Studio::drop(const std::filesystem::path& file) {
  return drop(*filesOf({file}));
}

std::unique_ptr<QMimeData> filesOf(const std::vector<std::filesystem::path>& files) {
  auto data = std::make_unique<QMimeData>();
  QList<QUrl> urls;
  QStringList names;
  for (const auto& file : files) {
    urls << QUrl::fromLocalFile(ui::fromPath(file));
    names << ui::fromPath(file);
  }
  data->setUrls(urls);
  data->setText(names.join(u'\n'));  // as file managers do
  return data;
}

void chooseInMenu(const QString& text) {
  QWidget* menu = QApplication::activePopupWidget();
  QVERIFY(menu != nullptr);
  for (QAction* action : menu->actions()) {
    if (action->text() == text) action->trigger();
  }
  menu->close();
}

}  // namespace maulstick::testing
