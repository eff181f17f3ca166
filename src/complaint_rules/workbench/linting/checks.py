"""The table of all checks, and running them over packs."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

from complaint_rules.pack.errors import PackError
from complaint_rules.pack.places import locate
from complaint_rules.pack.runtime import load_compiled
from complaint_rules.pack.sources import merged_packs
from complaint_rules.workbench.linting import conditions, expressions, look_alikes, prose
from complaint_rules.workbench.linting.finding import SEVERITIES, Check, Finding
from complaint_rules.workbench.linting.subject import Subject

LOAD = "load"
CHECKS: tuple[Check, ...] = (
    Check(LOAD, "error", "A pack that does not load: a file, field, name, reason or example that is missing or "
                         "unreadable, or a limit of the engine. Nothing else is checked then.", lambda _: iter(())),
    *prose.CHECKS, *expressions.CHECKS, *conditions.CHECKS, *look_alikes.CHECKS)


def lint(packs: Iterable[str | Path] = (), *, builtin: bool = True, select: Sequence[str] = (),
         ignore: Sequence[str] = ()) -> list[Finding]:
    """The findings in the built-in pack (unless `builtin` is false) with `packs` (folders or names of installed packs)
    laid over it, errors first, then by place. With `packs`, only what stands in those is told.

    `select` and `ignore` name checks by id (`CHECKS`). Raises ValueError for an id that is no check, and PackError for
    a pack that is not there.
    """
    chosen = _chosen(select, ignore)
    packs = tuple(packs)
    names = [name for _, name in locate(packs, builtin=False)]
    try:
        compiled = load_compiled(packs, builtin=builtin)
        subject = Subject(merged_packs(packs, builtin=builtin), compiled)
    except PackError as error:
        return [Finding("error", LOAD, "", problem.file, problem.line, problem.column, problem.field, problem.message,
                        "") for problem in sorted(error.problems)]
    found = {finding for check in chosen for finding in check.findings(subject)
             if not names or finding.file.startswith(tuple(f"{name}/" for name in names))}
    return sorted(found, key=lambda one: (SEVERITIES.index(one.severity), one.file, one.line, one.column, one.check,
                                          one.message))


def _chosen(select: Sequence[str], ignore: Sequence[str]) -> list[Check]:
    known = {check.id for check in CHECKS}
    if unknown := sorted({*select, *ignore} - known):
        raise ValueError(f"{', '.join(unknown)}: no such check; one of {', '.join(sorted(known))}")
    return [check for check in CHECKS if (not select or check.id in select) and check.id not in ignore]
