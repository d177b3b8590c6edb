#!/usr/bin/env bash
# Takes the built program and the repository; gives each command that README.md does not name in its
# table, or that no test runs: no Markdown file, and no script beside this one.
set -euo pipefail
program="$1"
cd "$2"

commands="$("$program" --help | sed -n '/^Commands$/,/^Flags$/s/^  \([a-z]*\)  .*/\1/p')"
if [[ $(wc -w <<<"$commands") -lt 5 ]]; then
  echo "The commands cannot be read from --help."
  exit 1
fi
code=0
for command in $commands; do
  # shellcheck disable=SC2016  # the backtick is one of README.md
  if [[ $command != help ]] && ! grep -qE '^\|.*`bedside '"$command"'\b' README.md; then
    echo "README.md does not name \`bedside $command\` in its table of commands."
    code=1
  fi
  run="bedside $command\b"
  if ! grep -rqE '^\$ (.*[ (])?'"$run" --include='*.md' tests/golden docs examples README.md &&
    ! grep -qE '^[^#]*'"$run" tests/shells/*.sh; then
    echo "No test runs \`bedside $command\`."
    code=1
  fi
done
exit "$code"
