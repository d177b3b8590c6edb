#!/usr/bin/env bash
# Takes the program, an empty one and the bench; gives the time of whole processes as ratios of one run:
# one `assess` against the empty program, and `check` (text, names and types) of 10,000 rules against 1,000.
set -euo pipefail
bedside=$1
empty=$2
bench=$3
runs=200

# The time of so many runs of a command, in nanoseconds, one after the other.
clock() {
  local start
  start=$(date +%s%N)
  for ((i = 0; i < runs; i++)); do "$@" >/dev/null; done
  echo $((($(date +%s%N) - start) / runs))
}

# "1234567" -> "1.234"
milliseconds() {
  printf '%d.%03d' $(($1 / 1000000)) $(($1 / 1000 % 1000))
}

facts="calcification localized, no pain, no hand swelling, no restricted movement"
clock "$empty" >/dev/null
base=$(clock "$empty")
full=$(clock "$bedside" assess --given "$facts")
printf '%-46s %10s ms\n' "an empty program with the same libraries" "$(milliseconds "$base")"
printf '%-46s %10s ms   limit: 2 x the empty program + 2 ms = %s ms\n' \
  "a whole assess of one patient" "$(milliseconds "$full")" \
  "$(milliseconds $((2 * base + 2000000)))"

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
"$bench" --rules 1000 >"$folder/1000.bedside"
"$bench" --rules 10000 >"$folder/10000.bedside"
runs=30
small=$(clock "$bedside" check --quiet --limit 0 "$folder/1000.bedside")
runs=10
large=$(clock "$bedside" check --quiet --limit 0 "$folder/10000.bedside")
printf '%-46s %10s ms\n' "check of 1,000 rules without proofs" "$(milliseconds "$small")"
printf '%-46s %10s ms   %s.%s x of 1,000 rules (limit 12 x)\n' "check of 10,000 rules without proofs" \
  "$(milliseconds "$large")" $((large / small)) $((large * 10 / small % 10))
