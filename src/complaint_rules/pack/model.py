"""The shape of the files of a rule pack, as pydantic models; their JSON Schemas are written to `docs/schema/`.

Everything is checked here that can be checked within one file; `pack.merge` and `pack.compile` look across files.
"""

from __future__ import annotations

from typing import Annotated, Any, Literal

from packaging.specifiers import InvalidSpecifier, SpecifierSet
from pydantic import BaseModel, ConfigDict, Field, StringConstraints, field_validator, model_validator

from complaint_rules.assessment import Mode, Severity, Standing
from complaint_rules.engine.program import DECIMALS

Purpose = Literal["open", "apologise", "listen", "calm", "ask", "confirm", "check", "explain", "offer", "agree",
                  "follow_up", "close", "thank", "limit", "stop", "route", "escalate", "boundary", "protect"]
StyleId = Literal["driver", "analytical", "amiable", "expressive", "unknown"]
Sentence = Annotated[str, StringConstraints(strip_whitespace=True, min_length=2)]
Identifier = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]*(\.[a-z][a-z0-9_]*)*$", max_length=80)]
TypeId = Annotated[str, StringConstraints(pattern=r"^([a-z][a-z0-9_-]*:)?[a-z][a-z0-9_]*$", max_length=80)]
PhraseId = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]*(\.[a-z0-9_]+)+$", max_length=80)]
Example = str | dict[str, Any]
Why = Annotated[Sentence | None, Field(description="Why this stands in the place of what the packs below say")]


class _File(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True, allow_inf_nan=False)


class Trilingual(_File):
    """One sentence in the three languages."""

    zh_hant: Sentence = Field(alias="zh-Hant")
    zh_hans: Sentence = Field(alias="zh-Hans")
    en: Sentence

    def by_language(self) -> dict[str, str]:
        return {"zh-Hant": self.zh_hant, "zh-Hans": self.zh_hans, "en": self.en}


class WordClass(_File):
    """Words that may stand for each other in expressions. `{other}` takes in another class. A class with `vocabulary`
    takes in the words that a team's `vocabulary.yaml` lists under that name."""

    id: Identifier
    about: Sentence | None = None
    vocabulary: Identifier | None = None
    zh: tuple[str, ...] = ()
    en: tuple[str, ...] = ()

    @model_validator(mode="after")
    def _not_empty(self) -> WordClass:
        if not self.zh and not self.en:
            raise ValueError("a word class needs words under zh or en")
        return self


class WordsFile(_File):
    """`words/*.yaml`: word classes."""

    words: tuple[WordClass, ...]


class UnitsFile(_File):
    """`units.yaml`: the unit words of each dimension with their factor to the dimension's base unit."""

    replaces: Why = None
    units: dict[Literal["times", "millimetres", "minutes", "days", "money", "percent", "years"], dict[str, float]]


class ValueExample(_File):
    """A complaint and the value that the signal has for it (null: not known)."""

    complaint: dict[str, Any]
    value: int | float | bool | None


class Signal(_File):
    """Something that can be noticed in a complaint. With `zh` or `en` it is an expression; otherwise a value that the
    library computes (its id says which), described here for people."""

    id: Identifier
    says: Trilingual
    why: Sentence
    mistakes: Sentence
    zh: tuple[str, ...] = ()
    en: tuple[str, ...] = ()
    unless_zh: tuple[str, ...] = ()
    unless_en: tuple[str, ...] = ()
    negated: Literal["drop", "keep"] = "drop"
    reported: Literal["drop", "keep"] = "drop"
    match: tuple[str, ...] = ()
    no_match: tuple[str, ...] = ()
    values: tuple[ValueExample, ...] = ()
    replaces: Why = None

    @property
    def is_expression(self) -> bool:
        return bool(self.zh or self.en)

    @model_validator(mode="after")
    def _has_examples(self) -> Signal:
        if self.is_expression and not (self.match and self.no_match):
            raise ValueError("an expression needs examples under both match and no_match")
        if not self.is_expression and not (self.values or (self.match and self.no_match)):
            raise ValueError("a signal needs examples: values, or both match and no_match")
        if self.is_expression and not self.id.startswith("says."):
            raise ValueError("the id of an expression begins with says.")
        return self


class SignalsFile(_File):
    """`signals/*.yaml`: signals of one family."""

    family: Identifier
    signals: tuple[Signal, ...]


class Rule(_File):
    """Joins signals into weighted evidence. Either `when` (a condition) with `weight`, or `scale` (a number) with
    `steps` and one weight per step: reaching a step adds its weight. With `neutral`, one of the steps, the scale says
    nothing there: steps above it count for, steps missed below it count against. What is `held` the fit may raise and
    never lower."""

    id: Identifier
    when: Sentence | None = None
    weight: float | None = None
    scale: Identifier | None = None
    steps: tuple[float, ...] = ()
    weights: tuple[float, ...] = ()
    neutral: float | None = None
    unless: Sentence | None = None
    family: Identifier | None = None
    decisive: bool = False
    held: bool = False
    says: Trilingual | None = None
    why: Sentence
    mistakes: Sentence
    match: tuple[Example, ...] = Field(min_length=1)
    no_match: tuple[Example, ...] = Field(min_length=1)
    replaces: Why = None

    @property
    def condition(self) -> str:
        """When the rule holds, in one line."""
        if self.when is not None:
            return self.when
        steps = f"{self.scale} from {', '.join(f'{step:g}' for step in self.steps)}"
        return f"{steps}, unless {self.unless}" if self.unless else steps

    @model_validator(mode="after")
    def _one_form(self) -> Rule:
        if (self.when is None) == (self.scale is None):
            raise ValueError("give either when (with weight) or scale (with steps and weights)")
        if self.scale is not None:
            if not self.steps or len(self.steps) != len(self.weights):
                raise ValueError("scale needs steps and as many weights")
            if any(step != round(step, 4) for step in self.steps):
                raise ValueError("a step has at most four decimals")
            if list(self.steps) != sorted(set(self.steps)):
                raise ValueError("steps must rise")
            if min(self.weights) < 0 < max(self.weights):
                raise ValueError("the weights of one scale all speak for or all against")
            if self.neutral is not None and self.neutral not in self.steps:
                raise ValueError("neutral is one of the steps")
            if self.weight is not None or self.decisive:
                raise ValueError("weight and decisive go with when; a scale has weights")
        elif self.weights or self.steps or self.unless or self.neutral is not None:
            raise ValueError("steps, weights, neutral and unless go with scale")
        return self


class Pattern(_File):
    """A named condition that rules share."""

    id: Identifier
    when: Sentence
    says: Trilingual
    why: Sentence
    mistakes: Sentence
    match: tuple[Example, ...] = Field(min_length=1)
    no_match: tuple[Example, ...] = Field(min_length=1)
    replaces: Why = None


class PatternsFile(_File):
    """`patterns.yaml`: named conditions."""

    patterns: tuple[Pattern, ...]


class Level(_File):
    """A number with a name, which conditions compare with as `level.<id>`."""

    id: Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]*$", max_length=80)]
    value: float = Field(ge=-(10**12), le=10**12)
    why: Sentence
    replaces: Why = None

    @field_validator("value")
    @classmethod
    def _few_decimals(cls, value: float) -> float:
        if value != round(value, DECIMALS):
            raise ValueError(f"a level has at most {DECIMALS} decimals")
        return value

    @property
    def written(self) -> str:
        """The number as a condition has it."""
        return f"{self.value:.{DECIMALS}f}".rstrip("0").rstrip(".")


class LevelsFile(_File):
    """`levels.yaml`: numbers that many conditions share."""

    levels: tuple[Level, ...]


class TypeFile(_File):
    """`types/<type>.yaml`: the evidence for and against one type. `kind`: pattern (needs history), state (of this
    contact) or manner. `sets_manner_aside`: what is said is the same for every work style. A file that adds rules to a
    type of the packs below may leave everything else out."""

    type: TypeId
    kind: Literal["pattern", "state", "manner"] | None = None
    about: Sentence | None = None
    sources: tuple[Sentence, ...] | None = None
    bias: float = 0.0
    sets_manner_aside: bool = False
    replaces: Why = None
    rules: tuple[Rule, ...]


class StyleFile(_File):
    """`styles/<style>.yaml`: the evidence for and against one work style."""

    style: StyleId
    about: Sentence | None = None
    sources: tuple[Sentence, ...] | None = None
    bias: float = 0.0
    replaces: Why = None
    rules: tuple[Rule, ...] = ()


class AlertFile(_File):
    """`alerts/<alert>.yaml`: what raises one alert. `forbids`: purposes of phrases that are not said while it is
    active; `forbids_slots`: no phrase with one of these slots is said either; `sets_type_aside`: the type is not
    reported until a person has checked; `sets_manner_aside`: advice by style and place is left out;
    `sets_matter_aside`: people come first, the advice of the type is left out as well."""

    alert: Identifier
    severity: Severity | None = None
    about: Sentence | None = None
    sources: tuple[Sentence, ...] | None = None
    forbids: tuple[Purpose, ...] = ()
    forbids_slots: tuple[Identifier, ...] = ()
    sets_type_aside: bool = False
    sets_manner_aside: bool = False
    sets_matter_aside: bool = False
    replaces: Why = None
    rules: tuple[Rule, ...]


class VerdictRule(_File):
    """One line of the verdict; in each list the first whose condition holds decides."""

    id: Identifier
    when: Sentence
    gives: Annotated[str, StringConstraints(pattern=r"^([a-z][a-z0-9_-]*:)?[a-z][a-z0-9_]*(\.[a-z]+)?$", max_length=80)]
    why: Sentence


class VerdictFile(_File):
    """`verdict.yaml`: how scores become an answer."""

    replaces: Why = None
    type: tuple[VerdictRule, ...]
    style: tuple[VerdictRule, ...]
    standing: tuple[VerdictRule, ...]
    mode: tuple[VerdictRule, ...]


class Expectation(_File):
    """What an answer must hold. `alerts` are all that are raised; `evidence` names rules that must speak for or against
    what they are about. What is left out is not looked at."""

    type: TypeId | None = None
    style: StyleId | None = None
    standing: Standing | None = None
    mode: Mode | None = None
    needs_manager: bool | None = None
    alerts: tuple[Identifier, ...] | None = None
    evidence: dict[Identifier, Literal["for", "against"]] = Field(default_factory=dict)


class WholeExample(_File):
    """A complaint and the answer to it."""

    id: Identifier
    why: Sentence | None = None
    complaint: dict[str, Any]
    expect: Expectation
    replaces: Why = None


class ExamplesFile(_File):
    """`examples/*.yaml`: complaints with the answers that the pack must give to them."""

    examples: tuple[WholeExample, ...]


class Retired(_File):
    """A rule, signal, pattern, word class, level or example of the packs below that this pack takes out, and why."""

    id: Identifier
    reason: Sentence


class PackFile(_File):
    """`pack.yaml`: name, version and settings of a pack."""

    name: Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_-]*$")]
    version: Annotated[str, StringConstraints(pattern=r"^\d+\.\d+\.\d+$")]
    schema_version: Literal[1] = Field(alias="schema")
    about: Sentence
    requires: str | None = Field(None, description="Versions of complaint-rules that the pack is made for, such as "
                                                   "\">=0.1,<0.2\"")
    family_cap: float = Field(6.0, gt=0, le=100, description="The most that one family of evidence may add or take")
    temperature: float = Field(1.0, gt=0, le=100, description="Softens the confidences of types")
    style_temperature: float = Field(1.0, gt=0, le=100)
    mix: dict[str, float] = Field(default_factory=dict, description="Share of each type in the cases fitted on")
    retire: tuple[Retired, ...] = ()

    @field_validator("requires")
    @classmethod
    def _readable(cls, requires: str | None) -> str | None:
        try:
            SpecifierSet(requires or "")
        except InvalidSpecifier:
            raise ValueError(f"{requires!r} names no versions; write for example \">=0.1,<0.2\"") from None
        return requires
