#!/usr/bin/env bash
# Sets up, builds and starts Maulstick. Without arguments: the desktop app, or, where there is no
# display, the default picture. With arguments: the command line, as in
# scripts/run.sh generate --prompt "…". Chatter goes to standard error; standard output is the
# program's.
source "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")/setup.sh"

has_studio() { grep -q '^MAULSTICK_STUDIO:BOOL=ON' "$build/CMakeCache.txt"; }

has_display() { [[ -n ${DISPLAY:-}${WAYLAND_DISPLAY:-} || $(uname) == Darwin ]]; }

# The library, too: then everything that `cmake --install` takes is there.
prepare() {
  local targets=(maulstick maulstick_library)
  set_up
  if has_studio; then targets+=(maulstick-studio); fi
  build_targets "${targets[@]}"
  release_lock
}

prepare </dev/null >&2
if [[ $# -gt 0 ]]; then exec "$build/bin/maulstick" "$@"; fi
if has_studio && has_display; then exec "$build/bin/maulstick-studio"; fi
say "No desktop app to show here: painting the default picture" \
  "(the command line: scripts/run.sh --help)"
exec "$build/bin/maulstick" generate
