"""`tune`: fits a pack to labelled cases."""

from __future__ import annotations

import json
import sys
from datetime import date
from pathlib import Path

from complaint_rules.cli.cases import read_cases, read_placed
from complaint_rules.cli.input import UnusableInputError
from complaint_rules.cli.status import OK, fail
from complaint_rules.pack.compile import compile_pack
from complaint_rules.pack.errors import PackError
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
    try:
        day = date.fromisoformat(on) if on else date.today()
        cases = read_cases([*paths, *(path for path in unseen if path not in paths)])
        quoted = {case.complaint.id for case in read_cases(quote)} if quote else None
        fresh = {case.complaint.id for case in read_cases(unseen)}
        merged = merged_folders([(pack, pack.name)])
        compiled = compile_pack(merged)
        said = [saying for _, saying in read_placed(sayings, Saying.of, "a saying")]
        fit = tune(cases, compiled, UniversalEncoder(), on=day, folds=folds,
                   scored=None if quoted is None else [case.complaint.id in quoted for case in cases],
                   thinned=[case.complaint.id not in fresh for case in cases],
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
