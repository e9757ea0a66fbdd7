#!/usr/bin/env bash
# Makes pictures of the desktop app in every look and state, painted by Easel, without a display.
#
#   scripts/screenshots.sh [DIR]
#
# DIR is build/screenshots if it is not given. With QT_SCALE_FACTOR=2 they are twice as fine.
source "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")/setup.sh"

folder=${1:-$root/build/screenshots}
mkdir -p "$folder"
{
  set_up test
  build_targets maulstick-screenshots
  release_lock
} </dev/null >&2
QT_QPA_PLATFORM=offscreen exec "$build/bin/maulstick-screenshots" "$folder"
