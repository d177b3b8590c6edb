#!/usr/bin/env python3
"""Takes a number of rows (and a seed); gives a CSV of patients for the shipped guideline.

    tests/bench/patients.py 1000000 > /tmp/patients.csv

15 % of the cells are empty. The same number and seed give the same bytes on every machine.
"""
import random
import sys

FINDINGS = ["hand swelling", "pain", "restricted movement", "tissue compression",
            "recurrent inflammation", "past injury", "concerns"]


def cells(draw):
    """What is recorded of one patient."""
    reach = draw.random()
    yield "" if draw.random() < 0.15 else (
        "none" if reach < 0.1 else "localized" if reach < 0.8 else "extensive")
    for _ in FINDINGS:
        yield "" if draw.random() < 0.15 else "yes" if draw.random() < 0.1 else "no"


def main():
    rows = int(sys.argv[1])
    draw = random.Random(int(sys.argv[2]) if len(sys.argv) > 2 else 1)
    sys.stdout.write("id,calcification," + ",".join(FINDINGS) + "\n")
    for row in range(1, rows + 1):
        sys.stdout.write(f"p{row}," + ",".join(cells(draw)) + "\n")


if __name__ == "__main__":
    main()
