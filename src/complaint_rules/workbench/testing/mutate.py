"""`test --mutate`: which small changes to a pack no example notices."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from complaint_rules.pack.merged import Merged
from complaint_rules.pack.runtime import Profile, load_compiled
from complaint_rules.pack.sources import merged_packs
from complaint_rules.signals.encoder import SentenceEncoder, UniversalEncoder
from complaint_rules.trial import Example, examples_of
from complaint_rules.workbench.probe import Probe
from complaint_rules.workbench.silence import weightless_rules
from complaint_rules.workbench.testing.bench import Bench
from complaint_rules.workbench.testing.mutants import KINDS, Kind, Mutant, Mutator

SAMPLE = 250


@dataclass(frozen=True)
class Tally:
    """Of one kind of change: how many there are, how many were tried, how many an example noticed."""

    possible: int
    tried: int
    noticed: int

    @property
    def share(self) -> float | None:
        """The share noticed, 0 to 1; None where none was tried."""
        return self.noticed / self.tried if self.tried else None


@dataclass(frozen=True)
class Mutation:
    """The outcome: a tally by kind of change, the changes that no example noticed, and the examples that failed
    before anything was changed (they take no part)."""

    kinds: dict[Kind, Tally]
    unnoticed: tuple[Mutant, ...]
    broken: tuple[Example, ...]

    @property
    def share(self) -> float | None:
        """The share noticed of all that were tried, 0 to 1."""
        tried = sum(tally.tried for tally in self.kinds.values())
        return sum(tally.noticed for tally in self.kinds.values()) / tried if tried else None


def mutate(packs: Iterable[str | Path] = (), *, builtin: bool = True, examples: Iterable[Example] = (),
           semantic: bool | None = None, sample: int = SAMPLE, seed: int = 0, kinds: Sequence[Kind] = KINDS,
           advance: Callable[[int, int], None] = lambda _done, _all: None) -> Mutation:
    """Change the built-in pack (unless `builtin` is false) with `packs` (folders or names of installed packs) laid over
    it in small ways, one at a time, and try its examples, and `examples` of whole answers beside them, on each.

    Where `packs` lie over the built-in one, only what stands in their files is changed. At most `sample` changes of
    each kind are tried (0: all of them), drawn by `seed`. `advance` is told how many of how many are done.

    Raises PackError for a pack that does not load, RuntimeError where `semantic` is asked for and not installed.
    """
    packs = tuple(packs)
    compiled = load_compiled(packs, builtin=builtin)
    merged = merged_packs(packs, builtin=builtin)
    encoder = _encoder(semantic, "meaning" in compiled["fitted"])
    probe = Probe(merged, compiled)
    profile: Profile = "plain" if encoder is None else "semantic"
    own = examples_of(merged, semantic=encoder is not None, weightless=weightless_rules(compiled, profile))
    bench = Bench(merged, compiled, probe, [*own, *examples], encoder)
    mutator = Mutator(merged, compiled, probe, profile, only=_files_of(merged) if packs and builtin else None)
    chance = random.Random(seed)
    possible = {kind: sum(1 for _ in mutator.mutants(kind)) for kind in kinds}
    chosen = {kind: set(range(count) if not sample or count <= sample else chance.sample(range(count), sample))
              for kind, count in possible.items()}
    total = sum(map(len, chosen.values()))
    tallies: dict[Kind, Tally] = {}
    unnoticed = []
    done = 0
    for kind in kinds:
        missed = 0
        for number, mutant in enumerate(mutator.mutants(kind)):
            if number in chosen[kind]:
                if bench.notices(mutant) is None:
                    missed += 1
                    unnoticed.append(mutant)
                done += 1
                advance(done, total)
        tallies[kind] = Tally(possible[kind], len(chosen[kind]), len(chosen[kind]) - missed)
    return Mutation(tallies, tuple(unnoticed), tuple(bench.broken))


def _files_of(merged: Merged) -> frozenset[str]:
    """The files of the packs laid over the lowest one that change anything."""
    return frozenset(change.place.rsplit(":", 2)[0] for change in merged.changes)


def _encoder(semantic: bool | None, fitted: bool) -> SentenceEncoder | None:
    if semantic is False or not fitted or not UniversalEncoder.installed():
        if semantic:
            raise RuntimeError("reading by meaning is not installed; pip install 'complaint-rules[semantic]', or leave "
                               "semantic out")
        return None
    return UniversalEncoder()
