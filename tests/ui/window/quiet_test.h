#pragma once
// The base of test classes in whose functions Qt must have nothing to complain about. QTest finds
// init() and cleanup() of a base class, too; a derived class has none of its own.

#include <QObject>
#include <QTest>
#include <optional>

#include "ui/support/warning_trap.h"

namespace maulstick::testing {

class QuietTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void init() { warnings_.emplace(); }
  void cleanup() {
    QCOMPARE(warnings_->text(), QString());
    warnings_.reset();
  }

 private:
  std::optional<WarningTrap> warnings_;
};

}  // namespace maulstick::testing
