"""Growth of one process over 100,000 assessments (or as many as the first argument says), in MB."""

import resource
import sys
from pathlib import Path

from texts import CHINESE, ENGLISH

from complaint_rules import Assessor

PAGE = resource.getpagesize()
ROUNDS = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000


def resident() -> float:
    return int(Path("/proc/self/statm").read_text().split()[1]) * PAGE / 1e6


def main() -> None:
    assessor = Assessor(semantic=False)
    complaints = [{"text": text[:size], "behaviour": {"contacts": size % 7}}
                  for text in (ENGLISH, CHINESE) for size in range(50, 500, 50)]
    for complaint in complaints * 20:
        assessor.assess(complaint)
    before = resident()
    for number in range(ROUNDS):
        assessor.assess(complaints[number % len(complaints)])
    print(f"{resident() - before:+.2f} MB over {ROUNDS:,} assessments ({before:.0f} MB before)")


if __name__ == "__main__":
    main()
