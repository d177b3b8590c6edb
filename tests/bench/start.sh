#!/usr/bin/env bash
# Takes the program and an empty one; gives the time of a whole `assess` of one patient against that of
# the empty one, measured in turn in one run.
set -euo pipefail
bedside=$1
empty=$2
runs=${3:-200}

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
