"""Which one or two changes would give another type."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import cached_property
from itertools import combinations, product
from typing import NamedTuple

from complaint_rules.complaint import Complaint
from complaint_rules.engine.reference import failing, holds
from complaint_rules.pack.vocabulary import SEPARATORS
from complaint_rules.signals.reader import LANGUAGE_UNKNOWN, Reading
from complaint_rules.workbench.explaining.explanation import Alternative
from complaint_rules.workbench.explaining.possible import History, Possibilities, Possible, Update
from complaint_rules.workbench.explaining.replay import VERDICT_VALUES, Decision, Replay, State

PAIRS_SHOWN = 3
PAIRS_TRIED = 16
STRONGEST = 8
CLOSE_AT_HAND = 2
WAYS_TRIED = 2
SLACK = 0.2


class _Tried(NamedTuple):
    """A change and the state it leads to."""

    possible: Possible
    state: State


class WhatIf:
    """Searches for one complaint. Every single change is tried, numbers outwards up to the first value that gives
    another type. Types that no single change gives are looked for among pairs: the strongest changes in their favour,
    and those that together complete a rule."""

    def __init__(self, replay: Replay, possibilities: Possibilities, complaint: Complaint, reading: Reading) -> None:
        self._replay = replay
        self._possibilities = possibilities
        self._reading = reading
        self._history = History(complaint)
        self._base = replay.state(reading.values, has_words=reading.has_words, has_history=reading.has_history,
                                  language_unknown=LANGUAGE_UNKNOWN in reading.notes)
        self._decision = replay.decide(self._base)
        self._race = replay.race(self._base)
        self._names = {name.removeprefix("type:") for name in self._base.scores if name.startswith("type:")}
        self._tried: list[_Tried] = []
        self._options: dict[str, list[Possible]] = {}

    def alternatives(self) -> tuple[Alternative, ...]:
        """All that was found: single changes first, those close at hand first, the surer answers first."""
        found = [(1, possible.rank, self._alternative((possible,), decision)) for possible, decision in self._singles()]
        reached = {item.type for _, _, item in found}
        for name in sorted(self._names - reached - {self._decision.type}):
            found += [(2, one.rank + other.rank, self._alternative((one, other), decision))
                      for one, other, decision in self._pairs(name)]
        return tuple(item for _, _, item in sorted(found, key=lambda entry: (entry[0], entry[1], -entry[2].confidence)))

    @staticmethod
    def _alternative(changes: Iterable[Possible], decision: Decision) -> Alternative:
        return Alternative(changes=tuple(item.change for item in changes), type=decision.type,
                           confidence=decision.confidence)

    # -- one change ------------------------------------------------------------------------------------------------

    def _singles(self) -> Iterator[tuple[Possible, Decision]]:
        for options in self._possibilities.changes(self._reading, self._history):
            if options:
                self._options[options[0].of] = options
            seen = set()
            for possible in self._worth_trying(options):
                state = self._state(possible.update)
                self._tried.append(_Tried(possible, state))
                answer = self._type_of(state, possible.update)
                rises = _rises(possible)
                if answer != self._decision.type and (rises, answer) not in seen:
                    seen.add((rises, answer))
                    yield possible, self._replay.decide(state)

    def _worth_trying(self, options: list[Possible]) -> list[Possible]:
        """All of them, but of a separator's score no more than the far end of a direction where even that keeps the
        type: the weights along its scale go one way."""
        if len(options) < 2 or not options[0].signal.startswith(SEPARATORS):
            return options
        ends = {_rises(possible): possible for possible in options}
        turned = {rises for rises, end in ends.items() if self._answer(end) != self._decision.type}
        return [possible for possible in options if _rises(possible) in turned or possible is ends[_rises(possible)]]

    def _answer(self, possible: Possible) -> str:
        return self._type_of(self._state(possible.update), possible.update)

    def _state(self, update: Update) -> State:
        state = self._replay.changed(self._base, update.values)
        state.has_history = update.has_history
        return state

    def _type_of(self, state: State, update: Update) -> str:
        same = (state.has_history == self._base.has_history and not VERDICT_VALUES & update.values.keys()
                and self._replay.keeps_type(self._base, self._race, state))
        return self._decision.type if same else self._replay.type_of(state)

    # -- two changes -----------------------------------------------------------------------------------------------

    def _pairs(self, name: str) -> Iterator[tuple[Possible, Possible, Decision]]:
        target = f"type:{name}"
        rival = max((f"type:{other}" for other in self._names if other != name), key=self._base.scores.__getitem__)
        lead = self._lead(self._base, target, rival)
        gains = {tried.possible: self._lead(tried.state, target, rival) - lead for tried in self._tried}

        def hopeful(one: Possible, other: Possible) -> bool:
            for possible in {one, other} - gains.keys():
                gains[possible] = self._lead(self._state(possible.update), target, rival) - lead
            return gains[one] + gains[other] + lead > -SLACK

        estimates = [(gains[one] + gains[other], one, other) for one, other in combinations(_strongest(gains), 2)]
        for supports, weight, one, other in self._completing:
            if supports in (target, rival):
                added = weight if supports == target else -weight
                estimates.append((gains[one] + gains[other] + added, one, other))
        ordered = sorted((entry for entry in estimates if entry[0] + lead > -SLACK),
                         key=lambda entry: (entry[1].rank + entry[2].rank, -entry[0]))
        shown = 0
        for _, one, other in ordered[:PAIRS_TRIED]:
            state = self._both(one, other, name)
            if state is not None:
                one, state = self._nearest(one, other, state, name, hopeful)
                other, state = self._nearest(other, one, state, name, hopeful)
                yield one, other, Decision(name, self._replay.confidence(state, name))
                shown += 1
            if shown == PAIRS_SHOWN:
                return

    def _nearest(self, one: Possible, other: Possible, state: State, name: str,
                 hopeful: Callable[[Possible, Possible], bool]) -> tuple[Possible, State]:
        """In the place of `one` the smallest change of its signal that does with `other`, and the state they give."""
        for option in self._options[one.of]:
            if option is one:
                break
            if hopeful(option, other):
                smaller = self._both(option, other, name)
                if smaller is not None:
                    return option, smaller
        return one, state

    @staticmethod
    def _lead(state: State, target: str, rival: str) -> float:
        return state.scores[target] - state.scores[rival]

    @cached_property
    def _completing(self) -> list[tuple[str, float, Possible, Possible]]:
        """Pairs of changes that together make a rule fire which neither does alone, with what the rule supports and its
        weight."""
        by_signal: dict[str, list[_Tried]] = {}
        for tried in self._tried:
            for name in tried.possible.update.values:
                by_signal.setdefault(name, []).append(tried)
        found = []
        for number, step, tests in self._replay.joint_clauses:
            missing = failing(tests, self._base.facts, 2)
            if len(missing) == 2 and not self._replay.weight_in(self._base, number):
                one, other = ([item.possible for item in by_signal.get(test.field, ())
                               if holds(test, item.state.facts)] for test in missing)
                rule = self._replay.rules[number]
                found += [(rule.supports, rule.weight_at(step), *pair)
                          for pair in product(one[:WAYS_TRIED], other[:WAYS_TRIED])]
        return found

    def _both(self, one: Possible, other: Possible, name: str) -> State | None:
        """The state after two changes, where they can stand together and give the type `name`."""
        if one.of == other.of:
            return None
        update: Update | None = Update({**one.update.values, **other.update.values},
                                       one.update.has_history or other.update.has_history)
        if one.edit is not None and other.edit is not None:
            update = None if one.edit[0] == other.edit[0] else self._history.update(one.edit, other.edit)
        if update is None:
            return None
        state = self._state(update)
        return state if self._replay.type_of(state) == name else None


def _rises(possible: Possible) -> bool:
    return (possible.becomes or 0) > (possible.was or 0)


def _strongest(gains: dict[Possible, float]) -> list[Possible]:
    """The changes that gain most, the best of each signal: some close at hand, and some of the others."""
    best: dict[str, Possible] = {}
    for possible in sorted(gains, key=lambda item: -gains[item]):
        if gains[possible] > 0:
            best.setdefault(possible.of, possible)
    near = [possible for possible in best.values() if possible.rank < CLOSE_AT_HAND]
    far = [possible for possible in best.values() if possible.rank >= CLOSE_AT_HAND]
    return near[:STRONGEST] + far[:STRONGEST]
