"""Errors of a rule pack: each names the file, the place in it, the field, and the way out."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, order=True)
class Problem:
    """One finding. `line` and `column` count from 1; `field` is a path such as `signals[3].zh[0]`."""

    file: str
    line: int
    column: int
    field: str
    message: str

    def __str__(self) -> str:
        where = f"{self.file}:{self.line}:{self.column}"
        return f"{where}: {self.field}: {self.message}" if self.field else f"{where}: {self.message}"


class PackError(ValueError):
    """A pack that cannot be used. `problems` holds every finding; nothing of the pack was loaded."""

    def __reduce__(self) -> tuple[type[PackError], tuple[list[Problem]]]:
        return PackError, (list(self.problems),)

    def __init__(self, problems: list[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(str(problem) for problem in problems))
