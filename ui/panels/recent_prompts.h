#pragma once
// The prompts that were painted last: as a menu, and one by one with what was being written kept behind
// them. Used by the prompt panel.

#include <QObject>
#include <QStringList>
#include <functional>
#include <optional>

class QMenu;

namespace maulstick::ui {

class RecentPrompts : public QObject {
  Q_OBJECT

 public:
  using Source = std::function<QStringList()>;  // newest first

  explicit RecentPrompts(QObject* parent = nullptr) : QObject(parent) {}

  void setSource(Source source) { source_ = std::move(source); }

  // Filled anew whenever it opens.
  QMenu* makeMenu(QWidget* parent);

  // The prompt before `now`, or behind it; nothing at either end.
  std::optional<QString> step(bool earlier, const QString& now);

  // Something was written: going back begins at the newest again.
  void forgetPlace() { place_ = draft; }

 Q_SIGNALS:
  void picked(const QString& prompt);

 private:
  static constexpr qsizetype draft = -1;

  void fill(QMenu* menu);

  Source source_;
  QString draft_;
  qsizetype place_ = draft;  // in the list as it was when going back began
  QStringList list_;
};

}  // namespace maulstick::ui
