"""`test`: runs the examples of a pack, and labelled cases where there are any."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from complaint_rules.assessor import Assessor
from complaint_rules.engine.choose import EngineName
from complaint_rules.evaluation import Case
from complaint_rules.pack.sources import merged_packs
from complaint_rules.trial import Example, Trial

PlacedCase = tuple[str, Case]


@dataclass(frozen=True)
class Failure:
    """An example that does not hold: of what (`about`), where (file:line:column, of a case file:line), what was given,
    and expected against actual."""

    about: str
    place: str
    given: Any
    expected: Any
    actual: Any


@dataclass(frozen=True)
class TestResult:
    """How many examples and cases were tried, how many were left out because they need reading by meaning, and those
    that fail."""

    __test__ = False

    examples: int
    cases: int
    left_out: int
    failures: tuple[Failure, ...]


def test(packs: Iterable[str | Path] = (), *, builtin: bool = True, cases: Iterable[PlacedCase] = (),
         semantic: bool | None = None, engine: EngineName = "auto") -> TestResult:
    """Try every example of the built-in pack (unless `builtin` is false) with `packs` (folders or names of installed
    packs) laid over it, and labelled `cases`, each with its place. A case fails where its type, style or a labelled
    alert is none of those expected.

    Raises PackError for a pack that does not load, RuntimeError for an engine or an extra that is not installed.
    """
    packs = tuple(packs)
    assessor = Assessor(packs=packs, builtin=builtin, semantic=semantic, engine=engine)
    reads_meaning = assessor.pack.encoder is not None
    trial = Trial(assessor, merged_packs(packs, builtin=builtin))
    failures = []
    tried = left_out = 0
    for example in trial.examples():
        if example.meaning and not reads_meaning:
            left_out += 1
            continue
        tried += 1
        if (actual := trial.actual(example)) != example.expected:
            failures.append(Failure(example.owner, example.place, example.given, example.expected, actual))
    count = 0
    for place, case in cases:
        count += 1
        failures += _wrong(place, case, assessor)
    return TestResult(tried, count, left_out, tuple(failures))


test.__test__ = False  # type: ignore[attr-defined]


def case_example(place: str, case: Case) -> Example:
    """A labelled case as an example of a whole answer, for `mutate`: its type alone."""
    given = case.complaint.model_dump(mode="json", exclude_none=True)
    return Example(case.complaint.id or place, place, given, {"type": case.expected.type}, whole=True)


def _wrong(place: str, case: Case, assessor: Assessor) -> Iterable[Failure]:
    answer = assessor.assess(case.complaint)
    expected = case.expected
    raised = {alert.id for alert in answer.alerts}
    scored = set(raised if expected.alerts_labelled is None else expected.alerts_labelled) | set(expected.alerts)
    wanted: dict[str, Any] = {"type": expected.type}
    actual: dict[str, Any] = {"type": answer.type.id}
    wrong = answer.type.id not in (expected.type, *expected.alt_types)
    if expected.style is not None:
        wanted["style"], actual["style"] = expected.style, answer.style.id
        wrong = wrong or answer.style.id not in (expected.style, *expected.alt_styles)
    wanted["alerts"], actual["alerts"] = sorted(expected.alerts), sorted(raised & scored)
    if wrong or wanted["alerts"] != actual["alerts"]:
        yield Failure(case.complaint.id or "", place, None, wanted, actual)
