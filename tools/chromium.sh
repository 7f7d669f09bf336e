#!/bin/sh
# Gets Chromium ready for the bench, where it may; without it the bench leaves that peer out.
set -eu
for name in chromium chromium-browser google-chrome; do
  command -v "$name" >/dev/null 2>&1 && exit 0
done
if command -v apt-get >/dev/null 2>&1 && [ "$(id -u)" = 0 ]; then
  echo "Installing chromium with apt-get, and a font: without any it dies" >&2
  apt-get update -qq >&2
  DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends \
    chromium fonts-dejavu-core >/dev/null
else
  echo "There is no Chromium; the bench leaves it out. On Debian: sudo apt-get install chromium" >&2
fi
