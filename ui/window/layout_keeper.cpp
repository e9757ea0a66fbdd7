#include "ui/window/layout_keeper.h"

#include <QAbstractButton>
#include <QSplitter>

namespace maulstick::ui {
namespace {

const QString windowName = QStringLiteral("window");
constexpr const char* fold = "fold";

QList<QSplitter*> splittersOf(const QWidget& window) {
  QList<QSplitter*> named;
  for (QSplitter* splitter : window.findChildren<QSplitter*>()) {
    if (!splitter->objectName().isEmpty()) named << splitter;
  }
  return named;
}

}  // namespace

LayoutKeeper::LayoutKeeper(QWidget& window, AppSettings& settings, QObject* parent)
    : QObject(parent), window_(window), settings_(settings) {
  window.restoreGeometry(settings.layout(windowName));
  for (QSplitter* splitter : splittersOf(window)) {
    splitter->restoreState(settings.layout(splitter->objectName()));
  }
  for (auto* button : window.findChildren<QAbstractButton*>()) {
    const QString name = button->property(fold).toString();
    if (name.isEmpty()) continue;
    // What has unfolded itself, because there is something in it, stays so.
    if (settings.isUnfolded(name)) button->setChecked(true);
    connect(button, &QAbstractButton::clicked, this,
            [this, name](bool open) { settings_.setUnfolded(name, open); });
  }
}

void LayoutKeeper::save() {
  settings_.setLayout(windowName, window_.saveGeometry());
  for (const QSplitter* splitter : splittersOf(window_)) {
    settings_.setLayout(splitter->objectName(), splitter->saveState());
  }
}

}  // namespace maulstick::ui
