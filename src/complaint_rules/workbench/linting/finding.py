"""What a check finds, and the table of checks."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from complaint_rules.pack.merged import Item

if TYPE_CHECKING:
    from complaint_rules.workbench.linting.subject import Subject

Severity = Literal["error", "warning", "info"]
SEVERITIES: tuple[Severity, ...] = ("error", "warning", "info")


@dataclass(frozen=True)
class Finding:
    """One finding. `check` is the id of the check, `about` the id of the rule, signal or phrase (empty for a file);
    `line` and `column` count from 1; `mend` says what to do."""

    severity: Severity
    check: str
    about: str
    file: str
    line: int
    column: int
    field: str
    message: str
    mend: str


class Flaw:
    """What a check yields: what is wrong, how to mend it, and where: an entry of the pack and the field below it."""

    def __init__(self, about: str, item: Item, below: tuple[str | int, ...], message: str, mend: str) -> None:
        self.about = about
        self.problem = item.problem(message, *below)
        self.mend = mend


Run = Callable[["Subject"], Iterator[Flaw]]


@dataclass(frozen=True)
class Check:
    """One check: its id, how severe its findings are, and what it looks for."""

    id: str
    severity: Severity
    description: str
    run: Run

    def findings(self, subject: Subject) -> Iterator[Finding]:
        """What the check finds in a pack."""
        for flaw in self.run(subject):
            problem = flaw.problem
            yield Finding(self.severity, self.id, flaw.about, problem.file, problem.line, problem.column,
                          problem.field, problem.message, flaw.mend)


def check(name: str, severity: Severity, description: str) -> Callable[[Run], Check]:
    """Makes a check of a function that yields flaws."""
    return lambda run: Check(name, severity, description, run)
