"""Selects what to do and say. Advice never looks at text: it sees the verdict, the channel, and the merit that people
found.

The order is always the same: alerts, then the checklist before limits, then what is owed, then the type, shaped by
style, channel and way of listening. An alert may set aside the manner (style and place) or the whole matter.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import Any, NamedTuple

from complaint_rules.assessment import Alert, Escalation, Mode, Note, Phrase, Recommendation, Strategy
from complaint_rules.complaint import Channel, Language, Merit
from complaint_rules.pack.compiled import Compiled
from complaint_rules.verdict import Verdict

SEVERITIES = ("emergency", "urgent", "notice", "info")
MAX_PHRASES = 16
TYPED_LABEL_FROM = ("likely", "strong")
REMEMBERED = 2048

Text = Mapping[str, Any]
_NONE: Text = {}


class Situation(NamedTuple):
    """All that a recommendation depends on: equal situations get equal advice. `noticed` are the signals, of those that
    the type's advice asks for."""

    language: Language
    type: str
    style: str
    mode: Mode
    needs_manager: bool
    alerts: tuple[str, ...]
    channel: Channel | None
    merit: Merit | None
    listening: str | None
    noticed: frozenset[str]
    question: str | None


class _Shape(NamedTuple):
    """The advice of a type, shaped by what was noticed, style, channel and listening; with the phrases that come before
    and after the type's own."""

    steps: list[str]
    do: list[str]
    avoid: list[str]
    before: list[Text]
    after: list[Text]


class Adviser:
    """The advice of one pack in three languages. Safe to share between threads."""

    def __init__(self, compiled: Compiled) -> None:
        self._advice: dict[str, Any] = compiled["advice"]
        self._alerts: dict[str, Any] = compiled["alerts"]
        self._types: dict[str, Any] = compiled["types"]
        self._asked_for = {kind: frozenset(name for case in text["cases"] for name in case["when"])
                           for book in self._advice.values() for kind, text in book["types"].items()}
        self._channels = {(language, channel): group for language, book in self._advice.items()
                          for group in book["channels"].values() for channel in group["channels"]}
        self._probes = {(language, frozenset(pair)): question for language, book in self._advice.items()
                        for *pair, question in book["probes"]}
        self._said: dict[int, Phrase] = {}
        self._usual = lru_cache(REMEMBERED)(self._usual_phrases)
        self.recommendation = lru_cache(REMEMBERED)(self._recommendation)

    def label(self, verdict: Verdict, language: Language) -> str:
        """The neutral label; a tentative one of the eleven carries that of `undecided`."""
        shown = verdict.type
        if shown not in ("ordinary", "undecided") and verdict.standing not in TYPED_LABEL_FROM:
            shown = "undecided"
        label: str = self._advice[language]["types"][shown]["label"]
        return label

    def alerts(self, verdict: Verdict, language: Language) -> tuple[Alert, ...]:
        """The alerts, gravest first, each with its first action."""
        texts = self._advice[language]["alerts"]
        ordered = sorted(verdict.alerts, key=lambda item: SEVERITIES.index(self._alerts[item[0]]["severity"]))
        return tuple(Alert(
            id=name, severity=self._alerts[name]["severity"], label=texts[name]["label"],
            action=texts[name]["action"], evidence=tuple(indexes)) for name, indexes in ordered)

    def notes(self, ids: Iterable[str], language: Language, listening: str | None = None) -> tuple[Note, ...]:
        """The notes by id, and that on the way of listening."""
        book = self._advice[language]
        notes = [Note(id=name, message=book["notes"][name]) for name in dict.fromkeys(ids)]
        if listening in book["listening"]:
            notes.append(Note(id=f"listening_{listening}", message=book["listening"][listening]["note"]))
        return tuple(notes)

    def recommend(self, verdict: Verdict, alerts: Iterable[Alert], language: Language, channel: Channel | None,
                  merit: Merit | None = None, listening: str | None = None) -> Recommendation:
        """Strategy, phrases, escalation and the next question, led by the alerts (gravest first)."""
        asked_for = self._asked_for[verdict.type]
        return self.recommendation(Situation(
            language, verdict.type, verdict.style, verdict.mode, verdict.needs_manager,
            tuple(alert.id for alert in alerts), channel, merit, listening,
            frozenset(item.signal for item in verdict.evidence if item.signal in asked_for) if asked_for
            else asked_for, self._question(verdict, language)))

    def _question(self, verdict: Verdict, language: Language) -> str | None:
        """The question that settles the two best candidates, or failing that the best one against the next."""
        first = verdict.ranking[0].id
        return next((question for other in verdict.ranking[1:4]
                     if (question := self._probes.get((language, frozenset((first, other.id))))) is not None), None)

    def _recommendation(self, at: Situation) -> Recommendation:
        book = self._advice[at.language]
        advice = book["types"][at.type]
        grave = [name for name in at.alerts if self._alerts[name]["severity"] != "info"]
        guarded = at.mode != "serve" or self._sets_aside(at.type)
        leading = grave or (() if guarded else at.alerts)
        escalation = book["alerts"][leading[0]]["escalation"] if leading else advice["escalation"]
        alerts = [book["alerts"][name] for name in at.alerts]
        forbidden = {purpose for name in at.alerts for purpose in self._alerts[name]["forbids"]}
        slots = {slot for name in at.alerts for slot in self._alerts[name]["forbids_slots"]}

        def fits(phrase: Text) -> bool:
            return (phrase["purpose"] not in forbidden and _without(slots, phrase) and _true(phrase, at.merit)
                    and _fits(phrase, at.type, at.style, at.channel, at.mode))

        urgent = [phrase for text in alerts for phrase in text["phrases"] if fits(phrase)]
        merit = [book["merits"][at.merit]] if at.merit in book["merits"] else []
        # People come first: neither the advice of the type nor the question about the matter is for now.
        matter_aside = self._any(at.alerts, "sets_matter_aside")
        if matter_aside:
            strategy = Strategy(
                goal=next((text["goal"] for text in alerts if text["goal"]), advice["goal"]),
                steps=_lead([book["alerts"][name] for name in grave]), do=(*_lines(alerts, "do"), *merit),
                avoid=_lines(alerts, "avoid"))
            phrases = [phrase for name in grave if self._alerts[name]["severity"] != "notice"
                       for phrase in book["alerts"][name]["phrases"] if fits(phrase)]
        else:
            mode = book["modes"].get(at.mode, _NONE) if at.mode not in forbidden else _NONE
            shape = self._shape(at, book, advice, mode)
            strategy = Strategy(
                goal=advice["goal"], steps=(*_lead(alerts), *mode.get("steps", ()), *merit, *shape.steps),
                do=(*_lines(alerts, "do"), *shape.do),
                avoid=(*_lines(alerts, "avoid"), *mode.get("avoid", ()), *shape.avoid))
            first = urgent + [phrase for phrase in shape.before if fits(phrase)]
            last = [phrase for phrase in shape.after if fits(phrase)]
            styled = not self._any(at.alerts, "sets_manner_aside") and at.mode != "stop"
            forbidden |= set(mode.get("forbids", ()))
            usual = [phrase for phrase in self._usual(at.language, at.type, at.style, at.channel, at.mode, at.merit)
                     if phrase["purpose"] not in forbidden and _without(slots, phrase)
                     and (styled or not phrase["styles"])]
            room = max(0, MAX_PHRASES - len(first) - len(last))
            phrases = first + usual[:room] + last
        return Recommendation(
            mode=at.mode,
            needs_manager=at.needs_manager,
            strategy=strategy,
            phrases=tuple(self._say(phrase) for phrase in phrases),
            escalation=Escalation(**escalation) if escalation else None,
            next_question=None if matter_aside else at.question,
            sources=tuple(self._types[at.type]["sources"]) if at.type in self._types else (),
        )

    def _usual_phrases(self, language: Language, kind: str, style: str, channel: Channel | None, mode: Mode,
                       merit: Merit | None) -> list[Text]:
        """A type's own phrases of service that fit: those for the style first, those that close last."""
        found = [phrase for phrase in self._advice[language]["types"][kind]["phrases"]
                 if _fits(phrase, kind, style, channel, mode) and _true(phrase, merit)
                 and (not phrase["modes"] or "serve" in phrase["modes"])]
        return sorted(found, key=lambda phrase: (phrase["purpose"] == "close", not phrase["styles"]))

    def _shape(self, at: Situation, book: Text, advice: Text, mode: Text) -> _Shape:
        plain = self._sets_aside(at.type)
        aside = self._any(at.alerts, "sets_manner_aside")
        style = _NONE if aside else book["styles"].get(at.style, _NONE)
        channel = self._channels.get((at.language, at.channel), _NONE)
        heard = channel.get("spoken", True)
        listening = book["listening"].get(at.listening, _NONE) if heard and not aside and not plain else _NONE
        cases = [case for case in advice["cases"] if not at.noticed.isdisjoint(case["when"])]
        do = [line for case in cases for line in case["do"]]
        do += _of_type(style, at.type, ())
        if style and not plain:
            do += [style["pace"]] if heard else []
            do += [style["order"], style["tone"]]
        do += [] if aside else _of_type(channel, at.type, (channel["place"],) if channel and not plain else ())
        do += _of_type(listening, at.type, listening.get("do", ()))
        return _Shape(
            steps=[*advice["steps"], *channel.get("steps", ())],
            do=[*do, *advice["do"]],
            avoid=[*advice["avoid"], *(() if plain else style.get("avoid", ())), *channel.get("avoid", ())],
            before=[*(() if plain or at.mode == "stop" else channel.get("first", ())), *mode.get("phrases", ()),
                    *(phrase for phrase in advice["phrases"] if phrase["modes"] and "serve" not in phrase["modes"]),
                    *(phrase for case in cases for phrase in case["phrases"])],
            after=[] if plain or mode else [*style.get("phrases", ()), *listening.get("phrases", ()),
                                            *channel.get("last", ())])

    def _sets_aside(self, kind: str) -> bool:
        """Whether a type sets the manner aside: people are protected first."""
        return kind in self._types and bool(self._types[kind]["sets_manner_aside"])

    def _any(self, alerts: Iterable[str], effect: str) -> bool:
        return any(self._alerts[name][effect] for name in alerts)

    def _say(self, phrase: Text) -> Phrase:
        """The phrase as it goes out, made once."""
        said = self._said.get(id(phrase))
        if said is None:
            said = self._said[id(phrase)] = Phrase(id=phrase["id"], purpose=phrase["purpose"], text=phrase["text"],
                                                   slots=tuple(phrase["slots"]))
        return said


def _fits(phrase: Text, kind: str, style: str, channel: Channel | None, mode: Mode) -> bool:
    return (kind not in phrase["unless"]
            and (not phrase["channels"] or channel is None or channel in phrase["channels"])
            and (not phrase["styles"] or style in phrase["styles"])
            and (not phrase["modes"] or mode in phrase["modes"]))


def _true(phrase: Text, merit: Merit | None) -> bool:
    """Whether the facts, where they are known, do not belie a phrase."""
    return merit is None or not phrase["merits"] or merit in phrase["merits"]


def _without(slots: set[str], phrase: Text) -> bool:
    """Whether a phrase has none of these slots, be they open or filled by a team's own words."""
    return not slots or (slots.isdisjoint(phrase["slots"]) and slots.isdisjoint(phrase["filled"]))


def _lead(alerts: list[Text]) -> tuple[str, ...]:
    """What to do first for each alert, then when to stop."""
    return tuple(text[field] for field in ("action", "stop_when") for text in alerts if text[field])


def _lines(texts: Iterable[Text], field: str) -> tuple[str, ...]:
    return tuple(line for text in texts for line in text[field])


def _of_type(entry: Text, kind: str, otherwise: Iterable[str]) -> list[str]:
    """The line that a style, channel or way of listening has for a type, or else its general lines."""
    line = entry.get("types", _NONE).get(kind)
    return [line] if line else list(otherwise)
