#include "cli/interrupts.h"

#include <fcntl.h>
#include <unistd.h>

#include <atomic>
#include <cerrno>
#include <csignal>
#include <iterator>
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
  // One byte into an empty pipe cannot block; a failure could not be told from a handler.
  [[maybe_unused]] const auto written = ::write(pipe_end, &message, 1);
}

extern "C" void handle(int /*signal*/) {
  if (received.fetch_add(1) > 0) ::_exit(130);
  const int saved = errno;
  send(stop);
  errno = saved;
}

extern "C" void end_at_once(int /*signal*/) {
  constexpr char line[] = "error: interrupted (maulstick): expected to finish, got a signal\n";
  [[maybe_unused]] const auto written = ::write(STDERR_FILENO, line, sizeof line - 1);
  ::_exit(130);
}

// What the signals did before, to be put back.
struct sigaction before[std::size(signals)] = {};

void take_over(void (*handler)(int)) {
  struct sigaction action = {};
  action.sa_handler = handler;
  action.sa_flags = SA_RESTART;
  for (std::size_t i = 0; i < std::size(signals); ++i) {
    ::sigaction(signals[i], nullptr, &before[i]);
    // Under nohup the end of the terminal is to be ignored.
    const bool nohup = signals[i] == SIGHUP && before[i].sa_handler == SIG_IGN;
    if (!nohup) ::sigaction(signals[i], &action, nullptr);
  }
}

sigset_t all_of_ours() {
  sigset_t set = {};
  sigemptyset(&set);
  for (const int signal : signals) sigaddset(&set, signal);
  return set;
}

void give_back() {
  for (std::size_t i = 0; i < std::size(signals); ++i) ::sigaction(signals[i], &before[i], nullptr);
}

}  // namespace

void answer_signals() {
  take_over(&end_at_once);
  const sigset_t set = all_of_ours();
  ::pthread_sigmask(SIG_UNBLOCK, &set, nullptr);
}

void block_signals() {
  const sigset_t set = all_of_ours();
  ::pthread_sigmask(SIG_BLOCK, &set, nullptr);
}

Interrupts::Interrupts() {
  int ends[2] = {};
  if (::pipe(ends) != 0) throw std::system_error(errno, std::generic_category(), "pipe");
  for (const int end : ends) ::fcntl(end, F_SETFD, FD_CLOEXEC);
  received = 0;
  pipe_end = ends[1];
  watcher_ = std::thread([this, end = ends[0]] { watch(end); });
  take_over(&handle);
}

Interrupts::~Interrupts() {
  give_back();
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
