#pragma once
// Ctrl-C and its relatives as a stop request.

#include <stop_token>
#include <thread>

namespace maulstick::cli {

// From here on a signal ends the program at once, with an error line and exit code 130: there is
// nothing to undo before a model is loaded. Also lets signals through that block_signals() held
// back.
void answer_signals();

// Holds signals back while the program starts itself anew, which would forget how to answer them.
void block_signals();

// While it lives, the first SIGINT, SIGTERM or SIGHUP requests a stop and the second ends the
// program at once with exit code 130. One at a time.
class Interrupts {
 public:
  Interrupts();
  ~Interrupts();
  Interrupts(const Interrupts&) = delete;
  Interrupts& operator=(const Interrupts&) = delete;

  [[nodiscard]] std::stop_token token() const { return source_.get_token(); }

 private:
  void watch(int pipe);

  std::stop_source source_;
  std::thread watcher_;
};

}  // namespace maulstick::cli
