#!/usr/bin/env bash
# Takes the program and the repository; runs the commands of outputs.sh in other locales, time zones
# and numbers of jobs, and gives each output that is not the same bytes.
set -euo pipefail
program="$(realpath "$1")" root="$(realpath "$2")"
here="$root/tests/same"
folder="$(mktemp -d "${TMPDIR:-/tmp}/bedside-same.XXXXXX")"
trap 'rm -rf "$folder"' EXIT
mkdir "$folder/locales"
bash "$here/inputs.sh" "$root" "$folder/inputs"

failed=0
compared=0
# A name, a number of jobs, and the environment; the first one is what the others are held to.
try() {
  local name="$1" jobs="$2"
  shift 2
  bash "$here/outputs.sh" "$program" "$folder/inputs" "$folder/$name" "$jobs" "$@"
  if [[ ! -d "$folder/first" ]]; then
    mv "$folder/$name" "$folder/first"
    return
  fi
  compared=$((compared + 1))
  if ! diff -r "$folder/first" "$folder/$name" >"$folder/diff"; then
    echo "$name: not the same bytes"
    head -n 20 "$folder/diff"
    failed=1
  fi
  rm -rf "${folder:?}/$name"
}

try c 1 LC_ALL=C TZ=UTC
outputs=$(find "$folder/first" -name '*.out' | wc -l)
try again 1 LC_ALL=C TZ=UTC
try utf8 2 LC_ALL=C.UTF-8 TZ=Asia/Kathmandu
try no-locale 7 LC_ALL=xx_XX.nonsense TZ=:nonsense
for locale in de_DE tr_TR; do
  # A decimal comma; an i whose capital has a dot.
  if localedef -i "$locale" -f UTF-8 "$folder/locales/$locale.UTF-8" >"$folder/log" 2>&1 ||
    [[ -e "$folder/locales/$locale.UTF-8/LC_NUMERIC" ]]; then
    try "$locale" 7 LC_ALL="$locale.UTF-8" LOCPATH="$folder/locales" TZ=America/St_Johns
  else
    echo "$locale: this locale cannot be made here (on Debian: apt-get install locales); not tried."
  fi
done
echo "$outputs outputs, the same bytes in $compared other environments: $([[ $failed = 0 ]] && echo yes || echo NO)"
exit "$failed"
