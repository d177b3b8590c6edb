#!/usr/bin/env bash
# Takes the repository and a folder that is new; gives in it the rules and patients of outputs.sh.
set -euo pipefail
root="$1" to="$2"
mkdir -p "$to"
cp -r "$root/tests/same/numbers.bedside" "$root/examples/news2/news2.bedside" \
  "$root/examples/curb-65/curb-65.bedside" "$root/examples/audit" "$to"
sed 's/below 65 years: 0 | at least 65/below 66 years: 0 | at least 66/' "$to/curb-65.bedside" >"$to/curb-65-changed.bedside"
cmp -s "$to/curb-65.bedside" "$to/curb-65-changed.bedside" && { echo "nothing was changed"; exit 1; }
python3 "$root/tests/bench/patients.py" 800 >"$to/hands.csv"
python3 "$root/tests/same/patients.py" 300 >"$to/numbers.csv"
cat >"$to/broken.bedside" <<'END'
finding pain: yes or no
finding größe: number in mm from 0 to 1,5
finding İnsulin: yes or no
assessment outlook: benign < caution
if no pain or insulin then benign
if größe at lest 1.5 mm then cauton
rule "cut
  if pain then benign
END
