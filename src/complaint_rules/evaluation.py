"""Measures an assessor on labelled cases: accuracy, per-type figures, confusion, calibration, styles and alerts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from pydantic import BaseModel, ConfigDict, ValidationError

from complaint_rules.assessment import Assessment
from complaint_rules.assessor import Assessor
from complaint_rules.complaint import Complaint
from complaint_rules.confusions import Confusion, confusions
from complaint_rules.errors import InvalidComplaintError

BINS = 10
UNKNOWN_STYLE = "unknown"


class Expected(BaseModel):
    """The labels of a case. Alerts outside `alerts_labelled` are not scored (all are where it is absent)."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    type: str
    alt_types: tuple[str, ...] = ()
    style: str | None = None
    alt_styles: tuple[str, ...] = ()
    alerts: tuple[str, ...] = ()
    alerts_labelled: tuple[str, ...] | None = None
    difficulty: int | None = None


class Case(BaseModel):
    """A complaint with its labels."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    complaint: Complaint
    expected: Expected

    @classmethod
    def of(cls, data: Mapping[str, Any]) -> Case:
        """Split a labelled line into complaint and labels. Raises InvalidComplaintError that names the field."""
        fields = dict(data)
        expected = fields.pop("expected", None)
        if expected is None:
            raise InvalidComplaintError("is missing; a labelled case needs at least {\"type\": …}", "expected")
        try:
            complaint = Complaint.model_validate(fields)
        except ValidationError as error:
            raise InvalidComplaintError.of(error) from None
        try:
            return cls(complaint=complaint, expected=Expected.model_validate(expected))
        except ValidationError as error:
            inner = InvalidComplaintError.of(error)
            field = f"expected.{inner.field}" if inner.field else "expected"
            raise InvalidComplaintError(inner.message, field) from None


class Figures(BaseModel):
    """Precision, recall and F1 of one id; None where nothing of the kind occurs."""

    model_config = ConfigDict(frozen=True)

    cases: int
    answered: int
    right: int

    @property
    def precision(self) -> float | None:
        return self.right / self.answered if self.answered else None

    @property
    def recall(self) -> float | None:
        return self.right / self.cases if self.cases else None

    @property
    def f1(self) -> float | None:
        total = self.cases + self.answered
        return 2 * self.right / total if total else None

    def as_row(self) -> dict[str, Any]:
        return {"cases": self.cases, "answered": self.answered, "right": self.right, "precision": _r(self.precision),
                "recall": _r(self.recall), "f1": _r(self.f1)}


class Evaluation(BaseModel):
    """The figures. Shares are 0 to 1; `calibration_error` is the expected calibration error over ten equal bins.
    `errors`, where asked for: the wrong answers by confusion, the largest group first."""

    model_config = ConfigDict(frozen=True)

    cases: int
    accuracy: float
    accuracy_with_alternatives: float
    undecided: int
    ordinary_kept: float | None
    by_language: dict[str, float]
    by_difficulty: dict[str, float]
    by_standing: dict[str, dict[str, Any]]
    types: dict[str, dict[str, Any]]
    confusion: dict[str, dict[str, int]]
    calibration_error: float
    calibration: list[dict[str, Any]]
    surer_half_gain: float
    style_accuracy: float | None
    style_cases: int
    style_unknown_kept: float | None
    styles: dict[str, dict[str, Any]]
    alerts: dict[str, dict[str, Any]]
    alerts_pooled: dict[str, Any]
    pack: dict[str, Any]
    errors: list[Confusion] | None = None


def evaluate(cases: Iterable[Case], assessor: Assessor, *, errors: bool = False) -> Evaluation:
    """Assess every case and compare; with `errors`, group the wrong answers too. Raises ValueError where there is no
    case."""
    pairs = list(_answers(cases, assessor))
    if not pairs:
        raise ValueError("there is no labelled case to evaluate")
    result = summarise(pairs, assessor.pack.model_dump(mode="json"))
    if not errors:
        return result
    return result.model_copy(update={"errors": confusions(
        (case.expected.type, case.expected.alt_types, answer) for case, answer in pairs)})


def _answers(cases: Iterable[Case], assessor: Assessor) -> Iterator[tuple[Case, Assessment]]:
    for case in cases:
        yield case, assessor.assess(case.complaint)


def summarise(pairs: Sequence[tuple[Case, Assessment]], pack: dict[str, Any]) -> Evaluation:
    """The figures of answered cases."""
    right = [answer.type.id == case.expected.type for case, answer in pairs]
    accepted = [answer.type.id in (case.expected.type, *case.expected.alt_types) for case, answer in pairs]
    confusion: dict[str, Counter[str]] = {}
    for case, answer in pairs:
        confusion.setdefault(case.expected.type, Counter())[answer.type.id] += 1
    error, bins = _calibration([answer.type.confidence for _, answer in pairs], accepted)
    ordinary = [hit for hit, (case, _) in zip(right, pairs, strict=True) if case.expected.type == "ordinary"]
    styled = [(case, answer) for case, answer in pairs if case.expected.style not in (None, UNKNOWN_STYLE)]
    unstyled = [(case, answer) for case, answer in pairs if case.expected.style == UNKNOWN_STYLE]
    alerts = _alerts(pairs)
    return Evaluation(
        cases=len(pairs),
        accuracy=_share(right),
        accuracy_with_alternatives=_share(accepted),
        undecided=sum(answer.type.id == "undecided" for _, answer in pairs),
        ordinary_kept=_share(ordinary) if ordinary else None,
        by_language=_grouped(right, [case.complaint.language or answer.language for case, answer in pairs]),
        by_difficulty=_grouped(right, [case.expected.difficulty for case, _ in pairs]),
        by_standing=_standings(pairs, right),
        types={name: figures.as_row() for name, figures in _figures(
            [(case.expected.type, answer.type.id) for case, answer in pairs]).items()},
        confusion={name: dict(sorted(row.items())) for name, row in sorted(confusion.items())},
        calibration_error=error,
        calibration=bins,
        surer_half_gain=_surer_half([answer.type.confidence for _, answer in pairs], accepted),
        style_accuracy=_share([answer.style.id in (case.expected.style, *case.expected.alt_styles)
                               for case, answer in styled]) if styled else None,
        style_cases=len(styled),
        style_unknown_kept=_share([answer.style.id in (UNKNOWN_STYLE, *case.expected.alt_styles)
                                   for case, answer in unstyled]) if unstyled else None,
        styles={name: figures.as_row() for name, figures in _figures(
            [(str(case.expected.style), answer.style.id) for case, answer in styled + unstyled]).items()},
        alerts={name: figures.as_row() for name, figures in alerts.items()},
        alerts_pooled=Figures(cases=sum(item.cases for item in alerts.values()),
                              answered=sum(item.answered for item in alerts.values()),
                              right=sum(item.right for item in alerts.values())).as_row(),
        pack=pack,
    )


def _r(value: float | None) -> float | None:
    return None if value is None else round(value, 4)


def _share(hits: Sequence[bool]) -> float:
    return round(sum(hits) / len(hits), 4) if hits else 0.0


def _grouped(hits: Sequence[bool], keys: Sequence[str | int | None]) -> dict[str, float]:
    """The share of hits by key; what has none is left out."""
    groups: dict[str, list[bool]] = {}
    for hit, key in zip(hits, keys, strict=True):
        if key is not None:
            groups.setdefault(str(key), []).append(hit)
    return {key: _share(groups[key]) for key in sorted(groups)}


def _standings(pairs: Sequence[tuple[Case, Assessment]], right: Sequence[bool]) -> dict[str, dict[str, Any]]:
    groups: dict[str, list[bool]] = {}
    for (_, answer), hit in zip(pairs, right, strict=True):
        groups.setdefault(answer.type.standing, []).append(hit)
    return {name: {"answers": len(hits), "right": _share(hits)} for name, hits in sorted(groups.items())}


def _figures(pairs: Sequence[tuple[str, str]]) -> dict[str, Figures]:
    cases = Counter(expected for expected, _ in pairs)
    answers = Counter(given for _, given in pairs)
    right = Counter(expected for expected, given in pairs if expected == given)
    return {name: Figures(cases=cases[name], answered=answers[name], right=right[name])
            for name in sorted(cases.keys() | answers.keys())}


def _alerts(pairs: Sequence[tuple[Case, Assessment]]) -> dict[str, Figures]:
    counts: dict[str, Counter[str]] = {}
    for case, answer in pairs:
        labelled = case.expected.alerts_labelled
        expected = set(case.expected.alerts)
        given = {alert.id for alert in answer.alerts}
        for name in expected | given:
            if labelled is not None and name not in labelled:
                continue
            count = counts.setdefault(name, Counter())
            count["cases"] += name in expected
            count["answered"] += name in given
            count["right"] += name in expected and name in given
    return {name: Figures(cases=count["cases"], answered=count["answered"], right=count["right"])
            for name, count in sorted(counts.items())}


def _calibration(confidences: Sequence[float], right: Sequence[bool]) -> tuple[float, list[dict[str, Any]]]:
    bins: list[dict[str, Any]] = []
    error = 0.0
    for number in range(BINS):
        inside = [(confidence, hit) for confidence, hit in zip(confidences, right, strict=True)
                  if min(BINS - 1, int(confidence * BINS)) == number]
        if not inside:
            continue
        stated = sum(confidence for confidence, _ in inside) / len(inside)
        actual = sum(hit for _, hit in inside) / len(inside)
        error += abs(stated - actual) * len(inside) / len(confidences)
        bins.append({"from": number / BINS, "answers": len(inside), "stated": round(stated, 4),
                     "right": round(actual, 4)})
    return round(error, 4), bins


def _surer_half(confidences: Sequence[float], right: Sequence[bool]) -> float:
    """How much more often the surer half is right than the other."""
    order = sorted(zip(confidences, right, strict=True), key=lambda item: -item[0])
    half = len(order) // 2
    if not half:
        return 0.0
    return round(sum(hit for _, hit in order[:half]) / half - sum(hit for _, hit in order[half:]) / (len(order) - half),
                 4)
