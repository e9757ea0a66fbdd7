#include "cli/interrupts.h"

#include <fcntl.h>
#include <unistd.h>

#include <atomic>
#include <cerrno>
#include <csignal>
#include <system_error>

namespace maulstick::cli {
namespace {

constexpr int signals[] = {SIGINT, SIGTERM, SIGHUP};
constexpr char stop = 's';
constexpr char quit = 'q';

// A stop request takes locks, which a signal handler must not: it only writes into this pipe.
std::atomic<int> pipe_end = -1;
std::atomic<int> received = 0;

void send(char message) {
  // Nothing can be done in a handler if the pipe is full, and then it already holds a stop.
  [[maybe_unused]] const auto written = ::write(pipe_end, &message, 1);
}

extern "C" void handle(int /*signal*/) {
  if (received.fetch_add(1) > 0) ::_exit(130);
  const int saved = errno;
  send(stop);
  errno = saved;
}

void install(void (*handler)(int)) {
  struct sigaction action = {};
  action.sa_handler = handler;
  action.sa_flags = SA_RESTART;
  for (const int signal : signals) ::sigaction(signal, &action, nullptr);
}

}  // namespace

Interrupts::Interrupts() {
  int ends[2] = {};
  if (::pipe(ends) != 0) throw std::system_error(errno, std::generic_category(), "pipe");
  for (const int end : ends) ::fcntl(end, F_SETFD, FD_CLOEXEC);
  received = 0;
  pipe_end = ends[1];
  watcher_ = std::thread([this, end = ends[0]] { watch(end); });
  install(&handle);
}

Interrupts::~Interrupts() {
  install(SIG_DFL);
  send(quit);
  watcher_.join();
  ::close(pipe_end.exchange(-1));
}

void Interrupts::watch(int pipe) {
  char message = 0;
  while (message != quit) {
    const auto count = ::read(pipe, &message, 1);
    if (count < 0 && errno == EINTR) continue;
    if (count <= 0) break;
    if (message == stop) source_.request_stop();
  }
  ::close(pipe);
}

}  // namespace maulstick::cli
