# Sourced by the scripts beside it, from the top of the checkout. POSIX sh, for Debian and macOS alike.
# `prepare LOCK` makes .venv hold what LOCK lists, by hash, and does nothing where it does already.

venv_python=.venv/bin/python

stop() {
  printf '%s\n' "$@" >&2
  exit 1
}

is_new_enough() {
  "$1" -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1
}

# The first Python of 3.11 or newer, $PYTHON before all others.
find_python() {
  for candidate in "${PYTHON:-}" python3 python3.14 python3.13 python3.12 python3.11 python; do
    if [ -n "$candidate" ] && is_new_enough "$candidate"; then
      command -v "$candidate"
      return
    fi
  done
  return 1
}

has_uv() {
  command -v uv >/dev/null 2>&1 && uv --version >/dev/null 2>&1
}

make_venv() {
  if [ -e .venv ] && [ ! -e .venv/pyvenv.cfg ]; then
    stop "The folder .venv is no Python environment. Move it away and start again."
  fi
  rm -rf .venv
  if ! base_python=$(find_python); then
    stop "Python 3.11 or newer is needed, and none was found." \
      "  Debian, Ubuntu:  sudo apt-get install python3 python3-venv" \
      "  macOS:           brew install python" \
      "Where it is installed but not on the PATH, name it: PYTHON=/path/to/python3 sh $0"
  fi
  echo "Making the environment .venv with $("$base_python" --version)"
  if has_uv; then
    uv venv --quiet --python "$base_python" .venv
  elif ! "$base_python" -m venv .venv >/dev/null 2>&1; then
    # Debian keeps the part of venv that brings pip in a package of its own; the system's pip can do its work.
    rm -rf .venv
    if ! "$base_python" -m pip --version >/dev/null 2>&1 || ! "$base_python" -m venv --without-pip .venv; then
      rm -rf .venv
      stop "This Python cannot make an environment: it has neither ensurepip nor pip." \
        "  Debian, Ubuntu:  sudo apt-get install python3-venv"
    fi
  fi
}

# install LOCK: with uv where there is one (seconds), else with pip (a minute or two).
# uv trusts its own list of authorities unless told to ask the system, as pip does.
install() {
  if has_uv; then
    UV_SYSTEM_CERTS=true UV_NATIVE_TLS=true uv pip install --quiet --python "$venv_python" --require-hashes -r "$1"
  elif "$venv_python" -m pip --version >/dev/null 2>&1; then
    "$venv_python" -m pip install --quiet --disable-pip-version-check --require-hashes -r "$1"
  else
    "$(find_python)" -m pip --python "$venv_python" \
      install --quiet --disable-pip-version-check --require-hashes -r "$1"
  fi
}

# holds LOCK: is what LOCK lists installed already, and the environment sound?
holds() {
  is_new_enough "$venv_python" && [ -e ".venv/installed-$1" ] && [ "$(cat ".venv/installed-$1")" = "$(cksum <"$1")" ]
}

prepare() {
  if holds "$1"; then
    return
  fi
  if ! is_new_enough "$venv_python"; then
    make_venv
  fi
  echo "Installing what $1 lists (done once; it may take a minute or two)"
  rm -f .venv/installed-*
  if ! install "$1"; then
    stop "Not everything that $1 lists could be installed; the lines above say why." \
      "Once that is mended, run the same command again."
  fi
  cksum <"$1" >".venv/installed-$1"
}
