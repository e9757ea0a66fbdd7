#pragma once
// The views of the window as tabs in its top bar: "Paint · Styles · Compare". Shows the page of the
// tab that is current, and passes on what the window's keys ask of a view. Used by the main window.

#include <QTabBar>
#include <functional>
#include <vector>

class QKeySequence;
class QStackedWidget;

namespace maulstick::ui {

// What a view does when the window's keys are pressed while it is shown.
struct ViewKeys {
  std::function<void()> paint;   // Ctrl+Return
  std::function<void()> escape;  // Esc: closes what lies on top, or stops
};

class ViewTabs : public QTabBar {
  Q_OBJECT

 public:
  // `pages` shows the pages, and must outlive this.
  explicit ViewTabs(QStackedWidget& pages, QWidget* parent = nullptr);

  // Behind the last; `keys` are what brings it to the front, for the tool tip.
  void addView(QWidget& page, const QString& name, const QKeySequence& keys, ViewKeys act);

  void showView(int index);
  void showView(const QWidget& page);
  [[nodiscard]] bool isShown(const QWidget& page) const;

  // Of the view that is shown.
  void paint() const;
  void escape() const;

 Q_SIGNALS:
  void viewShown(QWidget* page);

 private:
  void follow(int index);

  QStackedWidget& pages_;
  std::vector<ViewKeys> keys_;
};

}  // namespace maulstick::ui
