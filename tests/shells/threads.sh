#!/usr/bin/env bash
# Takes the program, built with ThreadSanitizer; has many patients assessed by several workers, who
# have to give the same as one does.
set -euo pipefail

bedside="$(realpath "$1")"
scratch="$(mktemp -d)"
trap 'rm -rf "$scratch"' EXIT
cd "$scratch"
python3 - >patients.csv <<'END'
import random
random.seed(7)
print("id,calcification,pain,hand swelling,restricted movement")
for number in range(20000):
    values = [["none", "localized", "extensive", ""]] + [["yes", "no", "", "maybe"]] * 3
    print(f"p{number}," + ",".join(random.choice(each) for each in values))
END
for workers in 1 4; do
  for format in csv ndjson; do
    "$bedside" assess --findings patients.csv --format "$format" --jobs "$workers" \
      --output "out.$format.$workers" --rejects "rejects.$format.$workers" || [[ $? -eq 1 ]]
  done
done
cmp out.csv.1 out.csv.4
cmp out.ndjson.1 out.ndjson.4
cmp rejects.csv.1 rejects.csv.4
# What ThreadSanitizer finds ends a program with 66, which is neither 0 nor 1.
echo "$(wc -l <out.csv.1) rows, the same from one worker and from four"
