"""Advice that holds across types: by work style, channel, mode, merit and way of listening.

One file each per language under `advice/<language>/`, and `listening.yaml` for how a way of listening is recognised.
"""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from complaint_rules.complaint import Channel
from complaint_rules.pack import model
from complaint_rules.pack.model import Identifier, Purpose, Sentence, TypeId, Why
from complaint_rules.pack.model_advice import PhraseText

ListeningId = Literal["casual", "shallow", "technical", "active"]


class StyleAdvice(model._File):
    """How to speak with one work style. `types`: what the style changes in the advice for a type."""

    pace: Sentence
    order: Sentence
    tone: Sentence
    avoid: tuple[Sentence, ...] = ()
    phrases: tuple[PhraseText, ...] = Field(min_length=2)
    types: dict[TypeId, Sentence] = Field(default_factory=dict)


class StyleAdviceFile(model._File):
    """`advice/<language>/styles.yaml`."""

    replaces: Why = None
    styles: dict[Literal["driver", "analytical", "amiable", "expressive"], StyleAdvice]


class ChannelAdvice(model._File):
    """How an answer differs by channel. `place` is how to set up the talk, for types without a line of their own under
    `types`; `steps` come last; `first` and `last` are the phrases that begin and end an answer. `spoken`: there are
    turns to take, so that pace and ways of listening matter."""

    channels: tuple[Channel, ...] = Field(min_length=1)
    spoken: bool = True
    place: Sentence
    steps: tuple[Sentence, ...] = ()
    avoid: tuple[Sentence, ...] = ()
    first: tuple[PhraseText, ...] = ()
    last: tuple[PhraseText, ...] = ()
    types: dict[TypeId, Sentence] = Field(default_factory=dict)


class ChannelAdviceFile(model._File):
    """`advice/<language>/channels.yaml`: groups of channels that are handled alike."""

    replaces: Why = None
    channels: dict[Identifier, ChannelAdvice]


class ModeAdvice(model._File):
    """What comes before limiting or ending contact: the fair-process checklist and the manager's decision. `forbids`:
    purposes of a type's phrases that no longer fit."""

    forbids: tuple[Purpose, ...] = ()
    steps: tuple[Sentence, ...] = Field(min_length=1)
    avoid: tuple[Sentence, ...] = ()
    phrases: tuple[PhraseText, ...] = ()


class ModeAdviceFile(model._File):
    """`advice/<language>/modes.yaml`."""

    replaces: Why = None
    modes: dict[Literal["limit", "stop"], ModeAdvice]


class MeritAdviceFile(model._File):
    """`advice/<language>/merits.yaml`: what is owed by the facts, the same for every type, style, channel and mode."""

    replaces: Why = None
    merits: dict[Literal["company_fault", "shared", "customer_error", "third_party", "no_fault"], Sentence]


class ListeningAdvice(model._File):
    """How to speak so that it arrives with one way of listening. A line under `types` replaces `do`."""

    note: Sentence
    do: tuple[Sentence, ...] = Field(min_length=1)
    phrases: tuple[PhraseText, ...] = Field(min_length=2)
    types: dict[TypeId, Sentence] = Field(default_factory=dict)


class ListeningAdviceFile(model._File):
    """`advice/<language>/listening.yaml`."""

    replaces: Why = None
    listening: dict[ListeningId, ListeningAdvice]


class Listening(model._File):
    """How it shows in a conversation that a customer listens in one way."""

    id: ListeningId
    when: Sentence
    why: Sentence
    mistakes: Sentence
    match: tuple[model.Example, ...] = Field(min_length=1)
    no_match: tuple[model.Example, ...] = Field(min_length=1)
    replaces: Why = None


class ListeningFile(model._File):
    """`listening.yaml`: ways of listening; where two show, none is reported."""

    listening: tuple[Listening, ...]
