#!/usr/bin/env bash
# Sets up, builds everything and runs all tests.
#
#   scripts/test.sh [--quick|--thorough] [-- ARGUMENTS FOR CTEST…]
#
# --quick leaves out the tests labelled slow; --thorough adds hundreds of further values to those that
# look at the program from outside (ten minutes more). The last lines are CTest's own, and so is the exit
# code.
source "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")/setup.sh"

prepare() {
  set_up test
  build_targets all
  release_lock
}

selection=(--no-tests=error)
if [[ ${1:-} == --quick ]]; then
  selection+=(--label-exclude '^slow$')
  shift
elif [[ ${1:-} == --thorough ]]; then
  selection+=(--build-config Thorough)
  shift
fi
if [[ $# -gt 0 && $1 != -- ]]; then
  printf 'error: test.sh (option): expected --quick, --thorough or --, got %s\n' "$1" >&2
  exit 2
fi

prepare </dev/null >&2
if [[ ${selection[*]} == *label-exclude* ]]; then
  say "Skipped, because of --quick:"
  ctest --test-dir "$build" --show-only --label-regex '^slow$' | grep 'Test *#' >&2 || true
fi
export QT_QPA_PLATFORM=offscreen
exec ctest --test-dir "$build" --output-on-failure "${selection[@]}" "${@:2}" </dev/null
