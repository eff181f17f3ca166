"""The course of a conversation: how demands change, what repeats, what is not answered, when the heat rises and falls.

Known only where the customer speaks at least twice; one message has no course.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

from complaint_rules.signals.history import Value
from complaint_rules.signals.manner import PER, shouted, units
from complaint_rules.signals.scopes import Span

MIN_TURNS = 2
SAME_TURN = 0.6
SUBSTANCE = 3
HOT = 2
MAX_COMPARED = 600

_HAN = re.compile("[\u3400-\u9fff]+")
_ANY_WORD = re.compile("[a-z0-9']+")
_LONG_WORD = re.compile("[a-z0-9']{4,}")
_ENDED = re.compile(r"[.!?;:)\]}\"'。》」』】~]\s*$")
_BROKEN_OFF = re.compile(r"(?:[—–-]|…|\.{2,}|,|、)\s*$")


class Turn(NamedTuple):
    """One message: who spoke, the text folded and in half width, and the word-class hits."""

    role: str
    folded: str
    text: str
    classes: Mapping[str, Sequence[Span]]


def read_conversation(turns: Sequence[Turn]) -> dict[str, Value]:
    """The known values by name; none where the customer speaks only once."""
    spoken = [turn for turn in turns if turn.role == "customer" and turn.folded.strip()]
    if len(spoken) < MIN_TURNS:
        return {}
    agent = [turn for turn in turns if turn.role == "agent"]
    customer_size = sum(units(turn.text) for turn in spoken)
    agent_size = sum(units(turn.text) for turn in agent)
    heats = [_heat(turn) for turn in spoken]
    values: dict[str, Value] = {
        "conversation.customer_turns": len(spoken),
        "conversation.repeated_turns": _repeats(spoken),
        "conversation.unanswered_questions": _unanswered(turns),
        "conversation.cut_short": _cut_short(turns),
        "conversation.share_of_talk": round(customer_size / max(customer_size + agent_size, 1.0), 3),
        "conversation.employee_mentions": round(
            sum(len(turn.classes.get("manner.employee", ())) for turn in spoken) * PER / max(customer_size, 20.0), 3),
        "conversation.heat_peak": max(heats),
        "conversation.heat_swings": _swings(heats),
        "conversation.told_final": sum(bool(turn.classes.get("agent.final")) for turn in agent),
        "conversation.declined": sum(bool(turn.classes.get("agent.declines")) for turn in agent),
        "conversation.offers": sum(bool(turn.classes.get("agent.offers")) for turn in agent),
    }
    changes, kinds = _demands(spoken)
    values["conversation.demand_changes"] = changes
    values["conversation.demands"] = kinds
    if max(heats) >= HOT and heats[-1] == 0:
        values["conversation.heat_falls"] = True
    if any(turn.classes.get("agent.admits") for turn in agent):
        values["conversation.company_admits"] = True
    return values


def _heat(turn: Turn) -> int:
    marks = turn.folded.count("!!") + turn.folded.count("?!") + min(3, turn.folded.count("!") // 2)
    return len(turn.classes.get("heat", ())) + marks + min(3, shouted(turn.text))


def _swings(heats: Sequence[int]) -> int:
    swings = 0
    calm_after_heat = False
    hot_before = False
    for heat in heats:
        if heat >= HOT:
            swings += calm_after_heat
            calm_after_heat = False
            hot_before = True
        elif heat == 0 and hot_before:
            calm_after_heat = True
    return swings


def _demands(spoken: Sequence[Turn]) -> tuple[int, int]:
    changes = 0
    last: set[str] = set()
    kinds: set[str] = set()
    for turn in spoken:
        wanted = {name for name, hits in turn.classes.items() if name.startswith("demand.") and hits}
        if wanted and last and not wanted & last:
            changes += 1
        if wanted:
            last = wanted
        kinds |= wanted
    return changes, len(kinds)


def _words(folded: str, pattern: re.Pattern[str]) -> frozenset[str]:
    """What a turn is made of, for comparing turns: pairs of Chinese characters, and words in Latin letters."""
    sample = folded[:MAX_COMPARED]
    han = "".join(_HAN.findall(sample))
    return frozenset(pattern.findall(sample)).union(han[index:index + 2] for index in range(len(han) - 1))


def _repeats(spoken: Sequence[Turn]) -> int:
    """How many turns say again what the one before said (of turns with some substance)."""
    turns = [words for turn in spoken if len(words := _words(turn.folded, _ANY_WORD)) >= SUBSTANCE]
    return sum(len(one & other) >= SAME_TURN * max(len(one), len(other)) for one, other in pairwise(turns))


def _unanswered(turns: Sequence[Turn]) -> int:
    missed = 0
    for asked, answer in pairwise(turns):
        if asked.role == "agent" and answer.role == "customer" and "?" in asked.folded:
            question = asked.folded.rsplit("?", 1)[0][-40:]
            if (not answer.classes.get("manner.answers") and not any(sign.isdigit() for sign in answer.folded)
                    and not _words(question, _LONG_WORD) & _words(answer.folded, _LONG_WORD)):
                missed += 1
    return missed


def _cut_short(turns: Sequence[Turn]) -> int:
    """How many of our turns break off where the customer comes in: at a dash, dots or a comma, or, where turns
    otherwise end with a mark, without one."""
    ended = [bool(_ENDED.search(turn.folded)) for turn in turns]
    marked = sum(ended) * 2 > len(turns) and any(whole for turn, whole in zip(turns, ended, strict=True)
                                                 if turn.role == "agent")
    return sum(
        ours.role == "agent" and theirs.role == "customer"
        and (bool(_BROKEN_OFF.search(ours.folded)) or (marked and not whole))
        for (ours, theirs), whole in zip(pairwise(turns), ended, strict=False))
