"""What could be different about a complaint: one counter, observation or signal at a time, as far as rules read it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any, NamedTuple

from complaint_rules.complaint import Complaint, CustomerBehaviour, Observation
from complaint_rules.engine.program import Test
from complaint_rules.pack import vocabulary
from complaint_rules.signals.history import DEDUCTED, read_history
from complaint_rules.signals.reader import Reading, has_history
from complaint_rules.workbench.explaining.explanation import Change, Known
from complaint_rules.workbench.explaining.replay import Changes, Replay

FINE = 0.001
SHARES = frozenset(("off_topic_share", "conversation.share_of_talk"))
CHOICES = {"merit": "merit.", "channel": "channel."}
# Signals that are not given but follow from counters.
DERIVED = {"company_caused": ("company_caused_contacts", "promise_missed_by_us"),
           "final_answer_stands": ("final_answer_given", "new_facts_since_final")}

Edit = tuple[str, Any]


class Update(NamedTuple):
    """New values (None: no longer known), and whether anything is known of the history then."""

    values: Changes
    has_history: bool


@dataclass(frozen=True, eq=False)
class Possible:
    """One possible change of a signal and what it does. `edit` is the field of the complaint that changes, if it is
    one; `rank` orders by how close at hand it is (0: known or found now; 3: a reading that nobody sets)."""

    signal: str
    was: Known
    becomes: Known
    update: Update
    edit: Edit | None
    rank: int

    @property
    def of(self) -> str:
        """What is changed: an expression, whether it is found or how often."""
        return self.signal.removesuffix(".count")

    @property
    def change(self) -> Change:
        return Change(signal=self.signal, source=vocabulary.source_of(self.signal), was=self.was, becomes=self.becomes)


class History:
    """Reads the history of a complaint again after edits, without its text."""

    def __init__(self, complaint: Complaint) -> None:
        self._complaint = complaint.model_copy(update={"text": None, "messages": None})
        self.values, notes = read_history(self._complaint)
        self._notes = frozenset(notes)

    def given(self, name: str) -> Known:
        """A counter as the complaint gives it."""
        behaviour = self._complaint.behaviour
        value: Known = getattr(behaviour, name) if behaviour is not None else None
        return value

    def update(self, *edits: Edit) -> Update | None:
        """What the edits do to the values; None where the counters would contradict each other."""
        behaviour: dict[str, Any] = {}
        changed: dict[str, Any] = {}
        for name, value in edits:
            if name in vocabulary.COUNTERS:
                behaviour[name] = value
            elif name.startswith("observed."):
                seen = Observation(name.removeprefix("observed."))
                others = tuple(item for item in changed.get("observed", self._complaint.observed or ()) if item != seen)
                changed["observed"] = (*others, seen) if value else others
            else:
                changed[name] = value
        if behaviour:
            changed["behaviour"] = (self._complaint.behaviour or CustomerBehaviour()).model_copy(update=behaviour)
        complaint = self._complaint.model_copy(update=changed)
        values, notes = read_history(complaint)
        if not self._notes.issuperset(notes):
            return None
        names = self.values.keys() | values.keys()
        return Update({name: values.get(name) for name in names if values.get(name) != self.values.get(name)},
                      bool(behaviour) or has_history(complaint))


class Possibilities:
    """The possible changes of complaints, as far as the rules of one pack read them."""

    def __init__(self, replay: Replay) -> None:
        self._tests = replay.tests
        behind = {name for derived in DERIVED.keys() & self._tests.keys() for name in DERIVED[derived]}
        self._names = sorted(behind | self._tests.keys() - DERIVED.keys())
        self._unsaid: dict[tuple[str, bool], list[Possible]] = {}

    def changes(self, reading: Reading, history: History) -> Iterator[list[Possible]]:
        """The possible changes of one complaint by what they change; numbers go outwards from the actual value."""
        for name in self._names:
            if name.startswith("says.") and name not in reading.values:
                if reading.has_words:
                    yield self._said(name, reading)
            else:
                yield list(_of(name, self._tests.get(name, ()), reading, history))

    def _said(self, name: str, reading: Reading) -> list[Possible]:
        """The changes of a signal that is not there, the same for every complaint."""
        key = name, reading.has_history
        if key not in self._unsaid:
            self._unsaid[key] = list(_expression(name, self._tests[name], reading))
        return self._unsaid[key]


def _of(name: str, tests: Iterable[Test], reading: Reading, history: History) -> Iterator[Possible]:
    choice = next((field for field, head in CHOICES.items() if name.startswith(head)), None)
    if choice is not None:
        if name not in history.values:
            yield from _edited(history, (choice, name.partition(".")[2]), name, None, True)
    elif name.startswith("observed."):
        was = history.values.get(name)
        yield from _edited(history, (name, was is None), name, was, None if was else True)
    elif name in vocabulary.TRUTHS:
        for value in (True, False):
            if value is not history.given(name):
                yield from _edited(history, (name, value), name, history.given(name), value)
    elif name in vocabulary.COUNTERS:
        yield from _counter(name, tests, history)
    elif name.startswith("says."):
        yield from _expression(name, tests, reading)
    elif name in reading.values or (name in vocabulary.BOOLEAN and "conversation.customer_turns" in reading.values
                                    and name.startswith("conversation.")):
        yield from _reading(name, tests, reading)


def _edited(history: History, edit: Edit, name: str, was: Known, becomes: Known) -> Iterator[Possible]:
    update = history.update(edit)
    if update is not None and update.values:
        yield Possible(name, was, becomes, update, edit, 0 if was is not None else 1)


def _counter(name: str, tests: Iterable[Test], history: History) -> Iterator[Possible]:
    given = history.given(name)
    deducted = (history.given("company_caused_contacts") or 0) if name in DEDUCTED else 0
    limits = [(test.operator, test.value + deducted) for test in tests]
    if name == "company_caused_contacts":
        limits += [(">=", 1.0), *((">=", float(history.values.get(other, 0))) for other in DEDUCTED)]
    for value in outwards(limits, given, most=1 if name in SHARES else None):
        yield from _edited(history, (name, value), name, given, value)


def _expression(name: str, tests: Iterable[Test], reading: Reading) -> Iterator[Possible]:
    if not reading.has_words:
        return
    count = int(reading.values.get(f"{name}.count", 0))
    limits = [(test.operator, test.value) for test in tests if test.field != name]
    for value in outwards([(">=", 1.0), *limits], count):
        update = Update({name: True if value else None, f"{name}.count": value or None}, reading.has_history)
        if value and (count or value > 1):
            yield Possible(f"{name}.count", count or None, value, update, None, 0 if count else 2)
        else:
            yield Possible(name, True if count else None, True if value else None, update, None, 0 if count else 2)


def _reading(name: str, tests: Iterable[Test], reading: Reading) -> Iterator[Possible]:
    """Manner, conversation, wording and meaning: read from the text, so a change of them is a different text."""
    was = reading.values.get(name)
    values: Iterable[Known] = ([None if was else True] if name in vocabulary.BOOLEAN else outwards(
        [(test.operator, test.value) for test in tests], was,
        least=None if name.startswith(vocabulary.SEPARATORS) else 0, most=1 if name in SHARES else None))
    for value in values:
        yield Possible(name, was, value, Update({name: value}, reading.has_history), None, 3)


def outwards(limits: Iterable[tuple[str, float]], actual: Known, *, least: float | None = 0, most: float | None = None
             ) -> list[int | float]:
    """For every range between limits (operator, value) its value nearest to the actual one, the nearest first. What is
    not known counts from 0."""
    limits = list(limits)
    whole = not isinstance(actual, float) and most is None and all(limit == int(limit) for _, limit in limits)
    step = 1 if whole else FINE
    start = actual if actual is not None else 0
    edges = [edge for operator, limit in limits for edge in _EDGES[operator](limit, step)]
    values = {upper if upper > start else lower for lower, upper in edges}
    if actual is None:
        values.add(0)
    found = {int(value) if whole else round(value, 3) for value in values}
    return sorted((value for value in found if value != actual and (least is None or value >= least)
                   and (most is None or value <= most)), key=lambda value: (abs(value - start), value))


# Where ranges part: the last value below and the first value above, for every operator.
_EDGES: dict[str, Callable[[float, float], list[tuple[float, float]]]] = {
    ">=": lambda limit, step: [(limit - step, limit)],
    "<": lambda limit, step: [(limit - step, limit)],
    ">": lambda limit, step: [(limit, limit + step)],
    "<=": lambda limit, step: [(limit, limit + step)],
    "==": lambda limit, step: [(limit - step, limit), (limit, limit + step)],
    "!=": lambda limit, step: [(limit - step, limit), (limit, limit + step)],
}
