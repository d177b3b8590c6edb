#!/usr/bin/env python3
"""Takes the program; gives it rule files that are made to be hard, and holds it to its bounds.

limits.py [--short] BEDSIDE. Each case is made in two sizes, the second ten times the first. It has to end with exit code
0, 1 or 2, with an answer or a message (`too-large`, `too-deep`, `undecided-check`), within the seconds and megabytes of
its bound; --short makes the smaller size alone. Prints a table; exit 1 where a bound is broken.
"""
import os
import re
import resource
import subprocess
import sys
import tempfile
import time

SECONDS = 50  # five times what is promised: machines differ
MEGABYTES = 1024
HEAD = "finding pain: yes or no\nassessment outlook: benign < caution\n"


def brackets(n):
    return HEAD + "if " + "(" * n + "pain" + ")" * n + " then caution\n"


def nots(n):
    return HEAD + "if " + "not " * n + "pain then caution\n"


def alternatives(n):
    findings = "".join(f"finding f{i}: yes or no\n" for i in range(n))
    return findings + HEAD + "if " + " or ".join(f"f{i}" for i in range(n)) + " then caution\n"


def same(n):
    return HEAD + "if pain" + " or pain" * n + " then caution\n"


def values(n):
    names = ", ".join(f"v{i}" for i in range(n))
    return f"finding kind: {names}\nassessment outlook: benign < caution\nif kind is v1 or v{n - 1} then caution\n"


def levels(n):
    return "finding pain: yes or no\nassessment outlook: " + " < ".join(f"l{i}" for i in range(n)) + f"\nif pain then l{n - 1}\n"


def doubling(n):
    defines = "define d0: pain\n" + "".join(
        f"define d{i}: (d{i - 1} and pain) or (d{i - 1} and not pain)\n" for i in range(1, n))
    return HEAD + defines + f"if d{n - 1} then caution\n"


def doubling_numbers(n):
    defines = "define n0: x\n" + "".join(f"define n{i}: n{i - 1} + n{i - 1}\n" for i in range(1, n))
    return "finding x: number from 0 to 10\n" + HEAD + defines + f"if n{n - 1} at least 5 then caution\n"


def score(n):
    findings = "".join(f"finding f{i}: yes or no\n" for i in range(n))
    items = "".join(f"  1 point if f{i}\n" for i in range(n))
    return findings + HEAD + "score S\n" + items + "if S at least 3 then caution\n"


def score_of_one(n):
    items = "".join(f"  1 point if x at least {i}\n" for i in range(n))
    return f"finding x: number from 0 to {n}\n" + HEAD + "score S\n" + items + "if S at least 3 then caution\n"


def statements(n):
    return HEAD + "".join(f"finding f{i}: yes or no\nif f{i} then caution\n" for i in range(n // 2))


def comments(n):
    return HEAD + "# a comment\n\n" * n + "if pain then caution\n"


def long_line(n):
    return HEAD + 'if pain then caution because "' + "x" * n + '"\n'


def examples(n):
    return HEAD + "if pain then caution\nif no pain then benign\n" + "".join(
        f'example "e{i}"\n  given pain\n  expect caution\n' for i in range(n))


def rows(n):
    return HEAD + 'if pain then caution\nif no pain then benign\nexamples "e"\n  | pain | expect outlook |\n' + "  | yes | caution |\n" * n


def bands(n):
    every = " | ".join(f"from {i} to below {i + 1}: {'low' if i % 2 else 'high'}" for i in range(n))
    return f"finding x: number from 0 to {n}\nassessment risk: low < high\n  by x: {every} | {n}: low\n"


def errors(n):
    return HEAD + "".join(f"fnding f{i}: yes or no\n" for i in range(n))


def unknown_names(n):
    return HEAD + "".join(f"finding f{i}: yes or no\nif g{i} then caution\n" for i in range(n // 2))


def advice(n):
    return HEAD + "".join(f'advice a{i}: "text {i}"\nif pain then advise a{i}\n' for i in range(n // 2))


def overrides(n):
    return HEAD + 'rule "r0"\n  if pain then caution\n' + "".join(
        f'rule "r{i}"\n  if pain then benign\n  overrides "r{i - 1}"\n' for i in range(1, n))


# What, the smaller size (for all commands), the commands.
ALL = ("check", "test", "assess", "fmt", "diff")
CASES = [
    (brackets, 1000, ALL), (nots, 1000, ALL), (alternatives, 1000, ALL), (same, 10000, ALL), (values, 1000, ALL),
    (levels, 1000, ALL), (doubling, 100, ALL), (doubling_numbers, 100, ALL), (score, 1000, ALL), (score_of_one, 100, ALL),
    (statements, 1000, ALL), (comments, 10000, ALL), (long_line, 100000, ALL), (examples, 1000, ALL), (rows, 1000, ALL),
    (bands, 999, ALL), (errors, 1000, ALL), (unknown_names, 1000, ALL), (advice, 1000, ALL), (overrides, 100, ALL),
]


def run(bedside, command, path):
    words = {
        "check": ["check", path],
        "test": ["test", path],
        "assess": ["assess", path, "--given", "pain"],
        "fmt": ["fmt", "--check", path],
        "diff": ["diff", path, path],
    }[command]

    def limit():
        # A sanitizer takes terabytes of addresses for itself.
        if os.environ.get("BEDSIDE_SANITIZED") != "1":
            resource.setrlimit(resource.RLIMIT_AS, (4 << 30, 4 << 30))

    begin = time.monotonic()
    with open(os.devnull, "wb") as null, tempfile.TemporaryFile() as said:
        child = subprocess.Popen([bedside, *words], stdout=said, stderr=subprocess.STDOUT, stdin=null, preexec_fn=limit)
        status, usage = None, None
        while status is None:
            pid, code, usage = os.wait4(child.pid, os.WNOHANG)
            if pid:
                status = os.waitstatus_to_exitcode(code)
            elif time.monotonic() - begin > 2 * SECONDS:
                child.kill()
                _, code, usage = os.wait4(child.pid, 0)
                status = os.waitstatus_to_exitcode(code)
            else:
                time.sleep(0.005)
        child.returncode = status
        said.seek(0)
        words = said.read(20000).decode("utf-8", "replace")
    return status, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024, words


def main():
    short = "--short" in sys.argv
    only = [word[7:] for word in sys.argv if word.startswith("--only=")]
    bedside = os.path.realpath([word for word in sys.argv[1:] if not word.startswith("--")][0])
    broken = 0
    print(f"{'case':18}{'command':8}{'size':>8}{'KB':>8}{'s':>8}{'MB':>7}  answer")
    with tempfile.TemporaryDirectory() as folder:
        os.chdir(folder)
        for make, size, commands in CASES:
            if only and make.__name__ not in only:
                continue
            for command in commands if not short else ("check", "fmt"):
                for n in (size,) if short else (size, 10 * size):
                    text = make(n)
                    with open("x.bedside", "w", encoding="utf-8") as file:
                        file.write(text)
                    code, seconds, megabytes, words = run(bedside, command, "x.bedside")
                    ended = 0 <= code <= 2 and "error of the program" not in words and "not enough memory" not in words
                    good = ended and seconds <= SECONDS and megabytes <= MEGABYTES
                    broken += not good
                    found = re.search(r"(too-large|too-deep|undecided-check)", words)
                    print(f"{make.__name__:18}{command:8}{n:8}{len(text) // 1024:8}{seconds:8.2f}{megabytes:7.0f}  "
                          f"{code} {found.group(1) if found else ''}{'' if good else '  BROKEN: ' + words[-200:].strip()}", flush=True)
    return 1 if broken else 0


if __name__ == "__main__":
    sys.exit(main())
