"""Conditions that read like sentences, and what they mean.

    contacts_after_final_answer >= 3 and not company_caused
    says.final_refusal or (says.again and demand_changes < 1)
    final_answer_given is false

No comparison holds for a value that is not known; `not x` means "not known to be x"; `x is false` needs the knowledge.
A condition compiles into alternatives of plain tests, which both engines evaluate alike.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from complaint_rules.engine.program import DECIMALS, Alternative, Test

MAX_ALTERNATIVES = 12
MAX_TESTS = 12
MAX_DEPTH = 20
NUMBER_LIMIT = 10**12

_TOKEN = re.compile(r"\s*(?:(?P<number>-?\d+(?:\.\d{1,6})?(?![\w.]))|(?P<op>>=|<=|==|!=|>|<)|(?P<paren>[()])"
                    r"|(?P<name>[A-Za-z_][A-Za-z0-9_.:-]*))")


_WORDS = frozenset(("and", "or", "not", "is", "true", "false"))
_TOO_MANY = f"unfolds into more than {MAX_ALTERNATIVES} alternatives; name a part as a pattern"


class ConditionError(ValueError):
    """A condition that cannot be read; the message says how to mend it."""


def parse_condition(source: str) -> tuple[Alternative, ...]:
    """The alternatives (any of them suffices) of tests (all of them must hold) of a condition.

    Raises ConditionError where the condition cannot be read or unfolds too far.
    """
    parser = _Parser(_tokens(source), source)
    alternatives = parser.either()
    parser.expect_end()
    unique: list[Alternative] = []
    for tests in alternatives:
        ordered = tuple(sorted(set(tests)))
        if len(ordered) > MAX_TESTS:
            raise ConditionError(f"more than {MAX_TESTS} tests must hold together; name a part of them as a pattern")
        if ordered not in unique:
            unique.append(ordered)
    return tuple(unique)


def _tokens(source: str) -> list[tuple[str, str]]:
    tokens = []
    position = 0
    source = source.strip()
    while position < len(source):
        match = _TOKEN.match(source, position)
        if not match:
            raise ConditionError(f"cannot read {source[position:]!r}; write for example "
                                 "`contacts >= 3 and not company_caused`")
        tokens.append((str(match.lastgroup), match[str(match.lastgroup)]))
        position = match.end()
    return tokens


class _Parser:
    def __init__(self, tokens: list[tuple[str, str]], source: str) -> None:
        self._tokens = tokens
        self._at = 0
        self._depth = 0
        self._source = source

    def _peek(self) -> tuple[str, str]:
        return self._tokens[self._at] if self._at < len(self._tokens) else ("end", "")

    def _take(self) -> tuple[str, str]:
        token = self._peek()
        self._at += 1
        return token

    def expect_end(self) -> None:
        if self._peek()[0] != "end":
            raise ConditionError(f"{self._peek()[1]!r} is unexpected in {self._source!r}; join conditions with and, or")

    def either(self) -> list[Alternative]:
        alternatives = self._both()
        while self._peek() == ("name", "or"):
            self._take()
            alternatives = alternatives + self._both()
        if len(alternatives) > MAX_ALTERNATIVES:
            raise ConditionError(_TOO_MANY)
        return alternatives

    def _both(self) -> list[Alternative]:
        alternatives = self._one()
        while self._peek() == ("name", "and"):
            self._take()
            right = self._one()
            if len(alternatives) * len(right) > MAX_ALTERNATIVES:
                raise ConditionError(_TOO_MANY)
            alternatives = [(*one, *other) for one in alternatives for other in right]
        return alternatives

    def _one(self) -> list[Alternative]:
        kind, text = self._take()
        if (kind, text) == ("paren", "("):
            self._depth += 1
            if self._depth > MAX_DEPTH:
                raise ConditionError(f"brackets are nested more than {MAX_DEPTH} deep; name a part as a pattern")
            inner = self.either()
            self._depth -= 1
            if self._take() != ("paren", ")"):
                raise ConditionError(f"a bracket is not closed in {self._source!r}")
            return inner
        if kind != "name" or text in _WORDS - {"not"}:
            raise ConditionError(f"a name is missing before {text!r} in {self._source!r}" if text
                                 else f"{self._source!r} ends too early")
        if text == "not":
            kind, name = self._take()
            if kind != "name" or name in _WORDS or self._peek()[0] == "op":
                raise ConditionError("`not` stands before one true-or-false name; for numbers turn the comparison "
                                     "round, for longer conditions name a pattern")
            return [(Test(name, "not"),)]
        kind_next, following = self._peek()
        if kind_next == "op":
            self._take()
            number_kind, number = self._take()
            if number_kind != "number":
                raise ConditionError(f"{text} {following} needs a number after it")
            value = round(float(number), DECIMALS)
            if abs(value) > NUMBER_LIMIT:
                raise ConditionError(f"{number} is beyond {NUMBER_LIMIT}; use a smaller number")
            return [(Test(text, following, value),)]  # type: ignore[arg-type]
        if (kind_next, following) == ("name", "is"):
            self._take()
            _, word = self._take()
            if word not in ("true", "false"):
                raise ConditionError(f"{text} is … needs true or false after it")
            return [(Test(text, "true" if word == "true" else "false"),)]
        return [(Test(text, "true"),)]


def names_in(source: str) -> frozenset[str]:
    """The names that a condition reads. Raises ConditionError where it cannot be read."""
    return frozenset(fields_of(parse_condition(source)))


def fields_of(alternatives: Sequence[Alternative]) -> list[str]:
    """The names that a condition reads, in order, each once."""
    return list(dict.fromkeys(test.field for tests in alternatives for test in tests))


def fields_wanted(alternatives: Sequence[Alternative]) -> list[str]:
    """The names that a condition asks for, in order, each once; not those that it only wants not to be so."""
    return list(dict.fromkeys(test.field for tests in alternatives for test in tests if test.operator != "not"))
