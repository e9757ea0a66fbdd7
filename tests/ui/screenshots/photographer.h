#pragma once
// Takes pictures of the window as a person would see it, in both palettes and in every state. Used
// by the program that makes the app's screenshots.

#include <QApplication>
#include <QDir>
#include <QEventLoop>
#include <QPainter>
#include <QTimer>
#include <QWidget>
#include <cstdio>
#include <functional>
#include <utility>

#include "ui/widgets/theme.h"

namespace maulstick::testing {

inline constexpr int patience = 300'000;  // ms for anything
inline constexpr QSize usual(1440, 900);
inline constexpr QSize narrow(1000, 680);
inline constexpr QSize small(1100, 700);

class Photographer {
 public:
  Photographer(QWidget& window, QDir folder) : window_(window), folder_(std::move(folder)) {}

  // What is photographed from now on. A window that does not fit into it is not what a person would
  // see.
  void resize(const QSize& size) {
    size_ = size;
    window_.resize(size);
  }

  void take(const QString& name) {
    settle();
    if (window_.size() != size_) {
      qFatal("%s: the window is %d x %d and should be %d x %d", qPrintable(name), window_.width(),
             window_.height(), size_.width(), size_.height());
    }
    const QString path = folder_.filePath(name + QStringLiteral(".png"));
    if (!withPopups().save(path)) qFatal("%s cannot be written", qPrintable(path));
    std::printf("%s\n", qPrintable(path));
  }

  // In both palettes.
  void takeBoth(const QString& name) {
    for (const auto choice : {ui::Theme::Choice::light, ui::Theme::Choice::dark}) {
      ui::Theme::instance().setChoice(choice);
      const bool dark = choice == ui::Theme::Choice::dark;
      take(name + (dark ? QStringLiteral("-dark") : QStringLiteral("-light")));
    }
  }

  // Both palettes; in a small window, with large text and from right to left one of them. The small
  // one first: a hidden view keeps for a while the room that it needed for large text.
  void takeAll(const QString& name) {
    takeBoth(name);
    resize(small);
    take(name + QStringLiteral("-small"));
    resize(usual);
    ui::Theme::instance().setFontScale(1.5);
    take(name + QStringLiteral("-large-text"));
    ui::Theme::instance().setFontScale(1);
    QApplication::setLayoutDirection(Qt::RightToLeft);
    take(name + QStringLiteral("-right-to-left"));
    QApplication::setLayoutDirection(Qt::LeftToRight);
  }

  // Runs the event loop until `is` holds.
  static void wait(const std::function<bool()>& is) {
    QEventLoop loop;
    QTimer look;
    QTimer end;
    QObject::connect(&look, &QTimer::timeout, &loop, [&] {
      if (is()) loop.quit();
    });
    QObject::connect(&end, &QTimer::timeout, [] { qFatal("nothing came of it"); });
    look.start(10);
    end.start(patience);
    if (!is()) loop.exec();
  }

  // Animations come to rest and what is queued is done.
  static void settle() {
    QEventLoop loop;
    QTimer::singleShot(700, &loop, &QEventLoop::quit);
    loop.exec();
  }

 private:
  // Menus, popups and dialogs are windows of their own: as a screen shows them.
  [[nodiscard]] QImage withPopups() const {
    QImage picture = window_.grab().toImage();
    QPainter painter(&picture);
    for (QWidget* other : QApplication::topLevelWidgets()) {
      if (other == &window_ || !other->isVisible()) continue;
      painter.drawPixmap(window_.mapFromGlobal(other->mapToGlobal(QPoint())), other->grab());
    }
    return picture;
  }

  QWidget& window_;
  QDir folder_;
  QSize size_;
};

}  // namespace maulstick::testing
