#!/usr/bin/env bash
# Takes the program, a folder with files made by inputs.sh, a folder that is new, a number of jobs and an
# environment; gives in the new folder what a fixed list of commands prints there, with exit codes.
set -euo pipefail
program="$1" inputs="$2" to="$3" jobs="$4"
shift 4
environment=(env -u LC_ALL -u LANG -u TZ -u LOCPATH "$@")
mkdir -p "$to"
cd "$inputs"
number=100

# Runs the program with these words.
run() {
  local code=0
  "${environment[@]}" "$program" "$@" >"$to/$number.out" 2>"$to/$number.err" || code=$?
  printf 'bedside %s\nexit %s\n' "$*" "$code" >"$to/$number.command"
  number=$((number + 1))
}

for file in numbers.bedside news2.bedside curb-65.bedside hand-hemangioma; do
  run rules "$file"
  run rules "$file" --format json
  run test "$file"
  # That of NEWS2 takes longer than all the rest.
  if [[ "$file" != news2.bedside ]]; then
    run test --coverage "$file"
    run test --generate "$file"
  fi
  run check "$file" --limit 0
done
for file in news2.bedside curb-65.bedside hand-hemangioma audit; do
  for format in text json sarif github; do run check "$file" --limit 600 --format "$format"; done
done
for file in numbers.bedside news2.bedside curb-65.bedside; do run fmt - <"$file"; done
run diff curb-65.bedside curb-65-changed.bedside --limit 600
run diff curb-65.bedside curb-65-changed.bedside --limit 600 --format json
run diff news2.bedside news2.bedside --limit 600
run prove "pain implies outlook at least caution" --limit 600
run prove "outlook is benign implies no concerns" --limit 600
for dialect in sqlite postgres duckdb spark ansi; do run export sql curb-65.bedside --dialect "$dialect"; done

for format in csv ndjson json text; do
  run assess --findings hands.csv --format "$format" --jobs "$jobs"
  run assess numbers.bedside --findings numbers.csv --format "$format" --jobs "$jobs"
done
run assess --findings hands.csv --summary --jobs "$jobs"
run assess numbers.bedside --findings numbers.csv --summary --format json --jobs "$jobs"
run assess numbers.bedside --findings numbers.csv --receipt "$to/receipt" --jobs "$jobs"
# The last line of a receipt tells the time.
sed '$d' "$to/receipt" >"$to/receipt.out"
run replay "$to/receipt" --format json
sed -i 's/"time":"[^"]*"/TIME/' "$to/$((number - 1)).out"
rm "$to/receipt"
run assess numbers.bedside --given "weight 81.5 kg, height 1.755 m, creatinine 1.07 mg/dL, INSULIN GIVEN" \
  --why --why-not high --what-if "temperature 39.5 °C"
run assess numbers.bedside --given "weight 81,5 kg"
run assess numbers.bedside --given "BMI 3" --given "ınsulin given"

run ask numbers.bedside < <(printf '81.5 kg\n?\n1.755 m\n1.07\nyes\nskip\n')
run ask < <(printf 'localized\nyes\nback\nno\n')
run repl < <(printf 'calcification localized\nask\nwhy not caution\nwhat if pain\nfindings\nrules\ncheck\nhelp\nquit\n')
run --help
for command in assess ask check diff prove replay test fmt repl rules export explain completions man; do
  run help "$command"
done
run man
for shell in bash zsh fish; do run completions "$shell"; done
run explain
run explain band-gap
run check broken.bedside
run check broken.bedside --format json
run no-such-command
# Where they stand is not what they say.
sed -i "s|$to|OUT|g; s|--jobs $jobs|--jobs N|" "$to"/*.command
