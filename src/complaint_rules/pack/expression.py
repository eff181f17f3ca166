"""The little language of expressions, and its compilation into atoms and gaps.

    I ~3 {wait} ~4 (after work|outside)          in English, ~N is up to N words between
    我 ~2 {wait} {you}                           in Chinese, ~N is up to N characters between
    {flaw} ~6 <millimetres < 1>                  a number with a unit, compared
    {polite}? {refund}                           `?` after a class or a group: may be missing
    demand*                                      a form that ends in * matches any ending

Parts that stand side by side follow each other directly. An expression stays within one sentence. Words in one group
or class are alternatives. Everything is folded (script, width, case), so each phrase is written once.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from complaint_rules.signals.fold import fold

MAX_GAP = 30
MAX_VARIANTS = 16
DIMENSIONS = ("times", "millimetres", "minutes", "days", "money", "percent", "years")

_TOKEN = re.compile(
    r"\{(?P<klass>[a-z][a-z0-9_.]*)\}(?P<kopt>\?)?"
    r"|\((?P<group>[^()]*)\)(?P<gopt>\?)?"
    r"|~(?P<gap>\d+)"
    r"|<(?P<num>[^<>]*(?:[<>]=?[^<>]*)?)>"
    r"|(?P<bad>[{}()<>~|?])"
    r"|(?P<text>[^{}()<>~|?]+)")
_NUMBER = re.compile(r"\s*(?P<dimension>[a-z]+)\s*(?:(?P<op><=|>=|<|>)\s*(?P<value>\d+(?:\.\d+)?))?\s*\Z")
_SPACE_BESIDE_WIDE = re.compile(r"(?<=[^\x00-\x7f]) +| +(?=[^\x00-\x7f])")
_SIGNS = re.compile(r"[{}<>~*]")

Forms = frozenset[str]


class ExpressionError(ValueError):
    """An expression that cannot be read; the message says how to mend it."""


@dataclass(frozen=True)
class NumberTest:
    """A number with a unit of `dimension`, compared with `value` (any number where `op` is empty)."""

    dimension: str
    op: str
    value: float


Atom = Forms | NumberTest


@dataclass(frozen=True)
class Step:
    """One part of a sequence: what must stand there, and the most that may stand before it (words or characters)."""

    atom: Atom
    gap: int


@dataclass(frozen=True)
class Sequence:
    """A compiled expression: the steps in order; gaps count words where `by_word`, characters otherwise."""

    steps: tuple[Step, ...]
    by_word: bool


@lru_cache(1 << 16)
def clean_form(text: str) -> str:
    """One word form as it is matched: folded, trimmed, blanks beside Chinese characters removed."""
    return _SPACE_BESIDE_WIDE.sub("", " ".join(fold(text).split()))


def is_plain(form: str) -> bool:
    """Whether a form may stand in a word class: plain words, a star at the end alone."""
    return bool(form) and "* " not in form and not any(sign in form for sign in "{}()<>~|")


def parse_expression(source: str, classes: Mapping[str, Forms], *, by_word: bool) -> list[Sequence]:
    """Compile one expression into one sequence per combination of its optional parts.

    `classes` maps the id of a word class to its forms. Raises ExpressionError for anything unreadable.
    """
    parts: list[tuple[Atom, int, bool]] = []
    gap = 0
    gap_open = False
    for match in _TOKEN.finditer(source):
        if match["bad"]:
            raise ExpressionError(f"stray {match['bad']!r} in {source!r}; groups are (a|b), classes {{name}}, gaps ~3, "
                                  "numbers <times >= 3>")
        if match["gap"]:
            gap = int(match["gap"])
            gap_open = True
            if gap > MAX_GAP:
                raise ExpressionError(f"~{gap} is wider than {MAX_GAP}; write two signals and join them in a rule")
            continue
        atom: Atom
        optional = False
        if match["klass"]:
            if match["klass"] not in classes:
                raise ExpressionError(f"no word class {{{match['klass']}}}; define it under words/ or mend the name")
            atom = classes[match["klass"]]
            optional = match["kopt"] is not None
        elif match["group"] is not None:
            atom = _alternatives(match["group"], classes, source)
            optional = match["gopt"] is not None
        elif match["num"] is not None:
            atom = _number(match["num"])
        else:
            form = clean_form(match["text"] or "")
            if not form:
                continue
            _check_star(form, source)
            atom = frozenset([form])
        parts.append((atom, gap, optional))
        gap, gap_open = 0, False
    if gap_open:
        raise ExpressionError(f"{source!r} ends in a gap; a gap stands between two parts")
    if not parts:
        raise ExpressionError("an empty expression matches nothing; remove it")
    return [Sequence(steps, by_word) for steps in _without_optionals(parts, source)]


def _alternatives(group: str, classes: Mapping[str, Forms], source: str) -> Forms:
    if not _SIGNS.search(group) and "" not in (plain := frozenset(map(clean_form, group.split("|")))):
        return plain  # the common case, which a large pack meets ten thousand times
    forms: set[str] = set()
    for alternative in group.split("|"):
        text = alternative.strip()
        if text.startswith("{") and text.endswith("}"):
            name = text[1:-1]
            if name not in classes:
                raise ExpressionError(f"no word class {{{name}}}; define it under words/ or mend the name")
            forms |= classes[name]
        elif any(sign in text for sign in "{}<>~"):
            raise ExpressionError(f"({group}) in {source!r} holds a sequence; a group holds plain words and classes: "
                                  "write one expression for each")
        else:
            form = clean_form(text)
            if not form:
                raise ExpressionError(f"({group}) in {source!r} has an empty alternative; write (a|b)? for one that "
                                      "may be missing")
            _check_star(form, source)
            forms.add(form)
    return frozenset(forms)


def _check_star(form: str, source: str) -> None:
    if "* " in form:
        raise ExpressionError(f"the star in {form!r} of {source!r} does not stand at the end; split the part in two")


def _number(text: str) -> NumberTest:
    match = _NUMBER.match(text)
    if not match or match["dimension"] not in DIMENSIONS:
        raise ExpressionError(f"<{text}> is no number test; write for example <times >= 3>, with one of "
                              f"{', '.join(DIMENSIONS)}")
    return NumberTest(match["dimension"], match["op"] or "", float(match["value"] or 0))


def _without_optionals(parts: list[tuple[Atom, int, bool]], source: str) -> list[tuple[Step, ...]]:
    variants: list[tuple[Step, ...]] = [()]
    carried: list[int] = [0]
    for atom, gap, optional in parts:
        grown: list[tuple[Step, ...]] = []
        gaps: list[int] = []
        for steps, extra in zip(variants, carried, strict=True):
            grown.append((*steps, Step(atom, gap + extra if steps else 0)))
            gaps.append(0)
            if optional:
                grown.append(steps)
                gaps.append(gap + extra if steps else 0)
        variants, carried = grown, gaps
        if len(variants) > MAX_VARIANTS:
            raise ExpressionError(f"{source!r} has too many optional parts; write two expressions")
    complete = [steps for steps in variants if steps]
    if len(complete) < len(variants):
        raise ExpressionError(f"every part of {source!r} is optional; it would match nothing")
    return complete
