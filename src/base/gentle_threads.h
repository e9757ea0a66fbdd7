#pragma once

namespace maulstick {

// Starts the program anew, once, with OpenMP told not to wait in busy loops for long; returns if that is
// done already, if the user has chosen another policy, or if it cannot be done. For the first line of
// main; a signal that must not be lost meanwhile is to be blocked before.
//
// libgomp, which shares torch's work among threads, reads its settings while it is loaded, before
// main. By default its threads spin for up to a second of processor time at every barrier. On a machine
// where another program keeps one core busy, that makes a picture take ten to twenty times as long.
void wait_gently(char** arguments);

}  // namespace maulstick
