"""`diff` over a history against two plain `classify` runs over the same one, and its peak memory.

    python benchmarks/diff.py [COMPLAINTS] [JOBS]

The history repeats the labelled cases of the repository. Two changes are compared: of weights, where one reading
serves both packs, and of an expression, where each pack reads for itself.
"""

import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from itertools import cycle, islice
from pathlib import Path

ROOT = Path(__file__).parents[1]
COMMAND = [sys.executable, "-c", "from complaint_rules.cli import main; main()"]


def run(*arguments):
    """Seconds and peak memory (of the largest process, MB) of one command."""
    start = time.perf_counter()
    with tempfile.TemporaryFile() as nothing:
        process = subprocess.Popen([*COMMAND, *map(str, arguments)], stdout=nothing)
        _, status, usage = os.wait4(process.pid, 0)
    assert not status, arguments
    return time.perf_counter() - start, usage.ru_maxrss / 1024


def history(folder, count):
    lines = [line for path in (ROOT / "tests/cases/dev.jsonl", ROOT / "tests/cases/own/en.jsonl",
                               ROOT / "tests/cases/own/zh-Hant.jsonl", ROOT / "tests/cases/own/zh-Hans.jsonl")
             for line in path.read_text("utf-8").splitlines()]
    # Spread evenly, so that a small sample has the mix of a large one.
    lines = [lines[index * 7919 % len(lines)] for index in range(len(lines))]
    labelled, plain = folder / "labelled.jsonl", folder / "plain.jsonl"
    with labelled.open("w") as one, plain.open("w") as other:
        for line in islice(cycle(lines), count):
            case = json.loads(line)
            one.write(json.dumps(case) + "\n")
            case.pop("expected")
            other.write(json.dumps(case) + "\n")
    return labelled, plain


def changed_packs(folder):
    weights, words = folder / "weights", folder / "words"
    for pack in (weights, words):
        shutil.copytree(ROOT / "rules", pack, ignore=shutil.ignore_patterns("_*"))
    fitted = weights / "fitted" / "weights.json"
    data = json.loads(fitted.read_text())
    for profile in data["profiles"].values():
        profile["rules"] = {name: [value * (0.5 if name.startswith("relentless.") else 1) for value in values]
                            for name, values in profile["rules"].items()}
    fitted.write_text(json.dumps(data))
    vocabulary = words / "words" / "relentless.yaml"
    vocabulary.write_text(vocabulary.read_text("utf-8").replace("en: [", "en: [made-up-word, ", 1), "utf-8")
    return {"weights": weights, "an expression": words}


def main():
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 2000
    jobs = int(sys.argv[2]) if len(sys.argv) > 2 else 1
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        labelled, plain = history(folder, count)
        half, _ = history(Path(tempfile.mkdtemp(dir=folder)), count // 2)
        classify, _ = run("classify", "--no-semantic", plain)
        twice = classify + run("classify", "--no-semantic", plain)[0]
        print(f"{count} complaints, two classify runs {twice:.1f} s")
        for name, pack in changed_packs(folder).items():
            comparison = ("diff", ROOT / "rules", pack, "--no-semantic", "--jobs", jobs)
            run(*comparison, half)  # compiles the pack
            seconds, memory = run(*comparison, labelled)
            _, memory_of_half = run(*comparison, half)
            print(f"diff with {jobs} process(es), {name} changed: {seconds:.1f} s, {twice / seconds:.2f} times the speed "
                  f"of two classify runs; peak memory {memory:.0f} MB, {memory_of_half:.0f} MB on half the history")


if __name__ == "__main__":
    main()
