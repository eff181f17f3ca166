"""What changes between two verdicts on one complaint, and which rules caused it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Literal, NamedTuple

from complaint_rules.verdict import Verdict

Aspect = Literal["type", "style", "alert", "standing", "mode"]
ASPECTS: tuple[Aspect, ...] = ("type", "style", "alert", "standing", "mode")
NO_ALERT = "none"


class Cause(NamedTuple):
    """A rule whose evidence differs: its weight before and after, None where it gave none."""

    rule: str
    supports: str
    before: float | None
    after: float | None

    @property
    def shift(self) -> float:
        """By how much the weight differs, in log-odds."""
        return abs((self.after or 0.0) - (self.before or 0.0))


class Change(NamedTuple):
    """One aspect of an answer that differs; each alert raised or dropped is a change of its own."""

    aspect: Aspect
    before: str
    after: str
    causes: tuple[Cause, ...]


def mode_of(verdict: Verdict) -> str:
    """The mode as `verdict.yaml` writes it: `serve`, `limit.manager` …"""
    return f"{verdict.mode}.manager" if verdict.needs_manager else verdict.mode


def changes_of(old: Verdict, new: Verdict) -> list[Change]:
    """Every aspect in which two verdicts on one complaint differ, with the rules behind it, the largest shift first.

    No rule is behind a change that comes from a bias, a temperature, a cap or `verdict.yaml`.
    """
    moves = list(_moves(old, new))
    if not moves:
        return []
    causes = _causes(old, new)
    types = {f"type:{name}" for name in (old.type, new.type, old.ranking[0].id, new.ranking[0].id)}
    types |= {f"alert:{name}" for aspect, *names in moves if aspect == "alert" for name in names}
    changes = []
    for aspect, before, after in moves:
        kind = aspect if aspect in ("style", "alert") else "type"
        bearing = types if kind == "type" else {f"{kind}:{before}", f"{kind}:{after}"}
        near = tuple(cause for cause in causes if cause.supports in bearing)
        changes.append(Change(aspect, before, after, near or tuple(
            cause for cause in causes if cause.supports.startswith(f"{kind}:"))))
    return changes


def _moves(old: Verdict, new: Verdict) -> Iterator[tuple[Aspect, str, str]]:
    if old.type != new.type:
        yield "type", old.type, new.type
    if old.style != new.style:
        yield "style", old.style, new.style
    before, after = {name for name, _ in old.alerts}, {name for name, _ in new.alerts}
    for name in sorted(before - after):
        yield "alert", name, NO_ALERT
    for name in sorted(after - before):
        yield "alert", NO_ALERT, name
    if old.standing != new.standing:
        yield "standing", old.standing, new.standing
    if (one := mode_of(old)) != (other := mode_of(new)):
        yield "mode", one, other


def _causes(old: Verdict, new: Verdict) -> list[Cause]:
    before, after = _weights(old), _weights(new)
    causes = [Cause(*key, before.get(key), after.get(key)) for key in before.keys() | after.keys()
              if before.get(key) != after.get(key)]
    return sorted(causes, key=lambda cause: (-cause.shift, cause.rule))


def _weights(verdict: Verdict) -> Mapping[tuple[str, str], float]:
    return {(item.rule, item.supports): item.weight for item in verdict.evidence}
