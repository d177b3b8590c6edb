#!/usr/bin/env python3
"""Takes the program and a number of rows; gives time and memory of assessing a file of patients.

    tests/bench/stream.py build/release/bedside 1000000

Each figure is the least of three runs; the floor is reading the file with nothing done to it. The
file of patients is made by patients.py, the same on every machine.
"""
import os
import subprocess
import sys
import tempfile
import time

HERE = os.path.dirname(os.path.abspath(__file__))


def run(words):
    """Seconds from begin to end, seconds of all cores, and the most memory, in KB."""
    begin = time.monotonic()
    process = subprocess.Popen(words, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, _, usage = os.wait4(process.pid, 0)
    return time.monotonic() - begin, usage.ru_utime + usage.ru_stime, usage.ru_maxrss


def measure(words):
    runs = [run(words) for _ in range(3)]
    return min(r[0] for r in runs), min(r[1] for r in runs), max(r[2] for r in runs)


def main():
    program, rows = sys.argv[1], int(sys.argv[2]) if len(sys.argv) > 2 else 1_000_000
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "patients.csv")
        with open(path, "w", encoding="utf-8") as file:
            subprocess.run([sys.executable, os.path.join(HERE, "patients.py"), str(rows)],
                           stdout=file, check=True)
        subprocess.run(["gzip", "-k1", path], check=True)
        assess = [program, "assess", "--findings", path]
        floor = measure(["cat", path])[0]
        print(f"{f'reading a file of {rows:,} patients':<46} {floor * 1000:>10.1f} ms")
        for what, words in [
                ("csv to csv, one job", assess + ["--jobs", "1"]),
                (f"csv to csv, {os.cpu_count()} jobs", assess),
                ("csv to ndjson", assess + ["--format", "ndjson"]),
                ("csv to counts (--summary)", assess + ["--summary"]),
                ("csv.gz to csv", [program, "assess", "--findings", path + ".gz"])]:
            seconds, cores, memory = measure(words)
            print(f"{what:<46} {seconds * 1000:>10.1f} ms   {rows / seconds:>11,.0f} rows a second, "
                  f"{cores / rows * 1e9:,.0f} ns of a core a row, {memory / 1024:.0f} MB, "
                  f"{seconds / floor:.0f} x reading")


if __name__ == "__main__":
    main()
