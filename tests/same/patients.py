#!/usr/bin/env python3
"""Takes a number of rows; gives a CSV of patients for numbers.bedside, the same on every machine."""
import random
import sys

SIZES = ["klein", "mittel oder groß", "riesig", ""]


def main():
    draw = random.Random(1)
    print("id,weight,height (m),creatinine,INSULIN given,größe,temperature (°F)")
    for row in range(int(sys.argv[1])):
        weight = draw.choice([f"{draw.randrange(10, 3000) / 10:.1f}", ""])
        height = draw.choice([f"{draw.randrange(60, 500) / 200:.3f}", ""])
        creatinine = draw.choice([f"{draw.randrange(10, 2001) / 100:.2f}", "", "1,5 mg/dL", "1e0"])
        insulin = draw.choice(["yes", "no", "", "YES"])
        heat = draw.choice([f"{draw.randrange(385, 451) * 9 / 50 + 32:.2f}", "", "38.1 °C"])
        print(f'p{row},{weight},{height},"{creatinine}",{insulin},{draw.choice(SIZES)},{heat}')


if __name__ == "__main__":
    main()
