#!/usr/bin/env python3
"""Takes a folder; fills it with one folder of seeds for each fuzz target, from the repository's own
rules, examples and test cases."""
import hashlib
import pathlib
import re
import sys

top = pathlib.Path(__file__).resolve().parents[2]
out = pathlib.Path(sys.argv[1])
longest = 6000
block = re.compile(r"^```(\w+)([^\n]*)\n(.*?)^```", re.M | re.S)
kinds = {".csv": "c", ".ndjson": "n", ".json": "j", ".patient": "p"}


def put(target, text):
    data = text.encode()
    if 0 < len(data) <= longest:
        folder = out / target
        folder.mkdir(parents=True, exist_ok=True)
        (folder / hashlib.sha256(data).hexdigest()[:16]).write_bytes(data)


def rules(text):
    for target in ("rules", "format", "diff"):
        put(target, text)


def patients(name, text):
    letter = kinds.get(pathlib.Path(name).suffix)
    if letter:
        put("records", letter + text)
        if letter in "cn":
            put("records", letter.upper() + text)


def typed(text):
    put("repl", "s" + text)
    put("repl", "t" + text)


def markdown(text):
    before = None
    for language, rest, body in block.findall(text):
        name = re.search(r"file=(\S+)", rest)
        if language == "bedside":
            rules(body)
            if before:
                put("diff", before + "\n---\n" + body)
            before = body
        elif name:
            patients(name[1], body)
            if name[1].endswith(".txt"):
                typed(body)
        for given in re.findall(r"--given [\"']([^\"'\n]+)", body):
            put("records", "p" + given)
            typed(given.replace(", ", "\n") + "\n?\nask\n")
        for script in re.findall(r"printf '([^']+)' \| bedside (?:repl|ask)", body):
            typed(script.replace("\\n", "\n"))


for folder in ("stdlib_rules", "examples", "docs", "tests/golden"):
    for path in sorted((top / folder).rglob("*")):
        if path.suffix == ".md":
            markdown(path.read_text())
        elif path.suffix == ".bedside":
            rules(path.read_text())
        elif path.suffix in kinds:
            patients(path.name, path.read_text())
        elif path.suffix == ".txt":
            typed(path.read_text())
markdown((top / "README.md").read_text())
for folder in ("corpus", "found"):
    for path in (top / "tests" / "fuzz" / folder).glob("*/*"):
        (out / path.parent.name).mkdir(parents=True, exist_ok=True)
        (out / path.parent.name / path.name).write_bytes(path.read_bytes())
