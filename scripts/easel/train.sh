#!/usr/bin/env bash
# Makes Easel from nothing: draws the pictures, trains every network, and puts the bundle into models/easel.
# A stage that is done is passed over, one that was stopped goes on; so run it again until it says so.
#
#   scripts/easel/train.sh [WORK]      WORK: where everything goes in between (default: build/easel)
set -euo pipefail

here=$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")
root=$(dirname "$(dirname "$here")")
work=${1:-$root/build/easel}
python=${MAULSTICK_PYTHON:-$root/.venv/bin/python}

stage() {
  printf '==> %s\n' "$*" >&2
  "$python" "$here/$1" --work "$work" "${@:2}"
}

stage render.py
stage train_tokenizer.py
stage train_vae.py
stage train_vae.py --decoder-only
stage train_vae.py --polish
stage encode.py
stage train_unet.py
stage train_unet.py --layout
stage train_clip.py
stage assemble.py --output "$root/models/easel"
stage train_judge.py
printf 'Easel is in %s\n' "$root/models/easel" >&2
