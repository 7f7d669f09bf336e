#!/bin/sh
# Gets the judges of the site ready in a folder: web.sh FOLDER. They need Node, and vnu a Java.
set -eu
folder=$1
here=$(dirname "$0")/web

if ! command -v npm >/dev/null 2>&1; then
  if command -v apt-get >/dev/null 2>&1 && [ "$(id -u)" = 0 ]; then
    echo "Installing nodejs and npm with apt-get" >&2
    apt-get update -qq >&2
    DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends nodejs npm >/dev/null
  else
    echo "The site is judged by tools of npm. On Debian: sudo apt-get install nodejs npm" >&2
    exit 1
  fi
fi
if ! cmp -s "$here/package-lock.json" "$folder/installed.json"; then
  mkdir -p "$folder"
  cp "$here/package.json" "$here/package-lock.json" "$folder/"
  (cd "$folder" && npm ci --no-audit --no-fund --ignore-scripts --silent >&2)
  cp "$here/package-lock.json" "$folder/installed.json"
fi
