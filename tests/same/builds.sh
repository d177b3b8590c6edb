#!/usr/bin/env bash
# Takes a folder for builds; builds the program with each compiler and kind of build, and gives each
# output of outputs.sh that is not the same bytes in all of them.
set -euo pipefail
folder="$(realpath -m "$1")"
root="$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)"
rm -rf "$folder/inputs" "$folder/outputs"
bash "$root/tests/same/inputs.sh" "$root" "$folder/inputs"

failed=0
first=""
while read -r name compiler type; do
  build="$folder/$name"
  cmake -S "$root" -B "$build" -G Ninja -DCMAKE_CXX_COMPILER="$compiler" -DCMAKE_BUILD_TYPE="$type" \
    -DBEDSIDE_TESTS=OFF >"$folder/log" || { cat "$folder/log"; exit 2; }
  cmake --build "$build" --target bedside >"$folder/log" || { cat "$folder/log"; exit 2; }
  begin=$SECONDS
  bash "$root/tests/same/outputs.sh" "$build/bedside" "$folder/inputs" "$folder/outputs/$name" 2 LC_ALL=C
  seconds=$((SECONDS - begin))
  if [[ -z "$first" ]]; then
    first="$name"
    echo "$name: $(find "$folder/outputs/$name" -name '*.out' | wc -l) outputs in $seconds s"
  elif diff -r "$folder/outputs/$first" "$folder/outputs/$name" >"$folder/diff"; then
    echo "$name: the same bytes, in $seconds s"
  else
    echo "$name: not the same bytes as $first"
    head -n 20 "$folder/diff"
    failed=1
  fi
done <<'END'
clang++-release clang++ Release
g++-debug g++ Debug
g++-release g++ Release
END
exit "$failed"
