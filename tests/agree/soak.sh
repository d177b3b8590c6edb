#!/usr/bin/env bash
# Takes bedside_tests and minutes; runs all generated tests with one range of seeds after the other
# until the time is over. The first failure ends it, with the seed that repeats it.
set -uo pipefail

tests="$1"
minutes="$2"
# No test takes more cases than this, so no two rounds have a seed in common. Each day begins where
# no other has been.
step=10000
seed="${BEDSIDE_AGREE_SEED:-$(($(date +%s) / 86400 * 1000000))}"
begin=$SECONDS
counts="$(mktemp)"
log="$(mktemp)"
trap 'rm -f "$counts" "$log"' EXIT

so_far() {
  local cases
  cases="$(awk '{ sum += $1 } END { print sum + 0 }' "$counts")"
  printf '%s: %s rounds, %s cases, %s minutes\n' "$1" "$rounds" "$cases" $(((SECONDS - begin) / 60))
}

rounds=0
while ((SECONDS - begin < minutes * 60)); do
  export BEDSIDE_AGREE_SEED="$seed"
  if ! BEDSIDE_AGREE_COUNTS="$counts" "$tests" '[agree]' >"$log" 2>&1; then
    cat "$log"
    so_far "failed with BEDSIDE_AGREE_SEED=$seed"
    exit 1
  fi
  rounds=$((rounds + 1))
  so_far "seed $seed passed"
  seed=$((seed + step))
done
so_far "all passed"
