"""`tune`: fits a pack to labelled cases."""

from __future__ import annotations

import json
import sys
from collections.abc import Collection
from datetime import date
from pathlib import Path

from complaint_rules.cli.cases import read_cases, read_placed, read_placed_cases
from complaint_rules.cli.input import UnusableInputError
from complaint_rules.cli.status import OK, fail
from complaint_rules.evaluation import Case
from complaint_rules.pack.compile import compile_pack
from complaint_rules.pack.errors import PackError
from complaint_rules.pack.names import STYLES
from complaint_rules.pack.sources import merged_folders
from complaint_rules.signals.encoder import UniversalEncoder


def run_tune(paths: list[Path], pack: Path, folds: int, on: str | None, quote: list[Path], unseen: list[Path],
             sayings: list[Path], dry_run: bool) -> int:
    """Returns the exit status: 0, or 2 for unusable arguments or files."""
    try:
        from complaint_rules.tuning.changes import weight_changes
        from complaint_rules.tuning.sayings import Saying, sayings_of
        from complaint_rules.tuning.tune import tune
    except ImportError as error:
        return fail(f"tuning is not installed ({error.name} is missing); pip install 'complaint-rules[tune]'")
    if not UniversalEncoder.installed():
        return fail("the sentence encoder is not installed; pip install 'complaint-rules[tune]'")
    if pack.is_dir() and not (pack / "verdict.yaml").exists():
        return fail(f"{pack}: holds no verdict.yaml, so it is no whole pack; weights are fitted for one as a whole: "
                    "give a copy of the built-in rules/ with your files among them")
    try:
        day = date.fromisoformat(on) if on else date.today()
        merged = merged_folders([(pack, pack.name)])
        compiled = compile_pack(merged)
        cases = _labelled_for([*paths, *(path for path in unseen if path not in paths)], compiled["types"])
        scored = among(cases, quote) if quote else None
        if scored is not None and not any(scored):
            return fail("none of the cases to quote is among those to fit; give their file as cases too")
        fresh = among(cases, unseen)
        said = [saying for _, saying in read_placed(sayings, Saying.of, "a saying")]
        fit = tune(cases, compiled, UniversalEncoder(), on=day, folds=folds,
                   scored=scored, thinned=[not unread for unread in fresh],
                   sayings=said, examples=list(sayings_of(merged)),
                   say=lambda line: (sys.stderr.write(line + "\n"), None)[1])
    except (UnusableInputError, PackError, ValueError) as error:
        return fail(str(error))
    sys.stdout.write(json.dumps(fit.figures, indent=2) + "\n")
    for change in weight_changes(compiled["fitted"].get("weights", {}), fit.weights):
        was = "–" if change.before is None else f"{change.before:+.2f}"
        sys.stderr.write(f"{change.profile} {change.rule}: {was} → {change.after:+.2f}\n")
    if not dry_run:
        fit.write(pack)
        sys.stderr.write(f"written to {pack / 'fitted'}\n")
    return OK


def _labelled_for(paths: list[Path], types: Collection[str]) -> list[Case]:
    """All cases of the files. Raises UnusableInputError that names file and line where a label is not one of the pack.
    """
    cases = []
    for place, case in read_placed_cases(paths):
        expected = case.expected
        for field, label, known in (("type", expected.type, types), ("style", expected.style, STYLES)):
            if label is not None and label not in known:
                raise UnusableInputError(f"{place}: expected.{field}: {label!r} is not a {field} of this pack; use one "
                                         f"of {', '.join(sorted(known))}")
        cases.append(case)
    return cases


def among(cases: list[Case], paths: list[Path]) -> list[bool]:
    """Which cases stand in these files too; they need no id for it."""
    found = {case.model_dump_json() for case in read_cases(paths)}
    return [case.model_dump_json() in found for case in cases]
