#!/bin/sh
# Sets up an environment: setup.sh VENV REQUIREMENTS. Asks the system for Pango and Python only.
set -eu
venv=$1
requirements=$2
python=${PYTHON:-python3}

say() { printf '%s\n' "$*" >&2; }

# May we install system packages ourselves?
may_install() { command -v apt-get >/dev/null 2>&1 && [ "$(id -u)" = 0 ]; }

install() {
  say "Installing $* with apt-get"
  apt-get update -qq
  DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$@" >/dev/null
}

if ! command -v "$python" >/dev/null 2>&1; then
  say "There is no $python. Install Python 3.11 or newer, or name one: make PYTHON=python3.12"
  exit 1
fi
if ! "$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))'; then
  say "$("$python" --version) is too old: Python 3.11 or newer is needed. Name one: make PYTHON=python3.12"
  exit 1
fi
# Debian ships Python without the module that puts pip into an environment.
if ! "$python" -c 'import ensurepip, venv' >/dev/null 2>&1; then
  if may_install; then
    install python3-venv
  else
    say "This Python cannot make environments. On Debian: sudo apt-get install python3-venv"
    exit 1
  fi
fi
# The module runs on a bare Python: it only tries to load the libraries.
if ! "$python" vademecum/setting/pango.py 2>/dev/null && may_install; then
  install libpango-1.0-0 libpangoft2-1.0-0
fi
"$python" vademecum/setting/pango.py

[ -x "$venv/bin/python" ] || "$python" -m venv "$venv"
"$venv/bin/python" -m pip install --quiet --disable-pip-version-check --require-hashes -r "$requirements"
