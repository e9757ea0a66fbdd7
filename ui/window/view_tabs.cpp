#include "ui/window/view_tabs.h"

#include <QKeySequence>
#include <QStackedWidget>
#include <utility>

namespace maulstick::ui {

ViewTabs::ViewTabs(QStackedWidget& pages, QWidget* parent) : QTabBar(parent), pages_(pages) {
  setDrawBase(false);
  setExpanding(false);
  setUsesScrollButtons(false);
  setElideMode(Qt::ElideNone);
  setAccessibleName(tr("Views"));
  connect(this, &QTabBar::currentChanged, this, &ViewTabs::follow);
}

void ViewTabs::addView(QWidget& page, const QString& name, const QKeySequence& keys, ViewKeys act) {
  keys_.push_back(std::move(act));
  pages_.addWidget(&page);
  page.setAccessibleName(name);
  const int index = addTab(name);
  setTabToolTip(index, tr("%1 (%2)").arg(name, keys.toString(QKeySequence::NativeText)));
}

void ViewTabs::showView(int index) {
  if (index < count()) setCurrentIndex(index);
}

void ViewTabs::showView(const QWidget& page) {
  for (int i = 0; i < pages_.count(); ++i) {
    if (pages_.widget(i) == &page) showView(i);
  }
}

bool ViewTabs::isShown(const QWidget& page) const {
  return pages_.currentWidget() == &page;
}

void ViewTabs::paint() const {
  if (currentIndex() >= 0) keys_[static_cast<std::size_t>(currentIndex())].paint();
}

void ViewTabs::escape() const {
  if (currentIndex() >= 0) keys_[static_cast<std::size_t>(currentIndex())].escape();
}

void ViewTabs::follow(int index) {
  if (index < 0 || index >= pages_.count()) return;
  pages_.setCurrentIndex(index);
  Q_EMIT viewShown(pages_.currentWidget());
}

}  // namespace maulstick::ui
