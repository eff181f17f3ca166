"""Selects what to do and say. Advice never looks at text: it sees the verdict and the channel alone."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from complaint_rules.assessment import Alert, Escalation, Note, Phrase, Recommendation, Strategy
from complaint_rules.complaint import Channel, Language
from complaint_rules.pack.compiled import Compiled
from complaint_rules.verdict import Verdict

SEVERITIES = ("emergency", "urgent", "notice", "info")
MAX_PHRASES = 12
TYPED_LABEL_FROM = ("likely", "strong")


class Adviser:
    """The advice of one pack in three languages."""

    def __init__(self, compiled: Compiled) -> None:
        self._advice: dict[str, Any] = compiled["advice"]
        self._alerts: dict[str, Any] = compiled["alerts"]
        self._types: dict[str, Any] = compiled["types"]

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

    def recommend(self, verdict: Verdict, alerts: Iterable[Alert], language: Language,
                  channel: Channel | None) -> Recommendation:
        """Strategy, phrases, escalation and the next question, led by the alerts."""
        book = self._advice[language]
        active = [alert.id for alert in alerts]
        advice = book["types"][verdict.type]
        texts = [book["alerts"][name] for name in active]
        grave = [name for name in active if self._alerts[name]["severity"] in ("emergency", "urgent", "notice")]
        forbidden = {purpose for name in active for purpose in self._alerts[name]["forbids"]}
        escalation = (book["alerts"][grave[0]]["escalation"] if grave else advice["escalation"])
        return Recommendation(
            mode=verdict.mode,
            needs_manager=verdict.needs_manager,
            strategy=Strategy(
                goal=advice["goal"],
                steps=(*(text["action"] for text in texts), *advice["steps"]),
                do=tuple(advice["do"]),
                avoid=(*(line for text in texts for line in text["avoid"]), *advice["avoid"])),
            phrases=self._phrases(texts, advice, verdict, channel, forbidden),
            escalation=Escalation(**escalation) if escalation else None,
            next_question=self._probe(book["probes"], verdict),
            sources=tuple(self._types[verdict.type]["sources"]) if verdict.type in self._types else (),
        )

    @staticmethod
    def _phrases(alert_texts: list[Any], advice: Mapping[str, Any], verdict: Verdict, channel: Channel | None,
                 forbidden: set[str]) -> tuple[Phrase, ...]:
        def fits(phrase: Mapping[str, Any]) -> bool:
            return (phrase["purpose"] not in forbidden
                    and (not phrase["channels"] or channel is None or channel in phrase["channels"])
                    and (not phrase["styles"] or verdict.style in phrase["styles"])
                    and (not phrase["modes"] or verdict.mode in phrase["modes"]))

        def rank(phrase: Mapping[str, Any]) -> int:
            return 0 if phrase["modes"] else 1 if phrase["styles"] else 2

        urgent = [phrase for text in alert_texts for phrase in text["phrases"] if fits(phrase)]
        usual = sorted((phrase for phrase in advice["phrases"] if fits(phrase)), key=rank)
        return tuple(Phrase(id=phrase["id"], purpose=phrase["purpose"], text=phrase["text"],
                            slots=tuple(phrase["slots"]))
                     for phrase in (urgent + usual)[:max(MAX_PHRASES, len(urgent))])

    @staticmethod
    def _probe(probes: list[list[str]], verdict: Verdict) -> str | None:
        """The question that settles the two best candidates, or failing that the best one against the next."""
        first = verdict.ranking[0].id
        for other in verdict.ranking[1:4]:
            for one, two, question in probes:
                if {one, two} == {first, other.id}:
                    return question
        return None

    def notes(self, ids: Iterable[str], language: Language) -> tuple[Note, ...]:
        texts = self._advice[language]["notes"]
        return tuple(Note(id=name, message=texts[name]) for name in dict.fromkeys(ids))
