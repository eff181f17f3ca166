"""Weighs evidence: scores, confidences, and the rules that turn them into an answer.

Scores are in natural logarithms of odds. Adding up, caps and calibration are here, shared by both engines; every
threshold is a rule of `verdict.yaml`, decided by the engine.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from pydantic import TypeAdapter

from complaint_rules.assessment import Evidence, Mode, RankedType, Standing
from complaint_rules.complaint import Language, Message
from complaint_rules.engine.program import Session
from complaint_rules.engine.reference import holds
from complaint_rules.pack.compiled import VERDICT_LISTS, Compiled
from complaint_rules.pack.runtime import CompiledRule, Profile, rules_of, scoring_of
from complaint_rules.pack.templates import fill_value
from complaint_rules.signals.reader import LANGUAGE_UNKNOWN, STAFF_NOTE, Reading

DECIMALS = 4
UNITS = 10_000
QUOTED_SOURCES = frozenset(("expression", "meaning"))
WORD_SOURCES = frozenset(("expression", "meaning", "manner"))
UNKNOWN = "unknown"
URGENT = frozenset(("urgent", "emergency"))


@dataclass
class Verdict:
    """What was decided about one complaint."""

    type: str
    confidence: float
    standing: Standing
    mode: Mode
    needs_manager: bool
    style: str
    style_confidence: float
    ranking: tuple[RankedType, ...]
    evidence: tuple[Evidence, ...]
    alerts: list[tuple[str, list[int]]]


@dataclass(frozen=True)
class Noticed:
    """Values of signals by name, and the ids of the patterns and rules that fire (a scale with a neutral step: beyond
    it). `steps` holds how far each rule went (0 for the first step, and for rules without steps)."""

    values: Mapping[str, bool | int | float]
    fired: frozenset[str]
    steps: Mapping[str, int]


class Judge:
    """Turns fired rules into a verdict, with the rules and settings of one pack."""

    def __init__(self, compiled: Compiled, profile: Profile) -> None:
        self._rules, self._owners = rules_of(compiled, profile)
        self._signals: dict[str, dict[str, str]] = compiled["signals"]
        self._types: dict[str, Any] = compiled["types"]
        self._alerts: dict[str, Any] = compiled["alerts"]
        self._scoring = scoring_of(compiled, profile)
        self._type_bias = {name: self._scoring.bias[f"type:{name}"] for name in self._types}
        self._style_bias = {name: self._scoring.bias[f"style:{name}"] for name in compiled["styles"]}
        self._decisive = frozenset(rule.id for rule in self._rules if rule.decisive)
        self._noticing = frozenset(rule.id for rule in self._rules if rule.notices)
        self._pattern_layers: list[list[str]] = compiled["patterns"]
        self._evidence_layer = len(self._pattern_layers)
        self._verdict: dict[str, list[list[str]]] = compiled["verdict"]

    @property
    def rules(self) -> list[CompiledRule]:
        return self._rules

    def notice(self, reading: Reading, session: Session) -> Noticed:
        """What fires for a complaint, whatever its weight."""
        patterns, firings = self._fire(reading, session)
        steps: dict[str, int] = {}
        for firing in firings:
            number, step = self._owners[firing]
            rule = self._rules[number].id
            steps[rule] = max(step, steps.get(rule, 0))
        beyond = [rule.id for rule in self._rules if steps.get(rule.id, -1) > rule.neutral]
        return Noticed(reading.values, frozenset([*patterns, *beyond]), steps)

    def _fire(self, reading: Reading, session: Session) -> tuple[list[str], list[int]]:
        """The patterns that hold, and the firing numbers of the evidence layer."""
        facts = dict(reading.values)
        held = []
        for layer, names in enumerate(self._pattern_layers):
            for number in session.fire(layer, facts):
                facts[names[number]] = True
                held.append(names[number])
        return held, list(session.fire(self._evidence_layer, facts))

    def judge(self, reading: Reading, session: Session, language: Language, turns: Sequence[Message]) -> Verdict:
        """Decide one complaint; sentences of evidence are in `language`, quotes come from `turns`."""
        found = self._weights(self._fire(reading, session)[1])
        evidence = self._evidence(found, reading, language, turns)
        families = self._families(found)
        ranking = self._ranking(families)
        alerts: dict[str, list[int]] = {}
        for index, item in enumerate(evidence):
            kind, _, name = item.supports.partition(":")
            if kind == "alert" and item.weight > 0:
                alerts.setdefault(name, []).append(index)
        facts = self._facts(reading, ranking, evidence, alerts)
        type_id = self._decide("type", facts, session, {"top": ranking[0].id})
        confidence = ranking[0].confidence if type_id == "undecided" else next(
            item.confidence for item in ranking if item.id == type_id)
        style, style_confidence = self._style(families, facts, session)
        if type_id in ("ordinary", "undecided"):
            facts[f"type.{type_id}"] = True
        standing = self._decide("standing", facts | {"confidence": confidence}, session, {})
        facts[f"standing.{standing}"] = True
        gives = self._decide("mode", facts, session, {})
        mode, _, manager = gives.partition(".")
        return Verdict(type_id, confidence, standing, mode,
                       manager == "manager", style, style_confidence, ranking, evidence,
                       [(name, alerts[name]) for name in self._alerts if name in alerts])

    # -- evidence --------------------------------------------------------------------------------------------------

    def _weights(self, fired: Iterable[int]) -> list[tuple[CompiledRule, float]]:
        """The weight of every rule with something to say; a scale's weights add up to the step reached."""
        reached: dict[int, int] = {}
        for firing in fired:
            number, step = self._owners[firing]
            reached[number] = max(step, reached.get(number, 0))
        weights = [(self._rules[number], round(self._rules[number].weight_at(step), DECIMALS))
                   for number, step in sorted(reached.items())]
        return [(rule, weight) for rule, weight in weights if weight]

    def _evidence(self, found: list[tuple[CompiledRule, float]], reading: Reading, language: Language,
                  turns: Sequence[Message]) -> tuple[Evidence, ...]:
        values = reading.values
        evidence = []
        for rule, weight in sorted(found, key=lambda item: (-abs(item[1]), item[0].id)):
            shown = [show for show in rule.shows if (values.get(show.signal) is True if show.test is None
                                                     else holds(show.test, values))]
            signal, source, _ = shown[0] if shown else rule.shows[0]
            quotes: list[dict[str, Any]] = []
            if source in QUOTED_SOURCES:
                places = dict.fromkeys(place for show in shown for place in reading.quotes.get(show.signal, ()))
                quotes = [{"message": message, "start": start, "end": end, "text": turns[message].text[start:end]}
                          for message, start, end in places]
            value = values.get(signal)
            evidence.append({
                "rule": rule.id, "signal": signal, "supports": rule.supports, "weight": weight, "source": source,
                "says": fill_value((rule.says or self._signals[signal])[language], value), "quotes": quotes,
                "value": None if quotes else value})
        # Built at one go: many times faster than one by one.
        return _evidence_builder().validate_python(evidence)

    def _families(self, found: list[tuple[CompiledRule, float]]) -> dict[str, dict[str, float]]:
        """The weights added up, by what they support and the family of the rule."""
        added: dict[str, dict[str, float]] = {}
        for rule, weight in found:
            families = added.setdefault(rule.supports, {})
            families[rule.family] = families.get(rule.family, 0.0) + weight
        return added

    def _score(self, bias: float, families: Mapping[str, float]) -> float:
        return round(bias + sum(map(self._scoring.capped, families.values())), DECIMALS)

    def _ranking(self, families: Mapping[str, Mapping[str, float]]) -> tuple[RankedType, ...]:
        scores = sorted(((-self._score(bias, families.get(f"type:{name}", {})), name)
                         for name, bias in self._type_bias.items()))
        shares = softmax([-score for score, _ in scores], self._scoring.temperature)
        return tuple(RankedType(id=name, score=-score, confidence=share)
                     for (score, name), share in zip(scores, shares, strict=True))

    # -- decisions -------------------------------------------------------------------------------------------------

    def _facts(self, reading: Reading, ranking: tuple[RankedType, ...], evidence: Sequence[Evidence],
               alerts: Mapping[str, list[int]]) -> dict[str, bool | int | float]:
        top, second = ranking[0], ranking[1]
        supports = f"type:{top.id}"
        sources = {("words" if item.source in WORD_SOURCES else item.source)
                   for item in evidence if item.supports == supports and item.weight > 0}
        facts: dict[str, bool | int | float] = {
            f"top.{top.id}": True, f"top.{self._types[top.id]['kind']}": True, f"second.{second.id}": True,
            "confidence": top.confidence, "margin": round(top.confidence - second.confidence, DECIMALS),
            "score": top.score, "channels": len(sources),
            "letters": float(reading.values.get("manner.characters", 0)),
        }
        if any(item.rule in self._decisive and item.supports == supports for item in evidence):
            facts["top.decisive"] = True
        if any(item.rule in self._noticing and item.supports == supports and item.weight > 0 for item in evidence):
            facts["top.noticed"] = True
        if reading.values.get(STAFF_NOTE) is True:
            facts["staff_note"] = True
        if not reading.has_words and not reading.has_history:
            facts["nothing_to_go_by"] = True
        if LANGUAGE_UNKNOWN in reading.notes:
            facts[LANGUAGE_UNKNOWN] = True
        for name in ("final_answer_stands", "work_disrupted", "other_customers_affected"):
            if reading.values.get(name) is True:
                facts[name] = True
        for name in alerts:
            facts[f"alert.{name}"] = True
            if self._alerts[name]["sets_type_aside"]:
                facts["type_set_aside"] = True
            if self._alerts[name]["severity"] in URGENT:
                facts["urgent_alert"] = True
        return facts

    def _decide(self, which: str, facts: Mapping[str, bool | int | float], session: Session,
                names: Mapping[str, str]) -> Any:
        layer = self._evidence_layer + 1 + VERDICT_LISTS.index(which)
        fired = session.fire(layer, facts)
        if not fired:
            raise LookupError(f"no rule of verdict.yaml decides the {which}; end its list with one that always holds")
        gives = self._verdict[which][fired[0]][1]
        return names.get(gives, gives)

    def _style(self, families: Mapping[str, Mapping[str, float]], facts: dict[str, bool | int | float],
               session: Session) -> tuple[str, float]:
        scores = sorted((-self._score(bias, families.get(f"style:{name}", {})), name)
                        for name, bias in self._style_bias.items())
        names = [name for _, name in scores]
        shares = softmax([-score for score, _ in scores], self._scoring.style_temperature)
        facts["style_confidence"] = shares[0]
        facts["style_margin"] = round(shares[0] - shares[1], DECIMALS)
        if names[0] == UNKNOWN:
            facts["style.unknown"] = True
        best = next(name for name in names if name != UNKNOWN)
        if any(weight > 0 for weight in families.get(f"style:{best}", {}).values()):
            facts["style.noticed"] = True
        style = self._decide("style", facts, session, {"top": best})
        return style, shares[names.index(style)]


@cache
def _evidence_builder() -> TypeAdapter[tuple[Evidence, ...]]:
    return TypeAdapter(tuple[Evidence, ...])


def softmax(scores: list[float], temperature: float) -> list[float]:
    """Shares of scores given best first: they fall with the scores and, rounded to four decimals, still sum to 1."""
    powers = [math.exp((score - scores[0]) / temperature) for score in scores]
    exact = [power / sum(powers) * UNITS for power in powers]
    units = [int(share) for share in exact]
    by_rest = sorted(range(len(scores)), key=lambda index: (units[index] - exact[index], index))
    for index in by_rest[:UNITS - sum(units)]:
        units[index] += 1
    return [share / UNITS for share in units]
