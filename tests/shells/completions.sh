#!/usr/bin/env bash
# Takes bash, zsh or fish, and the built program; completes command lines in that shell and compares
# what it offers. The exit code is 77 where the shell is not installed.
set -euo pipefail
shell="$1"
PATH="$(cd "$(dirname "$2")" && pwd):$PATH"
here="$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)"

if ! command -v "$shell" >/dev/null; then
  echo "$shell is not installed: its completions were not tried."
  exit 77
fi

if [[ "$shell" == zsh ]] && ! zsh -fc 'zmodload zsh/zpty' 2>/dev/null; then
  echo "this zsh has no pseudo-terminals: its completions were not tried."
  exit 77
fi

work="$(mktemp -d)"
trap 'rm -rf "$work"' EXIT
export HOME="$work" LC_ALL=C.UTF-8
mkdir -p "$work/here/folder"
cd "$work/here"
touch my.bedside notes.txt patients.csv folder/other.bedside

flags_of() { bedside "$1" --help | grep -oE '^  --[a-z-]+' | tr -d ' ' | LC_ALL=C sort | xargs; }
commands="$(bedside --help | sed -n '/^Commands$/,/^Flags$/s/^  \([a-z]*\)  .*/\1/p' |
  LC_ALL=C sort | xargs)"

# What each line must be completed to, whatever the shell.
{
  cat <<'END'
bedside che -> check
bedside check --fo -> --format
bedside check --format t -> text
bedside check --format=t -> text
bedside check --color -> --color
bedside check --color a -> always auto
bedside check --quiet hand -> hand-hemangioma
bedside check m -> my.bedside
bedside check f -> folder
bedside check folder/o -> folder/other.bedside
bedside check  -> folder hand-hemangioma my.bedside
bedside check my.bedside hand -> hand-hemangioma
bedside prove hand -> hand-hemangioma
bedside prove hand-hemangioma m -> my.bedside
bedside assess --given "pain" hand -> hand-hemangioma
bedside replay p -> patients.csv
bedside replay patients.csv m -> my.bedside
bedside assess --receipt p -> patients.csv
bedside assess --findings p -> patients.csv
bedside assess --findings n -> notes.txt
bedside assess --given p ->
bedside completions ba -> bash
bedside explain mixed-a -> mixed-and-or
bedside completions bash ba ->
END
  echo "bedside help  -> $commands"
  for command in $commands; do echo "bedside $command -- -> $(flags_of "$command")"; done
} >"$work/expected"

sed 's/ ->.*//' "$work/expected" >"$work/lines"
case "$shell" in
  fish) run=(fish --no-config) ;;
  zsh) run=(zsh -f) ;;
  *) run=("$shell") ;;
esac
# fish shows the slash of a folder, and the flag before the `=`; zsh takes the path off.
"${run[@]}" "$here/completions.$shell" <"$work/lines" |
  sed -E 's/ -h\b//; s/-> --format=text/-> text/; s,folder/( |$),folder\1,; s|-> other|-> folder/other|' \
    >"$work/offered"
if ! diff "$work/expected" "$work/offered" >"$work/difference"; then
  echo "expected (<), and what $shell offers (>):"
  cat "$work/difference"
  exit 1
fi
echo "$(wc -l <"$work/expected") lines completed in $shell"
