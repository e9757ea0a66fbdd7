#pragma once
// The seed: a number, a die that draws a new one, and a lock. Unlocked, every picture gets a new seed
// before it is painted, so that the number that stands here is that of the last one.

#include <QWidget>

#include "ui/settings/settings_history.h"

class QLineEdit;
class QToolButton;

namespace maulstick::ui {

class SeedRow : public QWidget {
  Q_OBJECT

 public:
  explicit SeedRow(SettingsHistory& history, QWidget* parent = nullptr);

  void show(const Request& request);
  void drawSeed();

  // What is typed counts now.
  void settle();

  [[nodiscard]] bool isLocked() const;
  void setLocked(bool locked);

 Q_SIGNALS:
  void lockChanged(bool locked);
  void refused(const QString& why);  // what was typed; the seed stays as it was

 private:
  void put(std::int64_t seed);
  void showLock();

  SettingsHistory& history_;
  QLineEdit* number_;
  QToolButton* draw_;
  QToolButton* lock_;
};

}  // namespace maulstick::ui
