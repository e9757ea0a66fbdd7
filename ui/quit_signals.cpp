#include "ui/quit_signals.h"

#include <fcntl.h>
#include <unistd.h>

#include <QSocketNotifier>
#include <array>
#include <cerrno>
#include <csignal>

namespace maulstick::ui {
namespace {

// A handler may do no more than write a byte; the notifier wakes the UI thread for it.
std::array<int, 2> pipeEnds = {-1, -1};

void onSignal(int /*number*/) {
  const int before = errno;
  const char byte = 0;
  [[maybe_unused]] const ssize_t written = write(pipeEnds[1], &byte, 1);
  errno = before;
}

}  // namespace

QuitSignals::QuitSignals(QObject* parent) : QObject(parent), notifier_(nullptr) {
  if (pipe2(pipeEnds.data(), O_CLOEXEC | O_NONBLOCK) != 0) return;
  notifier_ = new QSocketNotifier(pipeEnds[0], QSocketNotifier::Read, this);
  connect(notifier_, &QSocketNotifier::activated, this, &QuitSignals::read);
  struct sigaction action = {};
  action.sa_handler = onSignal;
  action.sa_flags = SA_RESTART;
  for (const int number : {SIGHUP, SIGINT, SIGTERM}) sigaction(number, &action, nullptr);
}

void QuitSignals::read() {
  std::array<char, 16> bytes;
  while (::read(pipeEnds[0], bytes.data(), bytes.size()) > 0) continue;
  Q_EMIT asked();
}

}  // namespace maulstick::ui
