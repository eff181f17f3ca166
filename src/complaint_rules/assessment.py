"""What goes out: an assessment with its evidence, alerts and advice, the record that may be stored, and the refusal.

Field names follow the published interface (`docs/schema/assessment.schema.json`).
"""

from __future__ import annotations

import datetime as dt
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict

from complaint_rules.complaint import Language, whole_characters
from complaint_rules.judging import judging_words

Standing = Literal["tentative", "likely", "strong"]
Severity = Literal["info", "notice", "urgent", "emergency"]
Source = Literal["expression", "meaning", "manner", "conversation", "counter", "observation"]
Mode = Literal["serve", "limit", "stop"]

SCHEMA_VERSION: Literal[1] = 1
RECORD_DAYS = 90
NOTE_QUOTES = 3


class _Frozen(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Quote(_Frozen):
    """The customer's own characters: `messages[message].text[start:end] == text`, in code points."""

    message: int
    start: int
    end: int
    text: str


class Evidence(_Frozen):
    """One reason for or against a type, a style or an alert. `weight` is in the units of the ranking's scores
    (natural logarithm of odds); negative weights speak against."""

    rule: str
    signal: str
    supports: str
    weight: float
    source: Source
    says: str
    quotes: tuple[Quote, ...] = ()
    value: int | float | bool | None = None


class TypeResult(_Frozen):
    """The type of conduct in this contact. `label` is neutral wording that a customer may read."""

    id: str
    confidence: float
    standing: Standing
    label: str


class StyleResult(_Frozen):
    """The work style that shows in the writing: driver, analytical, amiable, expressive or unknown."""

    id: str
    confidence: float


class RankedType(_Frozen):
    """A candidate: `score` adds up the evidence, `confidence` is its calibrated share; they sum to 1."""

    id: str
    score: float
    confidence: float


class Alert(_Frozen):
    """A matter of safety, law or care, independent of the type. `evidence` holds indexes into the evidence list."""

    id: str
    severity: Severity
    label: str
    action: str
    evidence: tuple[int, ...]


class Phrase(_Frozen):
    """A sentence to say. Slots such as 〔date〕 stay visible in `text` and are listed in `slots`."""

    id: str
    purpose: str
    text: str
    slots: tuple[str, ...] = ()


class SlotChoices(_Frozen):
    """What a team's list offers for a slot that stands open in a phrase."""

    slot: str
    choices: tuple[str, ...]


class Strategy(_Frozen):
    """What good handling achieves here, the steps in order, what to do and what to avoid."""

    goal: str
    steps: tuple[str, ...]
    do: tuple[str, ...]
    avoid: tuple[str, ...]


class Escalation(_Frozen):
    """To whom to pass the matter on, when, and why."""

    to: str
    when: str
    why: str


class Recommendation(_Frozen):
    """What to do and say. `limit` and `stop` are proposals: `needs_manager` says that a person decides."""

    mode: Mode
    needs_manager: bool
    strategy: Strategy
    phrases: tuple[Phrase, ...]
    choices: tuple[SlotChoices, ...] = ()
    escalation: Escalation | None
    next_question: str | None
    sources: tuple[str, ...]


class Note(_Frozen):
    """What the reader of the answer must know."""

    id: str
    message: str


class PackInfo(_Frozen):
    """What decided: the rule pack, the packs laid over it, the engine and the sentence encoder."""

    name: str
    version: str
    digest: str
    layers: tuple[str, ...]
    engine: str
    encoder: str | None


class RecordPack(_Frozen):
    """The rule pack that a record rests on."""

    name: str
    version: str
    digest: str


class Record(_Frozen):
    """The only form meant for storage in a customer's record: neutral wording, the customer's own words, the advice
    given, and an expiry. It never holds type, rule or signal ids, nor the ranking."""

    complaint_id: str | None
    label: str
    standing: Standing
    quotes: tuple[str, ...]
    alerts: tuple[str, ...]
    advice: tuple[str, ...]
    pack: RecordPack
    date: dt.date
    expires: dt.date


class CaseNote(_Frozen):
    """One entry of a case file in the form fact, quote, action, next step; a customer may read all of it. `action` and
    `next_step` are what the agent says was done and comes next, None where nothing was said."""

    date: dt.date
    fact: tuple[str, ...]
    quote: tuple[str, ...]
    action: str | None
    next_step: str | None


class Assessment(_Frozen):
    """The complete answer to one complaint; `.model_dump(mode="json")` is the published output."""

    schema_version: Literal[1] = SCHEMA_VERSION
    complaint_id: str | None
    language: Language | None
    type: TypeResult
    ranking: tuple[RankedType, ...]
    style: StyleResult
    evidence: tuple[Evidence, ...]
    alerts: tuple[Alert, ...]
    recommendation: Recommendation
    notes: tuple[Note, ...]
    pack: PackInfo

    def case_note(self, at: dt.date, action: str | None = None, next_step: str | None = None) -> CaseNote:
        """The note of a contact on the date `at`: what counters and checks say, the customer's words, what was done and
        what comes next (None where absent: advice is no deed). Raises ValueError for an action or a next step with
        words that insult, diagnose or guess."""
        for field, text in (("action", action), ("next_step", next_step)):
            if text and (words := judging_words(text)):
                raise ValueError(f"{field}: {', '.join(words)} has no place in a record; write what was said and done")
        facts = dict.fromkeys(item.says for item in self.evidence if item.source == "counter")
        quotes = dict.fromkeys(quote.text for item in self.evidence if item.weight > 0 for quote in item.quotes)
        return CaseNote(date=dt.date(at.year, at.month, at.day), quote=tuple(quotes)[:NOTE_QUOTES],
                        fact=(*facts, *(alert.label for alert in self.alerts)),
                        action=action or None, next_step=next_step or None)

    def record(self, at: dt.date, expires: dt.date | None = None) -> Record:
        """The storable form. `at` is the date of the contact, `expires` the date on which the record is to be deleted
        (90 days after `at` where absent). Raises ValueError if `expires` lies before `at`, or `at` too late for one."""
        at = dt.date(at.year, at.month, at.day)
        if expires is None and at > dt.date.max - dt.timedelta(days=RECORD_DAYS):
            raise ValueError(f"at ({at}) leaves no room for an expiry; state expires")
        end = (at + dt.timedelta(days=RECORD_DAYS) if expires is None
               else dt.date(expires.year, expires.month, expires.day))
        if end < at:
            raise ValueError(f"expires ({end}) lies before at ({at})")
        quotes = dict.fromkeys(quote.text for item in self.evidence if item.weight > 0 for quote in item.quotes)
        return Record(
            complaint_id=self.complaint_id,
            label=self.type.label,
            standing=self.type.standing,
            quotes=tuple(quotes),
            alerts=tuple(alert.label for alert in self.alerts),
            advice=self.recommendation.strategy.steps,
            pack=RecordPack(name=self.pack.name, version=self.pack.version, digest=self.pack.digest),
            date=at,
            expires=end,
        )


class RefusalError(_Frozen):
    """Why a complaint was not answered: `kind` (syntax or validation), the message, and the field."""

    kind: str
    message: str
    field: str | None = None


class Refusal(_Frozen):
    """Stands in the place of an assessment where the input was not a valid complaint; `line` counts from 1."""

    complaint_id: str | None
    line: int | None = None
    error: RefusalError

    @classmethod
    def of(cls, kind: str, message: str, *, field: str | None = None, complaint_id: Any = None,
           line: int | None = None) -> Refusal:
        return cls(complaint_id=whole_characters(complaint_id) if isinstance(complaint_id, str) else None, line=line,
                   error=RefusalError(kind=kind, message=whole_characters(message), field=whole_characters(field)))
