"""`explain`: how the answer to one complaint came about, what nearly happened, and what would have changed it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path

from complaint_rules.assessment import Quote, StyleResult
from complaint_rules.assessor import Assessor, ComplaintLike, advised_in, as_complaint
from complaint_rules.complaint import Complaint, Language
from complaint_rules.engine.program import Facts
from complaint_rules.engine.reference import ReferenceEngine
from complaint_rules.pack import vocabulary
from complaint_rules.pack.compiled import VERDICT_LISTS, program_of
from complaint_rules.pack.runtime import Profile, load_compiled
from complaint_rules.pack.templates import fill_value
from complaint_rules.signals.reader import Reading
from complaint_rules.verdict import Judge, Verdict, softmax
from complaint_rules.workbench.explaining.explanation import (
    ExplainedType,
    Explanation,
    FiredRule,
    FoundSignal,
    RunningScore,
    ScoreStep,
    SentenceShare,
    VerdictRule,
)
from complaint_rules.workbench.explaining.marked_text import marked_messages
from complaint_rules.workbench.explaining.near_miss import near_misses
from complaint_rules.workbench.explaining.possible import Possibilities
from complaint_rules.workbench.explaining.replay import Replay
from complaint_rules.workbench.explaining.what_if import WhatIf

SOURCES = ("expression", "meaning", "counter", "observation", "conversation", "manner")
SENTENCES_SHOWN = 5


class Explainer:
    """Explains answers with one set of rules, given as for `Assessor`. Loads once; safe to share between threads.

    Raises PackError for a pack that cannot be used, and RuntimeError where `semantic` is asked for and not installed.
    """

    def __init__(self, *, packs: Iterable[str | Path] = (), builtin: bool = True,
                 semantic: bool | None = None) -> None:
        packs = tuple(packs)
        self._assessor = Assessor(packs=packs, builtin=builtin, semantic=semantic, engine="reference")
        compiled = load_compiled(packs, builtin=builtin)
        profile: Profile = "plain" if self._assessor.pack.encoder is None else "semantic"
        self._engine = ReferenceEngine(program_of(compiled["layers"] + compiled["verdict_layers"]))
        self._judge = Judge(compiled, profile)
        self._replay = Replay(compiled, profile)
        self._possibilities = Possibilities(self._replay)
        self._verdict: dict[str, list[list[str]]] = compiled["verdict"]
        self._evidence_layer = len(compiled["patterns"])
        self._says: dict[str, dict[str, str]] = compiled["signals"]
        self._origins: dict[str, dict[str, list[str]]] = compiled["origins"]
        self._places = {name: origin[0] for name, origin in self._origins["rule"].items()}

    def explain(self, complaint: ComplaintLike) -> Explanation:
        """Explain the answer to one complaint, given as a Complaint, a mapping of its fields, or a text.

        Raises InvalidComplaintError (a ValueError) that names the field.
        """
        checked = as_complaint(complaint)
        reading = self._assessor.read(checked)
        says_language = advised_in(checked, reading.language)
        heard = _Listener(self._engine)
        verdict = self._judge.judge(reading, heard, says_language, checked.turns)
        steps = self._steps(heard)
        rules = self._rules(steps, verdict)
        signals = self._signals(reading, checked, says_language, rules)
        missed = near_misses(self._replay, heard.facts[self._evidence_layer], steps, self._places)
        what_if = WhatIf(self._replay, self._possibilities, checked, reading)
        return Explanation(
            complaint_id=checked.id, language=reading.language, says_language=says_language,
            type=ExplainedType(id=verdict.type, confidence=verdict.confidence, standing=verdict.standing),
            style=StyleResult(id=verdict.style, confidence=verdict.style_confidence),
            mode=verdict.mode, needs_manager=verdict.needs_manager,
            alerts=tuple(name for name, _ in verdict.alerts), notes=tuple(reading.notes),
            messages=marked_messages(checked.turns, {item.name: item.quotes for item in signals if item.quotes}),
            signals=signals, rules=rules, types=self._running(rules, "type"), styles=self._running(rules, "style"),
            verdict=self._decided(heard, verdict),
            verdict_facts=dict(heard.facts[self._evidence_layer + 1 + VERDICT_LISTS.index("mode")]),
            near_misses=tuple(missed), changes=what_if.alternatives(),
            pack=self._assessor.pack)

    # -- signals and rules -----------------------------------------------------------------------------------------

    def _steps(self, heard: _Listener) -> dict[int, int]:
        """The rules that fired, by number, and how far each went."""
        steps: dict[int, int] = {}
        for firing in heard.fired[self._evidence_layer]:
            number, step = self._replay.owners[firing]
            steps[number] = max(step, steps.get(number, 0))
        return {number: step for number, step in steps.items() if step != self._replay.rules[number].neutral}

    def _rules(self, steps: Mapping[int, int], verdict: Verdict) -> tuple[FiredRule, ...]:
        evidence = {item.rule: item for item in verdict.evidence}
        fired = []
        for number, step in steps.items():
            rule = self._replay.rules[number]
            place, when, why = self._origins["rule"][rule.id]
            scale = len(rule.weights) > 1
            ahead = [test.value for at, tests in self._replay.clauses[number] if at == step + 1 for test in tests
                     if test.operator == ">="]
            fired.append(FiredRule(
                id=rule.id, supports=rule.supports, weight=round(rule.weight_at(step), 4), family=rule.family,
                decisive=rule.decisive, when=when, why=why, place=place, step=step + 1 if scale else None,
                next_step=ahead[0] if scale and ahead else None, evidence=evidence.get(rule.id)))
        return tuple(sorted(fired, key=lambda item: (-abs(item.weight), item.id)))

    def _signals(self, reading: Reading, complaint: Complaint, language: Language, rules: Iterable[FiredRule]
                 ) -> tuple[FoundSignal, ...]:
        used: dict[str, list[str]] = {}
        for rule in rules:
            if rule.evidence is not None:
                used.setdefault(rule.evidence.signal, []).append(rule.id)
        found = [self._signal(name, reading, complaint, language, tuple(used.get(name, ())))
                 for name in reading.values if not name.endswith(".count")]
        return tuple(sorted(found, key=lambda item: (SOURCES.index(item.source), not item.used_by, item.name)))

    def _signal(self, name: str, reading: Reading, complaint: Complaint, language: Language, used: tuple[str, ...]
                ) -> FoundSignal:
        source = vocabulary.source_of(name)
        value = reading.values[name]
        says = self._says.get(name, {}).get(language)

        def quote(message: int, start: int, end: int) -> Quote:
            return Quote(message=message, start=start, end=end, text=complaint.turns[message].text[start:end])

        sentences: tuple[SentenceShare, ...] = ()
        whole = None
        quotes = tuple(quote(*place) for place in reading.quotes.get(name, ()))
        meaning = reading.meaning
        separator = name.removeprefix(vocabulary.BY_MEANING)
        if meaning is not None and source == "meaning" and separator in meaning.scores:
            column = list(meaning.scores).index(separator)
            shares = [(round(float(share), 3), span) for share, span in
                      zip(meaning.shares[:, column], meaning.vectors.spans, strict=True)]
            sentences = tuple(SentenceShare(quote=quote(*span), share=share) for share, span in
                              sorted(shares, key=lambda entry: (-abs(entry[0]), entry[1]))[:SENTENCES_SHOWN])
            whole = round(float(meaning.whole[column]), 3)
            quotes = ()
        count = reading.values.get(f"{name}.count")
        return FoundSignal(name=name, source=source, says=None if says is None else fill_value(says, value),
                           value=value, count=None if count is None else int(count), quotes=quotes,
                           sentences=sentences, whole_text=whole, used_by=used)

    # -- scores and verdict ----------------------------------------------------------------------------------------

    def _running(self, rules: Iterable[FiredRule], kind: str) -> tuple[RunningScore, ...]:
        scoring = self._replay.scoring
        added: dict[str, list[FiredRule]] = {name: [] for name in scoring.bias if name.startswith(f"{kind}:")}
        for rule in rules:
            if rule.supports in added and rule.weight:
                added[rule.supports].append(rule)
        scores = []
        for name, own in added.items():
            bias = running = scoring.bias[name]
            families: dict[str, float] = {}
            steps = []
            for rule in own:
                before = families.get(rule.family, 0.0)
                families[rule.family] = before + rule.weight
                counted = round(scoring.capped(families[rule.family]) - scoring.capped(before), 4)
                running = round(running + counted, 4)
                steps.append(ScoreStep(rule=rule.id, weight=rule.weight, counted=counted, running=running))
            scores.append((name.removeprefix(f"{kind}:"), bias, tuple(steps), running))
        scores.sort(key=lambda item: (-item[3], item[0]))
        shares = softmax([item[3] for item in scores],
                         scoring.temperature if kind == "type" else scoring.style_temperature)
        return tuple(RunningScore(id=name, bias=bias, steps=steps, score=score, confidence=share)
                     for (name, bias, steps, score), share in zip(scores, shares, strict=True))

    def _decided(self, heard: _Listener, verdict: Verdict) -> tuple[VerdictRule, ...]:
        results = {"type": verdict.type, "style": verdict.style, "standing": verdict.standing, "mode": verdict.mode}
        decided = []
        for offset, name in enumerate(VERDICT_LISTS):
            line, gives = self._verdict[name][heard.fired[self._evidence_layer + 1 + offset][0]]
            place, when, why = self._origins[name][line]
            decided.append(VerdictRule(decides=name, id=line, gives=gives, result=results[name], when=when, why=why,
                                       place=place))
        return tuple(decided)


class _Listener:
    """A session that keeps what it was asked and what it answered, by layer."""

    def __init__(self, engine: ReferenceEngine) -> None:
        self._engine = engine
        self.facts: dict[int, Facts] = {}
        self.fired: dict[int, list[int]] = {}

    def fire(self, layer: int, facts: Facts) -> list[int]:
        self.facts[layer] = dict(facts)
        self.fired[layer] = self._engine.fire(layer, facts)
        return self.fired[layer]


@cache
def _builtin(semantic: bool | None) -> Explainer:
    return Explainer(semantic=semantic)


def explain(complaint: ComplaintLike, *, packs: Iterable[str | Path] = (), semantic: bool | None = None
            ) -> Explanation:
    """Explain the answer to one complaint (a text, a mapping of its fields, or a Complaint) with the built-in rules, or
    with `packs` laid over them (read at every call; `Explainer` reads them once).

    Raises InvalidComplaintError that names the field, and what `Explainer` raises.
    """
    packs = tuple(packs)
    return (Explainer(packs=packs, semantic=semantic) if packs else _builtin(semantic)).explain(complaint)
