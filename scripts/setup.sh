#!/usr/bin/env bash
# What must be there before a program can start: system packages, .venv/ (the exporter's Python
# packages; torch, which is also LibTorch; a static SentencePiece) and a configured build. run.sh
# and test.sh source this file; run by itself it sets up and stops there. What is there and
# current is left alone, without asking the network.
#
#   MAULSTICK_PYTHON=/path/to/python3    the Python that .venv/ is made with
#   MAULSTICK_SKIP_PACKAGES=1            leave the system's packages alone
#   MAULSTICK_WARNINGS_AS_ERRORS=ON      compiler warnings stop the build
#   MAULSTICK_STUDIO=OFF                 build without the desktop app, which needs Qt
#   CMAKE_BUILD_PARALLEL_LEVEL=N         compile N files at once
set -euo pipefail

root=$(dirname "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")")
venv=$root/.venv
build=$root/build/release
sentencepiece=$venv/sentencepiece
sentencepiece_sha256=8138cec27c2f2282f4a34d9a016e3374cd40e5c6e9cb335063db66a0a3b71fad
sentencepiece_pin="sentencepiece==0.2.1 --hash=sha256:$sentencepiece_sha256"

# Another Python's modules must not pass for installed ones.
unset PYTHONHOME PYTHONPATH
trap 'exit 130' INT
trap 'exit 143' TERM

say() { printf '==> %s\n' "$*" >&2; }

die() {
  printf 'error: %s\n' "$1" >&2
  if [[ $# -gt 1 ]]; then printf 'hint: %s\n' "$2" >&2; fi
  exit 1
}

# quietly NAME COMMAND…: the output goes to build/NAME.log, and its end is shown on failure.
quietly() {
  local log=$root/build/$1.log
  shift
  "$@" >"$log" 2>&1 || {
    tail -n 20 "$log" >&2
    return 1
  }
}

# On a terminal a long download shows its progress.
quietly_unless_terminal() {
  if [[ -t 2 ]]; then
    shift
    "$@"
  else
    quietly "$@"
  fi
}

# Two first starts at the same time would build over each other.
take_lock() {
  mkdir -p "$root/build"
  command -v flock >/dev/null || return 0
  exec 9>"$root/build/.lock"
  flock --nonblock 9 && return 0
  say "Waiting for another set-up of this folder to end"
  flock 9
}

release_lock() { exec 9>&-; }

# --- System packages ---

# missing_packages FILES…: those that the lists name and that are not installed.
missing_packages() {
  comm -23 \
    <(sed -e 's/#.*//' -e 's/[[:space:]]//g' -e '/^$/d' "$@" | sort -u) \
    <(dpkg-query --show --showformat='${db:Status-Status} ${Package}\n' |
      sed -n 's/^installed //p' | sort)
}

as_root() {
  if [[ $EUID -eq 0 ]]; then env "$@"; else sudo env "$@"; fi
}

# A password can be asked for only where somebody can type one.
may_be_root() {
  [[ $EUID -eq 0 ]] && return 0
  command -v sudo >/dev/null || return 1
  sudo -n true 2>/dev/null || [[ -t 2 ]]
}

install_packages() {
  # An apt that was interrupted leaves packages unpacked but not configured.
  as_root DEBIAN_FRONTEND=noninteractive dpkg --configure -a
  as_root apt-get update || echo "apt-get update failed; trying with the package lists at hand"
  as_root DEBIAN_FRONTEND=noninteractive apt-get install --yes --no-install-recommends "$@"
}

# ensure_system_packages FILES…: lists of Debian packages.
ensure_system_packages() {
  # Elsewhere than on Debian and its kin, CMake says what it does not find.
  if [[ -n ${MAULSTICK_SKIP_PACKAGES:-} ]] || ! command -v dpkg-query >/dev/null; then
    return 0
  fi
  local missing line
  missing=$(missing_packages "$@" | xargs)
  if [[ -z $missing ]]; then return 0; fi
  line="apt-get install --no-install-recommends $missing"
  may_be_root ||
    die "system packages are missing and this user may not install them; run as root: $line"
  say "Installing system packages: $missing"
  # shellcheck disable=SC2086  # one word a package
  quietly apt install_packages $missing ||
    die "apt could not install the system packages; run as root: $line" \
      "check the network and the free disk space; all output is in build/apt.log"
}

# --- Python ---

# TorchScript tracing needs Python 3.13 or older; the exporter's packages need 3.11 or newer.
find_python() {
  local question candidate
  question='import sys, venv, ensurepip; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 13))'
  for candidate in "${MAULSTICK_PYTHON:-}" \
    /usr/bin/python3 python3.13 python3.12 python3.11 python3; do
    if [[ -n $candidate ]] && "$candidate" -c "$question" 2>/dev/null; then
      echo "$candidate"
      return
    fi
  done
  die "no Python from 3.11 to 3.13 with its venv module found" \
    "install one and name it: MAULSTICK_PYTHON=/path/to/python3"
}

# A venv is of no use once its Python has moved or changed version, or when pip was interrupted.
venv_works() {
  [[ ! -e $venv/.installing ]] && "$venv/bin/python" -c 'import pip' 2>/dev/null
}

ensure_venv() {
  if venv_works; then return 0; fi
  local python
  python=$(find_python)
  say "Making .venv/ with $("$python" --version)"
  rm -rf "$venv"
  mkdir "$venv"
  touch "$venv/.installing"
  quietly venv "$python" -m venv "$venv" ||
    die "the Python environment could not be made in $venv (see above)"
  rm "$venv/.installing"
}

# What a group of packages is made of: equal text, equal packages.
requirements_text() {
  "$venv/bin/python" --version
  cat "$root/scripts/torch-version.txt" "$@"
}

# ensure_python_packages GROUP REQUIREMENTS…: torch, and what the files name.
ensure_python_packages() {
  local stamp=$venv/.installed-$1
  shift
  if requirements_text "$@" | cmp -s - "$stamp"; then return 0; fi
  local torch file files=()
  torch=torch==$(<"$root/scripts/torch-version.txt")
  for file in "$@"; do files+=(--requirement "$file"); done
  say "Installing Python packages into .venv/: $torch, ${*##*/}"
  touch "$venv/.installing"
  # pip unpacks SentencePiece's source distribution with setuptools and wheel. PIP_USER: a venv
  # has no user site, whatever pip's settings say.
  PIP_USER=0 quietly_unless_terminal pip "$venv/bin/python" -m pip install --no-input \
    --disable-pip-version-check "$torch" setuptools wheel "${files[@]}" ||
    die "the Python packages could not be installed (see above)" \
      "check the network, pip's settings and the free disk space, then start again"
  "$venv/bin/python" -c 'import torch' ||
    die "$torch is installed, but this machine cannot load it (see above)"
  requirements_text "$@" >"$stamp"
  rm "$venv/.installing"
}

# --- SentencePiece ---

# The source distribution, whose hash pip checks, unpacked.
fetch_sentencepiece() {
  "$venv/bin/python" -m pip download --no-input --disable-pip-version-check --no-binary :all: \
    --no-deps --no-build-isolation --dest "$1" --requirement <(echo "$sentencepiece_pin") &&
    tar -xzf "$1"/sentencepiece-*.tar.gz -C "$1" --strip-components=1
}

# Only the static library, with hidden symbols: cmake/SentencePiece.cmake says why.
compile_sentencepiece() {
  cmake -S "$1/sentencepiece" -B "$1/build" -G Ninja -Wno-dev -DCMAKE_BUILD_TYPE=Release \
    -DCMAKE_POSITION_INDEPENDENT_CODE=ON -DCMAKE_CXX_VISIBILITY_PRESET=hidden \
    -DCMAKE_VISIBILITY_INLINES_HIDDEN=ON -DSPM_ENABLE_SHARED=OFF -DSPM_ENABLE_TCMALLOC=OFF &&
    cmake --build "$1/build" --target sentencepiece-static --parallel "$(build_jobs)"
}

ensure_sentencepiece() {
  if cmp -s "$sentencepiece/pin" <(echo "$sentencepiece_pin"); then return 0; fi
  say "Building SentencePiece as a static library (about a minute)"
  local work=$venv/sentencepiece-build new=$venv/sentencepiece-new
  rm -rf "$work" "$new" "$sentencepiece"
  mkdir -p "$work" "$new/include" "$new/lib"
  quietly sentencepiece fetch_sentencepiece "$work" ||
    die "SentencePiece's source distribution could not be fetched (see above)" \
      "check the network and pip's settings, then start again"
  quietly sentencepiece compile_sentencepiece "$work" ||
    die "SentencePiece could not be built (see above; all output is in build/sentencepiece.log)"
  cp "$work/sentencepiece/src/sentencepiece_processor.h" "$new/include/"
  cp "$work/build/src/libsentencepiece.a" "$new/lib/"
  cp "$work/sentencepiece/LICENSE" "$new/"
  echo "$sentencepiece_pin" >"$new/pin"
  mv "$new" "$sentencepiece"
  rm -rf "$work"
}

# --- Build ---

# One job a core, but none without the 2 GB that a file with torch's headers takes.
build_jobs() {
  local cores fitting
  cores=$(getconf _NPROCESSORS_ONLN)
  fitting=$cores
  if [[ -r /proc/meminfo ]]; then
    fitting=$(awk '/^MemAvailable/ { print int($2 / 2097152) }' /proc/meminfo)
  fi
  if ((fitting > cores)); then fitting=$cores; fi
  if ((fitting < 1)); then fitting=1; fi
  echo "${CMAKE_BUILD_PARALLEL_LEVEL:-$fitting}"
}

# Beside the CMake files, which the build watches by itself, a configuration depends on these. The
# groups of Python packages that are installed decide which tests there are.
configuration_text() {
  echo "$root" "$venv"/lib/python*/site-packages/torch "$venv"/.installed-* "$@"
  cat "$root/CMakePresets.json"
}

ensure_configured() {
  local stamp=$build/.configured
  local options=(-DMAULSTICK_TESTS=ON "-DMAULSTICK_STUDIO=${MAULSTICK_STUDIO:-ON}")
  if [[ -n ${MAULSTICK_WARNINGS_AS_ERRORS:-} ]]; then
    options+=("-DMAULSTICK_WERROR=$MAULSTICK_WARNINGS_AS_ERRORS")
  fi
  if [[ -e $build/build.ninja ]] &&
    configuration_text "${options[@]}" | cmp -s - "$stamp"; then
    return 0
  fi
  say "Configuring the build in build/release/"
  # CMake refuses a build folder that was made for another place.
  if ! grep -qsFx "CMAKE_HOME_DIRECTORY:INTERNAL=$root" "$build/CMakeCache.txt"; then
    rm -rf "$build"
  fi
  (cd "$root" && quietly configure cmake --preset release "${options[@]}") ||
    die "CMake could not configure the build (see above; all output is in build/configure.log)"
  configuration_text "${options[@]}" >"$stamp"
}

# Says nothing when everything is up to date.
build_targets() {
  if cmake --build "$build" --target "$@" -- -n 2>/dev/null | grep -q 'no work to do'; then
    return 0
  fi
  local jobs
  jobs=$(build_jobs)
  say "Building: $* (files at once: $jobs; the first time takes minutes)"
  cmake --build "$build" --parallel "$jobs" --target "$@" ||
    die "the build failed; the compiler's first error above says where"
}

# set_up [test]: all of the above; for the tests, their packages too.
set_up() {
  local packages=("$root/scripts/system-packages.txt")
  if [[ ${1:-} == test ]]; then packages+=("$root/scripts/system-packages-test.txt"); fi
  take_lock
  ensure_system_packages "${packages[@]}"
  ensure_venv
  ensure_python_packages run "$root/scripts/requirements.txt"
  if [[ ${1:-} == test ]]; then
    ensure_python_packages test "$root"/scripts/requirements{,-test}.txt
  fi
  ensure_sentencepiece
  ensure_configured
}

if [[ ${BASH_SOURCE[0]} == "$0" ]]; then
  set_up "$@" </dev/null >&2
fi
