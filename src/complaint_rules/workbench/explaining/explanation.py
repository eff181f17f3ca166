"""What `explain` gives: how the answer to one complaint came about, and what would have changed it."""

from __future__ import annotations

from typing import Literal

from pydantic import BaseModel, ConfigDict

from complaint_rules.assessment import Evidence, Mode, PackInfo, Quote, Source, Standing, StyleResult
from complaint_rules.complaint import Language, Role

Known = bool | int | float | None


class _Frozen(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Segment(_Frozen):
    """A piece of a message and the signals that quote it; `closes` lists those whose quote ends with it."""

    text: str
    signals: tuple[str, ...] = ()
    closes: tuple[str, ...] = ()


class MarkedMessage(_Frozen):
    """One message, cut where a quote begins or ends; the texts of the segments add up to it."""

    role: Role
    segments: tuple[Segment, ...]


class SentenceShare(_Frozen):
    """What one sentence adds to a score by meaning, in the score's own units; negative: takes away."""

    quote: Quote
    share: float


class FoundSignal(_Frozen):
    """A signal that was noticed, and how. `value`: true, or the number (counters after deducting what we caused).
    `count`: how often an expression stands in the text. By meaning: `sentences` with their shares, largest first, and
    `whole_text`, the share of the text as a whole. `used_by`: the rules with a weight that it shows."""

    name: str
    source: Source
    says: str | None
    value: Known
    count: int | None = None
    quotes: tuple[Quote, ...] = ()
    sentences: tuple[SentenceShare, ...] = ()
    whole_text: float | None = None
    used_by: tuple[str, ...] = ()


class FiredRule(_Frozen):
    """A rule that fired. `evidence` is what the assessment says about it (None where the weight is 0). For a scale,
    `step` counts the steps reached from 1, and `next_step` is the value at which the next is reached."""

    id: str
    supports: str
    weight: float
    family: str
    decisive: bool
    when: str
    why: str
    place: str
    step: int | None = None
    next_step: float | None = None
    evidence: Evidence | None = None


class ScoreStep(_Frozen):
    """One rule's part in a score: its `weight`, what of it `counted` after the cap of its family, and the `running`
    score after it."""

    rule: str
    weight: float
    counted: float
    running: float


class RunningScore(_Frozen):
    """How the score of a type or style adds up: `bias` plus the steps, heaviest first; the last one's `running` is the
    `score`. `confidence` is the share among the candidates."""

    id: str
    bias: float
    steps: tuple[ScoreStep, ...]
    score: float
    confidence: float


class VerdictRule(_Frozen):
    """The line of verdict.yaml that decided, the first of its list that holds; `gives` is what it says, `result` what
    that means here."""

    decides: Literal["type", "style", "standing", "mode"]
    id: str
    gives: str
    result: str
    when: str
    why: str
    place: str


class Condition(_Frozen):
    """One test of a rule, as written in the rule files, with the actual value (None: not known)."""

    text: str
    signal: str
    actual: Known


class NearMiss(_Frozen):
    """A rule that one condition kept from firing: `missing` does not hold, `met` do. `weight` is what it would add."""

    rule: str
    supports: str
    weight: float
    missing: Condition
    met: tuple[Condition, ...]
    place: str


class Change(_Frozen):
    """One changed counter, observation or signal. `was` and `becomes` are its values; None is "not known", and for
    expressions and observations "not there"."""

    signal: str
    source: Source
    was: Known
    becomes: Known


class Alternative(_Frozen):
    """One change, or two together, and the type that would be answered then with what confidence."""

    changes: tuple[Change, ...]
    type: str
    confidence: float


class ExplainedType(_Frozen):
    """The type that was answered."""

    id: str
    confidence: float
    standing: Standing


class Explanation(_Frozen):
    """How the answer to one complaint came about. For rule authors: ids of types, rules and signals stand everywhere.
    Sentences of `says` are in `says_language`. Scores are natural logarithms of odds, confidences 0 to 1."""

    schema_version: Literal[1] = 1
    complaint_id: str | None
    language: Language | None
    says_language: Language
    type: ExplainedType
    style: StyleResult
    mode: Mode
    needs_manager: bool
    alerts: tuple[str, ...]
    notes: tuple[str, ...]
    messages: tuple[MarkedMessage, ...]
    signals: tuple[FoundSignal, ...]
    rules: tuple[FiredRule, ...]
    types: tuple[RunningScore, ...]
    styles: tuple[RunningScore, ...]
    verdict: tuple[VerdictRule, ...]
    verdict_facts: dict[str, bool | int | float]
    near_misses: tuple[NearMiss, ...]
    changes: tuple[Alternative, ...]
    pack: PackInfo

    def changes_by_type(self) -> dict[str, list[Alternative]]:
        """The changes by the type they give, the best first."""
        found: dict[str, list[Alternative]] = {}
        for item in self.changes:
            found.setdefault(item.type, []).append(item)
        return found
