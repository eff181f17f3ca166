"""One line of feedback: an agent's verdict on an answer."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, ValidationError, model_validator

from complaint_rules.complaint import Complaint
from complaint_rules.errors import InvalidComplaintError
from complaint_rules.verdict import Verdict


class Reason(StrEnum):
    """Why an answer is wrong."""

    misread = "misread"
    not_own_words = "not_own_words"
    justified = "justified"
    missed = "missed"
    other_type = "other_type"
    wrong_record = "wrong_record"
    wrong_style = "wrong_style"
    false_alert = "false_alert"
    missed_alert = "missed_alert"
    unfit_advice = "unfit_advice"
    other = "other"


Part = Literal["type", "style", "alert"]

# For people who choose one; and the part of the answer whose rules were wrong, where any were.
REASONS: Mapping[Reason, tuple[str, Part | None]] = {
    Reason.misread: ("The quoted words mean something else here", "type"),
    Reason.not_own_words: ("The quoted words are not the customer's own: quoted, reported, or ours", "type"),
    Reason.justified: ("The conduct has a plain reason: our fault, or a promise that we missed", "type"),
    Reason.missed: ("What tells was said or known, but not noticed", "type"),
    Reason.other_type: ("What was noticed is there, but another type fits better", "type"),
    Reason.wrong_record: ("Counters or observations were wrong or incomplete; no rule is at fault", None),
    Reason.wrong_style: ("The work style is wrong", "style"),
    Reason.false_alert: ("An alert was raised without ground", "alert"),
    Reason.missed_alert: ("An alert should have been raised", None),
    Reason.unfit_advice: ("The advice or a phrase does not fit", None),
    Reason.other: ("Something else", "type"),
}


class _Named(BaseModel):
    model_config = ConfigDict(frozen=True)

    id: str


class Spoken(BaseModel):
    """What one rule said: for (or, with a negative weight, against) what it supports."""

    model_config = ConfigDict(frozen=True)

    rule: str
    supports: str
    weight: float


class Answer(BaseModel):
    """What feedback needs of an assessment; its other fields, of whatever version, are passed over."""

    model_config = ConfigDict(frozen=True)

    type: _Named
    style: _Named
    evidence: tuple[Spoken, ...]
    alerts: tuple[_Named, ...] = ()

    @classmethod
    def of(cls, verdict: Verdict) -> Answer:
        return cls(type=_Named(id=verdict.type), style=_Named(id=verdict.style),
                   evidence=tuple(Spoken(rule=item.rule, supports=item.supports, weight=item.weight)
                                  for item in verdict.evidence),
                   alerts=tuple(_Named(id=name) for name, _ in verdict.alerts))

    def given(self, part: str) -> set[str]:
        """What the answer says of a part, as rules support it (`type:x`); nothing of a part that is not known."""
        named = {"type": (self.type,), "style": (self.style,), "alert": self.alerts}.get(part, ())
        return {f"{part}:{item.id}" for item in named}


class Judgement(BaseModel):
    """An agent's verdict on an answer. The complaint itself is answered again where `answer` is not given."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    complaint: Complaint | None = None
    complaint_id: str | None = None
    answer: Answer | None = None
    verdict: Literal["right", "wrong"]
    better_type: str | None = None
    reason: Reason | None = None

    @model_validator(mode="after")
    def _consistent(self) -> Judgement:
        if self.complaint is None and (self.complaint_id is None or self.answer is None):
            raise ValueError("give the complaint, or complaint_id and answer")
        if self.verdict == "right" and (self.better_type is not None or self.reason is not None):
            raise ValueError("better_type and reason belong to the verdict wrong; remove them, or change the verdict")
        if self.verdict == "wrong" and self.reason is None:
            raise ValueError(f"the verdict wrong needs a reason: {', '.join(Reason)}")
        return self

    @classmethod
    def of(cls, data: Any, types: frozenset[str]) -> Judgement:
        """Parse a line; `types` are those of the pack. Raises InvalidComplaintError that names the field."""
        try:
            found = cls.model_validate(data)
        except ValidationError as error:
            plain = InvalidComplaintError.of(error)
            if isinstance(data, Mapping) and plain.field in data.keys() - cls.model_fields.keys():
                plain.message = "is not a field of feedback; check the spelling or remove it"
            raise plain from None
        if found.better_type is not None and found.better_type not in types:
            raise InvalidComplaintError(f"{found.better_type!r} is not a type of this pack; use one of "
                                        f"{', '.join(sorted(types))}", "better_type")
        return found

    def check(self, answer: Answer) -> None:
        """Raises InvalidComplaintError where the type is called wrong for the one that the answer has."""
        if self.reason is not None and REASONS[self.reason][1] == "type" and self.better_type == answer.type.id:
            raise InvalidComplaintError(
                f"the answer is {answer.type.id} already; " + (
                    "name the type that would have been right, or leave better_type out" if self.answer is not None else
                    "if the agent saw another one, give it as `answer`"), "better_type")

    def blamed(self, answer: Answer) -> set[Part | None]:
        """The parts of the answer whose rules were wrong."""
        parts = {REASONS[self.reason][1]} if self.reason is not None else set()
        return parts if self.better_type in (None, answer.type.id) else parts | {"type"}

    def true_type(self, answer: Answer) -> str | None:
        """The type that the agent stands by; None where it is not told."""
        if self.verdict == "wrong":
            return self.better_type
        return None if answer.type.id == "undecided" else answer.type.id
