"""Takes results of `bedside assess --format ndjson` on standard input; gives a work list."""
import json
import sys

ORDER = ["caution", None, "benign"]  # who is seen first


def what_to_do(result):
    outlook = result["assessments"]["outlook"]
    if outlook["status"] == "settled":
        return outlook["value"]
    if result["ask"]:
        return f"find out: {result['ask'][0]}"
    return "nothing to say"


results = [json.loads(line) for line in sys.stdin]
results.sort(key=lambda result: ORDER.index(result["assessments"]["outlook"]["value"]))
for result in results:
    given = [name for name, advice in result["advice"].items() if advice["status"] == "given"]
    print(f"{result['id']:<4}{what_to_do(result):<24}{', '.join(given)}".rstrip())
