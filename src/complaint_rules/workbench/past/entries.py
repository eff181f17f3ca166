"""The entries of a history: complaints, some of them labelled, each with the place where it stands."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

from pydantic import BaseModel, ConfigDict

from complaint_rules.assessor import ComplaintLike, as_complaint
from complaint_rules.complaint import Complaint
from complaint_rules.errors import InvalidComplaintError
from complaint_rules.evaluation import Case, Expected

SHOWN_REFUSALS = 20


@dataclass(frozen=True)
class Entry:
    """What stands at a place (`past.jsonl:7`), or the reason why it could not be read."""

    place: str
    data: Any = None
    problem: str | None = None


class Past(NamedTuple):
    """A past complaint, with its labels where it has any."""

    complaint: Complaint
    expected: Expected | None


# A mapping may hold `expected` beside the fields of the complaint.
History = Iterable[ComplaintLike | Case | Entry]


class Refused(BaseModel):
    """An entry that was left out: where it stands, the field, and what is wrong with it."""

    model_config = ConfigDict(frozen=True)

    place: str
    field: str | None
    message: str

    def __str__(self) -> str:
        return f"{self.place}: {self.field}: {self.message}" if self.field else f"{self.place}: {self.message}"


@dataclass
class Refusals:
    """How many entries were refused, and the first of them."""

    count: int = 0
    first: tuple[Refused, ...] = ()

    def add(self, place: str, error: InvalidComplaintError) -> None:
        self.extend(Refusals(1, (Refused(place=place, field=error.field, message=error.message),)))

    def extend(self, other: Refusals) -> None:
        self.count += other.count
        self.first = (self.first + other.first)[:SHOWN_REFUSALS]


def entries_of(items: Iterable[Any], name: str = "complaint") -> Iterator[Entry]:
    """Every item with its place; those given without one are counted from 1 (`complaint 7`)."""
    for number, item in enumerate(items, 1):
        yield item if isinstance(item, Entry) else Entry(f"{name} {number}", item)


def past_of(entry: Entry) -> Past:
    """The complaint and labels of an entry. Raises InvalidComplaintError that names the field."""
    if entry.problem is not None:
        raise InvalidComplaintError(entry.problem, None)
    if isinstance(entry.data, Case):
        return Past(entry.data.complaint, entry.data.expected)
    if isinstance(entry.data, Mapping) and entry.data.get("expected") is not None:
        case = Case.of(entry.data)
        return Past(case.complaint, case.expected)
    if isinstance(entry.data, Mapping):
        return Past(as_complaint({name: value for name, value in entry.data.items() if name != "expected"}), None)
    return Past(as_complaint(entry.data), None)
