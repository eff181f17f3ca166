"""`complaint-rules classify` from a cold shell against the bare import of typer and pydantic, in turn."""

import statistics
import subprocess
import sys
import time
from pathlib import Path

CLASSIFY = [str(Path(sys.executable).with_name("complaint-rules")), "classify", "--no-semantic", "--format", "jsonl",
            "--text", "The kettle does not heat; I would like a replacement."]
IMPORT = [sys.executable, "-c", "import typer, pydantic"]


def seconds(command: list[str]) -> float:
    start = time.perf_counter()
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    return time.perf_counter() - start


def main() -> None:
    pairs = [(seconds(CLASSIFY), seconds(IMPORT)) for _ in range(12)][2:]
    ratios = [one / other for one, other in pairs]
    print(f"classify {statistics.median(one for one, _ in pairs) * 1e3:.0f} ms, import typer and pydantic "
          f"{statistics.median(other for _, other in pairs) * 1e3:.0f} ms, ratio {statistics.median(ratios):.2f} "
          f"({min(ratios):.2f} to {max(ratios):.2f})")


if __name__ == "__main__":
    main()
