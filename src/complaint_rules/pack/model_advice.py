"""The shape of the files of advice by type and alert, as pydantic models."""

from __future__ import annotations

from pydantic import Field

from complaint_rules.assessment import Mode
from complaint_rules.complaint import Channel, Merit
from complaint_rules.pack import model
from complaint_rules.pack.model import Identifier, PhraseId, Purpose, Sentence, StyleId, TypeId, Why


class PhraseText(model._File):
    """A sentence to say; slots are written 〔name〕. It is kept to `modes`, `styles` and `channels` where they are
    given, to `merits` where the facts are known, and not said with the types `unless`."""

    id: PhraseId
    purpose: Purpose
    text: Sentence
    modes: tuple[Mode, ...] = ()
    styles: tuple[StyleId, ...] = ()
    channels: tuple[Channel, ...] = ()
    merits: tuple[Merit, ...] = ()
    unless: tuple[TypeId, ...] = ()


class EscalationText(model._File):
    to: Identifier
    when: Sentence
    why: Sentence


class AdviceCase(model._File):
    """What to do and say besides where one of the signals `when` was noticed."""

    when: tuple[Identifier, ...] = Field(min_length=1)
    do: tuple[Sentence, ...] = Field(min_length=1)
    phrases: tuple[PhraseText, ...] = ()


class AdviceFile(model._File):
    """`advice/<language>/<type>.yaml`: what to do and say for one type in one language. `about` says what the type is,
    for the documentation."""

    type: TypeId
    label: Sentence
    about: Sentence | None = None
    goal: Sentence
    steps: tuple[Sentence, ...] = Field(min_length=1)
    do: tuple[Sentence, ...] = Field(min_length=1)
    avoid: tuple[Sentence, ...] = Field(min_length=1)
    escalation: EscalationText | None
    phrases: tuple[PhraseText, ...] = Field(min_length=3)
    cases: tuple[AdviceCase, ...] = ()
    replaces: Why = None


class AlertAdvice(model._File):
    """What to do and say for one alert: `action` first, `stop_when` tells when to end or hand over. `goal` takes the
    place of the type's where the alert sets the matter aside."""

    label: Sentence
    action: Sentence
    phrases: tuple[PhraseText, ...] = Field(min_length=1)
    avoid: tuple[Sentence, ...] = Field(min_length=1)
    escalation: EscalationText
    stop_when: Sentence | None = None
    goal: Sentence | None = None
    do: tuple[Sentence, ...] = ()
    replaces: Why = None


class AlertAdviceFile(model._File):
    """`advice/<language>/alerts.yaml`: label, first action and words for each alert."""

    alerts: dict[Identifier, AlertAdvice]


class Probe(model._File):
    """The question that settles two types that are easily confused."""

    pair: tuple[TypeId, TypeId]
    question: Sentence
    replaces: Why = None


class ProbesFile(model._File):
    """`advice/<language>/probes.yaml`."""

    probes: tuple[Probe, ...]


class NotesFile(model._File):
    """`advice/<language>/notes.yaml`: the texts of the notes of an assessment."""

    replaces: Why = None
    notes: dict[Identifier, Sentence]
