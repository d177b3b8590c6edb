#!/usr/bin/env bash
# Takes a build folder; runs the unit tests, with few generated cases, and some transcripts under
# valgrind. An invalid access, a use of what was never set, or a lost block is a failure.
set -euo pipefail

folder="$(realpath "$1")"
check=(valgrind --quiet --error-exitcode=99 --leak-check=full --errors-for-leak-kinds=definite)

# What reads texts, tables and made-up bytes, and computes; the generated tests hold how often things
# come up, for which a few cases would not do.
BEDSIDE_AGREE_CASES=2 "${check[@]}" "$folder/bedside_tests" \
  'fuzz: what was*,numbers*,a statement*,whatever*,*CSV*,*JSON*,evaluator*'

wrapper="$(mktemp -d)"
trap 'rm -rf "$wrapper"' EXIT
printf '#!/bin/sh\nexec %s %s "$@"\n' "${check[*]}" "$folder/bedside" >"$wrapper/bedside"
chmod +x "$wrapper/bedside"
"$folder/bedside_transcripts" --bedside "$wrapper/bedside" tests/golden/desk tests/golden/input/records.md \
  tests/golden/input/stream.md tests/golden/repl tests/golden/why
