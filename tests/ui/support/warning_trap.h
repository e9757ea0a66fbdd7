#pragma once
// Catches what Qt complains about while it lives: a program that is sound gives it no reason to. Passed
// over is what the offscreen platform cannot do.

#include <QStringList>
#include <QtGlobal>
#include <mutex>

namespace maulstick::testing {

class WarningTrap {
 public:
  WarningTrap() {
    trap_ = this;
    previous_ = qInstallMessageHandler(handle);
  }
  ~WarningTrap() {
    qInstallMessageHandler(previous_);
    trap_ = nullptr;
  }
  WarningTrap(const WarningTrap&) = delete;
  WarningTrap& operator=(const WarningTrap&) = delete;

  [[nodiscard]] QString text() const {
    const std::lock_guard lock(mutex_);
    return warnings_.join(u'\n');
  }

 private:
  static void handle(QtMsgType type, const QMessageLogContext& context, const QString& message) {
    if (message.contains(QLatin1String("This plugin does not support"))) return;
    const std::lock_guard lock(mutex_);
    const bool complains = type != QtDebugMsg && type != QtInfoMsg;
    if (complains && trap_ != nullptr) trap_->warnings_ << message;
    if (previous_ != nullptr) previous_(type, context, message);
  }

  static inline std::mutex mutex_;
  static inline WarningTrap* trap_ = nullptr;
  static inline QtMessageHandler previous_ = nullptr;
  QStringList warnings_;
};

}  // namespace maulstick::testing
