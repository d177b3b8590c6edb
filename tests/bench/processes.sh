#!/usr/bin/env bash
# Takes the program, two empty ones and the bench; gives the time of whole processes as ratios of one run:
# one `assess` against the empty programs, and `check` (text, names and types) of 10,000 rules against 1,000.
# Times are those of the processor, so that what else runs on the machine counts less.
set -euo pipefail
bedside=$1
empty=$2
emptier=$3
bench=$4

# The time of so many runs of a command, one after the other: microseconds for each of them.
clock() {
  local runs=$1 user system
  shift
  local TIMEFORMAT='%3U %3S'
  read -r user system < <({ time for ((i = 0; i < runs; i++)); do "$@" >/dev/null 2>&3; done; } 3>/dev/null 2>&1)
  echo $(((10#${user/./} + 10#${system/./}) * 1000 / runs))
}

# "1234" -> "1.234"
milliseconds() {
  printf '%d.%03d' $(($1 / 1000)) $(($1 % 1000))
}

# "3 2" -> "1.50"
ratio() {
  printf '%d.%02d' $(($1 / $2)) $(($1 * 100 / $2 % 100))
}

row() {
  printf '%-46s %10s ms   %s\n' "$1" "$(milliseconds "$2")" "${3:-}"
}

facts="calcification localized, no pain, no hand swelling, no restricted movement"
clock 50 "$empty" >/dev/null
base=$(clock 300 "$empty")
least=$(clock 300 "$emptier")
full=$(clock 300 "$bedside" assess --given "$facts")
row "an empty program with the same libraries" "$base"
row "one without those that are loaded late" "$least"
row "a whole assess of one patient" "$full" \
  "$(ratio "$full" "$base") x of the first (limit 1.5 x), $(ratio "$full" "$least") x of the second"

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
"$bench" --rules 1000 >"$folder/1000.bedside"
"$bench" --rules 10000 >"$folder/10000.bedside"
small=$(clock 30 "$bedside" check --quiet --limit 0 "$folder/1000.bedside")
large=$(clock 10 "$bedside" check --quiet --limit 0 "$folder/10000.bedside")
row "check of 1,000 rules without proofs" "$small"
row "check of 10,000 rules without proofs" "$large" \
  "$(ratio "$large" "$small") x of 1,000 rules (limit 12 x)"
