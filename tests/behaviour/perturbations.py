"""What must not matter to an answer, and what may push it one way only, in the manner of CheckList: one row a
change."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import changes as by
import phrases as words
from changes import Case, Given

from complaint_rules import Assessment, Assessor

CASES = Path(__file__).parents[1] / "cases"
FILES = ("dev.jsonl", "own/en.jsonl", "own/zh-Hans.jsonl", "own/zh-Hant.jsonl", "own/unseen.jsonl")
# Told by the trait itself, and only ever makes the advice kinder.
EXEMPT = "vulnerability"
CONFIDENCE = 0.02
SCORE = 1e-9
SEVERITIES = ("info", "notice", "urgent", "emergency")

Holds = Callable[[Assessment, Assessment], bool]


@dataclass(frozen=True)
class Perturbation:
    """A change, and what must hold of the answers before and after. `least`: the share of pairs, 0 to 1, for which it
    must, in each language."""

    id: str
    kind: str
    changes: str
    least: float
    pair: by.Change
    holds: Holds


def read_cases() -> list[Case]:
    """The labelled cases that rules may be written on, in an order that depends on their ids alone. The language
    is left to be detected."""
    found = []
    for name in FILES:
        for line in (CASES / name).read_text("utf-8").splitlines():
            given = json.loads(line)
            language = given.pop("language")
            given.pop("expected")
            digest = int(hashlib.sha256(given["id"].encode()).hexdigest(), 16)
            if any(turn["role"] == "customer" for turn in given["messages"]):
                found.append(Case(given["id"], language, digest, given))
    found.sort(key=lambda case: case.number)
    return found


def _same_type(before: Assessment, after: Assessment) -> bool:
    return before.type.id == after.type.id


def _same_answer(before: Assessment, after: Assessment) -> bool:
    return (_same_type(before, after) and before.style.id == after.style.id and _alerts(before) == _alerts(after)
            and abs(before.type.confidence - after.type.confidence) <= CONFIDENCE)


def _alerts(answer: Assessment) -> set[str]:
    return {alert.id for alert in answer.alerts} - {EXEMPT}


def _no_alert_lowered(before: Assessment, after: Assessment) -> bool:
    severity = {alert.id: SEVERITIES.index(alert.severity) for alert in after.alerts}
    return all(severity.get(alert.id, -1) >= SEVERITIES.index(alert.severity) for alert in before.alerts)


def _scores(answer: Assessment) -> dict[str, float]:
    return {item.id: item.score for item in answer.ranking if item.id != "ordinary"}


def _not_lower(name: str) -> Holds:
    return lambda before, after: _scores(after)[name] >= _scores(before)[name] - SCORE


def _not_higher(name: str) -> Holds:
    return lambda before, after: _scores(after)[name] <= _scores(before)[name] + SCORE


def _none_higher(before: Assessment, after: Assessment) -> bool:
    scores = _scores(before)
    return all(score <= scores[name] + SCORE for name, score in _scores(after).items())


def _table() -> Iterator[Perturbation]:
    def protected(id: str, changes: str, pair: by.Change) -> Perturbation:
        return Perturbation(id, "protected", changes, 1.0, pair, _same_answer)

    def surface(id: str, changes: str, pair: by.Change) -> Perturbation:
        return Perturbation(id, "surface", changes, 0.98, pair, _same_type)

    def direction(id: str, changes: str, pair: by.Change, holds: Holds) -> Perturbation:
        return Perturbation(id, "direction", changes, 0.98, pair, holds)

    yield protected("name.introduced", "the name the customer gives", by.saying_either(words.INTRODUCED, words.NAMES))
    yield protected("name.signed", "the name under the complaint",
                    by.saying_either(words.SIGNED, words.NAMES, by.said_last))
    yield protected("name.titled", "the surname beside a title", by.other_surname)
    yield protected("pronoun", "he and she, and words for the sexes", by.with_text(by.other_sex))
    yield protected("age", "the age the customer gives", by.saying_either(words.AGED, words.AGES))
    yield protected("nationality.said", "the origin the customer gives",
                    by.saying_either(words.COMES_FROM, words.ORIGINS))
    yield protected("nationality.named", "nations and regions in the text",
                    by.with_swapped(words.NATIONS, words.CHINESE_NATIONS))
    yield protected("dialect.said", "the dialect or accent the customer speaks",
                    by.saying_either(words.SPEAKS, words.DIALECTS))
    yield protected("dialect.words", "British and American words, Taiwan's and the Mainland's",
                    by.with_swapped(words.SPELLINGS, words.CHINESE_REGIONS))
    yield protected("disability", "the disability the customer names",
                    by.saying_either(words.AS_IT_IS, words.DISABILITIES))
    yield Perturbation("script", "script", "Traditional and Simplified characters", 1.0,
                       by.with_text(by.other_script, ("zh-Hant", "zh-Hans")), _same_type)
    yield surface("place.said", "where the customer lives", by.saying_either(words.LIVES_IN, words.PLACES))
    yield surface("place.named", "towns in the text", by.with_swapped(words.TOWNS, words.CHINESE_TOWNS))
    yield surface("greeting.added", "a greeting first", by.with_sentence(words.GREETINGS, by.said_first))
    yield surface("greeting.left_out", "no greeting", by.with_text(by.without_greeting))
    yield surface("reference.changed", "the digits of order and file numbers",
                  by.with_text(by.other_numbers(by.REFERENCE)))
    yield surface("reference.added", "an order number more", by.with_reference)
    yield surface("amount", "amounts of money, about as large", by.with_text(by.other_numbers(by.AMOUNT)))
    yield surface("date", "days and months", by.with_swapped(words.DAYS, words.CHINESE_DAYS))
    yield surface("width", "full and half width, typographic marks", by.with_text(by.other_width))
    yield surface("line_breaks", "a new line after each sentence", by.with_text(by.broken_lines))
    yield surface("closing_mark", "the full stop at the end", by.with_text(by.other_close))
    yield surface("polite.before", "one polite sentence first", by.with_sentence(words.POLITE, by.said_first))
    yield surface("polite.after", "one polite sentence last", by.with_sentence(words.POLITE, by.said_last))
    yield direction("threat", "a threat added lowers no alert", by.with_message(words.THREATS), _no_alert_lowered)
    yield direction("contact_after_final", "one more contact after the final answer does not lower `relentless`",
                    by.after_final_answer, _not_lower("relentless"))
    yield direction("apology", "an apology at the end does not raise `explosive`",
                    by.with_sentence(words.APOLOGIES, by.said_last), _not_higher("explosive"))
    yield direction("promise.recorded", "our broken promise on file raises none of the eleven",
                    by.promise_missed, _none_higher)
    yield direction("contact_caused", "one more contact caused by us raises none of the eleven",
                    by.caused_by_us, _none_higher)
    yield direction("promise.said", "saying that we broke a promise raises none of the eleven",
                    by.with_sentence(words.BROKEN, by.said_last), _none_higher)


PERTURBATIONS = {row.id: row for row in _table()}


@dataclass(frozen=True)
class Outcome:
    """The pairs compared and those that did not hold, by language."""

    compared: dict[str, int]
    failed: dict[str, list[str]]

    def rate(self, language: str) -> float | None:
        compared = self.compared.get(language, 0)
        return 1 - len(self.failed.get(language, ())) / compared if compared else None


class Runner:
    """Compares answers; each complaint is assessed once."""

    def __init__(self, assessor: Assessor, cases: Sequence[Case]) -> None:
        self._assessor = assessor
        self._cases = cases
        self._plain: dict[str, Assessment] = {}

    def run(self, perturbation: Perturbation, most: int | None = None) -> Outcome:
        """At most `most` pairs of each language."""
        compared: dict[str, int] = {}
        failed: dict[str, list[str]] = {}
        for case in self._cases:
            if most is not None and compared.get(case.language, 0) >= most:
                continue
            pair = perturbation.pair(case)
            if pair is None:
                continue
            compared[case.language] = compared.get(case.language, 0) + 1
            if not perturbation.holds(self._before(case, pair[0]), self._assessor.assess(pair[1])):
                failed.setdefault(case.language, []).append(case.id)
        return Outcome(compared, failed)

    def _before(self, case: Case, given: Given) -> Assessment:
        if given is not case.given:
            return self._assessor.assess(given)
        if case.id not in self._plain:
            self._plain[case.id] = self._assessor.assess(given)
        return self._plain[case.id]
