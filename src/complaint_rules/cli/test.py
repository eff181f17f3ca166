"""`test`: tries the examples of the rules, labelled cases, and small changes to the rules."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path
from typing import Any, TextIO

from complaint_rules.cli.cases import read_placed_cases
from complaint_rules.cli.input import UnusableInputError
from complaint_rules.cli.output import format_of, write_out
from complaint_rules.cli.progress import progress_of
from complaint_rules.cli.reports import percent
from complaint_rules.cli.status import OK, fail
from complaint_rules.pack.errors import PackError
from complaint_rules.visible import visible
from complaint_rules.workbench.testing.mutate import Mutation, mutate
from complaint_rules.workbench.testing.test import PlacedCase, TestResult, case_example, test

FAILED = 1
SHOWN = 160


def run_test(paths: list[Path], packs: list[str], builtin: bool, semantic: bool | None, engine: str, mutants: bool,
             sample: int, seed: int, format: str | None) -> int:
    """Returns the exit status: 0, 1 where an example fails, 2 for unusable arguments or files."""
    if not packs and not builtin:
        return fail("no pack is left to test; give --pack, or leave out --no-builtin")
    try:
        cases = read_placed_cases(paths)
        result = test(packs, builtin=builtin, cases=cases, semantic=semantic,
                      engine=engine)  # type: ignore[arg-type]
        changes = _mutate(packs, builtin, cases, semantic, sample, seed) if mutants else None
    except (UnusableInputError, PackError, RuntimeError, ValueError) as error:
        return fail(str(error))
    shown = asdict(result) | ({"mutation": _as_data(changes)} if changes else {})
    as_table = (format or format_of()) == "table"
    status = write_out(lambda stream: _print(result, changes, stream) if as_table
                       else stream.write(json.dumps(shown, ensure_ascii=False, indent=1) + "\n"))
    return status or (FAILED if result.failures else OK)


def _mutate(packs: list[str], builtin: bool, cases: list[PlacedCase], semantic: bool | None, sample: int,
            seed: int) -> Mutation:
    with progress_of("changes") as advance:
        return mutate(packs, builtin=builtin, examples=[case_example(*case) for case in cases], semantic=semantic,
                      sample=sample, seed=seed, advance=advance)


def _as_data(changes: Mutation) -> dict[str, Any]:
    return {"share": changes.share,
            "kinds": {kind: asdict(tally) | {"share": tally.share} for kind, tally in changes.kinds.items()},
            "unnoticed": [{"kind": mutant.kind, "about": mutant.about, "place": mutant.place, "change": mutant.change}
                          for mutant in changes.unnoticed]}


def _short(value: Any) -> str:
    text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
    return visible(text if len(text) <= SHOWN else text[:SHOWN] + "…")


def _print(result: TestResult, changes: Mutation | None, out: TextIO) -> None:
    for failure in result.failures:
        out.write(f"{failure.place}: {visible(failure.about)}: expected {_short(failure.expected)}, "
                  f"got {_short(failure.actual)}"
                  + (f" for {_short(failure.given)}" if failure.given is not None else "") + "\n")
    out.write(f"{result.examples} examples and {result.cases} cases tried, {len(result.failures)} failed"
              + (f"; {result.left_out} examples need reading by meaning and were left out" if result.left_out else "")
              + "\n")
    if changes is not None:
        for mutant in changes.unnoticed:
            out.write(f"{mutant.place}: {mutant.about}: unnoticed: {mutant.change}\n")
        for kind, tally in changes.kinds.items():
            out.write(f"{kind:16} {percent(tally.share)} noticed of {tally.tried} tried ({tally.possible} possible)\n")
        out.write(f"{'all':16} {percent(changes.share)} noticed\n")
