"""Reads one complaint into signals: values by name, and the quotes behind them."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import accumulate
from typing import Any

from complaint_rules.complaint import Complaint, Language, Message
from complaint_rules.signals.alert_meaning import AlertMeaningReader
from complaint_rules.signals.alert_wording import AlertWordingReader, Scored, frames_of
from complaint_rules.signals.conversation import Turn, read_conversation
from complaint_rules.signals.expressions import Scanner
from complaint_rules.signals.fold import fold, half_width
from complaint_rules.signals.history import Value, read_history
from complaint_rules.signals.language import detect_language
from complaint_rules.signals.manner import read_manner
from complaint_rules.signals.meaning import MeaningReader, MeaningReading
from complaint_rules.signals.scopes import Span
from complaint_rules.signals.told import Sentence, sentences_in
from complaint_rules.signals.wording import WordingReader, runs_of, words_of

MAX_QUOTES = 5
STAFF_NOTE = "manner.staff_note"
LANGUAGE_UNKNOWN = "language_unknown"


Place = tuple[int, int, int]


@dataclass
class Reading:
    """What was noticed. A value that is absent is not known. A place in `quotes` is (message, start, end). `words` has
    the place of each sentence, its words and their classes, `frames` how its words begin and go together apart,
    `signals` the names of the expressions found in it. `meaning` tells what each sentence added to the scores by
    meaning."""

    language: Language | None
    values: dict[str, Value]
    quotes: dict[str, list[Place]] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)
    has_words: bool = False
    has_history: bool = False
    words: list[tuple[Place, set[str]]] = field(default_factory=list)
    frames: list[set[str]] = field(default_factory=list)
    signals: list[set[str]] = field(default_factory=list)
    meaning: MeaningReading | None = None

    @property
    def said(self) -> Iterator[tuple[Place, set[str]]]:
        """The place of each sentence, with its words, their classes and frames, and the expressions found in it."""
        return ((place, words | frames | names) for (place, words), frames, names in
                zip(self.words, self.frames, self.signals, strict=True))


class Reader:
    """Reads complaints with the expressions and separators of a pack. Safe to share between threads."""

    def __init__(self, expressions: Mapping[str, Any], fitted: Mapping[str, Any], *,
                 meaning: MeaningReader | None = None) -> None:
        """`expressions` and `fitted` are those parts of the compiled pack."""
        self._scanner = Scanner(expressions)
        self._names: list[str] = expressions["names"]
        self._wording = WordingReader(fitted["wording"]) if "wording" in fitted else None
        self._alert_wording = AlertWordingReader(fitted["alerts"]) if "alerts" in fitted else None
        self._meaning = meaning
        self._alert_meaning = (AlertMeaningReader(fitted["alert_meaning"])
                               if meaning is not None and "alert_meaning" in fitted else None)

    def read(self, complaint: Complaint) -> Reading:
        """All signals of a complaint. Agents' turns are read for the course of the conversation alone."""
        history, notes = read_history(complaint)
        turns = complaint.turns
        own = [(number, turn) for number, turn in enumerate(turns) if turn.role != "agent" and turn.text.strip()]
        language = complaint.language
        detected = language
        if own and language is None:
            detected = detect_language(half_width("\n".join(turn.text for _, turn in own)))
        reading = Reading(detected, history, notes=notes)
        reading.has_history = has_history(complaint)
        if own and detected is None:
            reading.notes.append(LANGUAGE_UNKNOWN)
            return reading
        reading.has_words = bool(own)
        if any("\ufffd" in turn.text for _, turn in own):
            reading.notes.append("characters_replaced")
        told = self._read_words(turns, reading)
        if self._wording is not None and (wording := self._wording.read(reading.words)) is not None:
            _add("wording", wording.scores, wording.quotes, reading)
        worded: list[Scored] = []
        if self._alert_wording is not None:
            worded = self._alert_wording.scored(reading.said)
            _add("wording", *self._alert_wording.read(worded), reading)
        meaning = self._meaning.read(told) if self._meaning is not None and own else None
        if meaning is not None:
            reading.meaning = meaning
            _add("meaning", meaning.scores, meaning.quotes, reading)
            if worded and self._alert_meaning is not None:
                _add("meaning", *self._alert_meaning.read(worded, meaning.vectors), reading)
            if meaning.vectors.cut:
                reading.notes.append("reading_cut")
        return reading

    def _read_words(self, turns: tuple[Message, ...], reading: Reading) -> list[Sentence]:
        """Read expressions, manner and conversation; the sentences of the customer's texts."""
        heard = []
        told: list[Sentence] = []
        for number, turn in enumerate(turns):
            folded, half = fold(turn.text), half_width(turn.text)
            note = turn.role == "note"
            found = self._scanner.scan(folded, note=note, text=turn.text)
            if turn.role == "customer" and STAFF_NOTE in found.classes:
                note = True
                found = self._scanner.scan(folded, note=True, text=turn.text)
            heard.append(Turn(turn.role, folded, half, found.classes))
            if turn.role == "agent":
                continue
            sentences = list(sentences_in(number, half, folded))
            told.extend(sentences)
            runs = [runs_of(sentence.neutral) for sentence in sentences]
            reading.words.extend(
                ((sentence.message, sentence.start, sentence.end), words_of(said) | classes)
                for sentence, said, classes in zip(sentences, runs, self._classes_in(sentences), strict=True))
            reading.frames.extend(map(frames_of, runs))
            reading.signals.extend(_begun([sentence.start for sentence in sentences], sorted(
                (start, (self._names[signal],)) for signal, spans in found.signals.items() for start, _ in spans)))
            if note:
                reading.values[STAFF_NOTE] = True
            for signal, spans in found.signals.items():
                name = self._names[signal]
                reading.values[name] = True
                counter = f"{name}.count"
                reading.values[counter] = reading.values.get(counter, 0) + len(spans)
                quotes = reading.quotes.setdefault(name, [])
                quotes.extend((number, start, end) for start, end in _outermost(spans)[:MAX_QUOTES - len(quotes)])
        own = [turn for turn in heard if turn.role != "agent" and turn.folded.strip()]
        reading.values.update(read_manner([turn.text for turn in own], told, [turn.classes for turn in own]))
        reading.values.update(read_conversation(heard))
        return told

    def _classes_in(self, sentences: Sequence[Sentence]) -> list[set[str]]:
        """The word classes in each sentence, made alike as its words are."""
        texts = [sentence.neutral for sentence in sentences]
        starts = [0, *accumulate(len(text) + 1 for text in texts[:-1])]
        return _begun(starts[:len(texts)], self._scanner.classes_in("\n".join(texts)))


def _begun(starts: Sequence[int], named: Iterable[tuple[int, tuple[str, ...]]]) -> list[set[str]]:
    """The names of what begins in each sentence, given where sentences start; `named` has names by where they start."""
    begun: list[set[str]] = [set() for _ in starts]
    if begun:
        ends = [*starts[1:], math.inf]
        number = 0
        for start, names in named:
            while start >= ends[number]:
                number += 1
            begun[number].update(names)
    return begun


def _add(kind: str, scores: Mapping[str, float], quotes: Mapping[str, Sequence[Place]], reading: Reading) -> None:
    """Add what separators of a kind tell to a reading."""
    reading.values.update((f"{kind}.{name}", score) for name, score in scores.items())
    reading.quotes.update((f"{kind}.{name}", [(*place,) for place in places]) for name, places in quotes.items())


def has_history(complaint: Complaint) -> bool:
    """Whether any observation or counter is known."""
    return bool(complaint.observed) or (complaint.behaviour is not None
                                        and any(value is not None for _, value in complaint.behaviour))


def _outermost(spans: list[Span]) -> list[Span]:
    """Spans without those that lie inside another."""
    kept: list[Span] = []
    for span in sorted(spans, key=lambda item: (item[0], -item[1])):
        if not kept or span[1] > kept[-1][1]:
            kept.append(span)
    return kept
