"""Ways to change a complaint: each gives, for a case, two complaints to compare, or None where it does not apply."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import phrases

from complaint_rules.signals.fold import script_characters, script_pairs

LANGUAGES = ("zh-Hant", "zh-Hans", "en")

Given = dict[str, Any]
Words = Mapping[str, Sequence[str]]


@dataclass(frozen=True)
class Case:
    """A complaint without labels, its language, and a number that picks among the words of a change."""

    id: str
    language: str
    number: int
    given: Given


Pair = tuple[Given, Given] | None
Change = Callable[[Case], Pair]


def _rewritten(given: Given, change: Callable[[str], str], roles: Sequence[str] = ("customer", "note")) -> Given:
    """The complaint with the texts of these roles changed."""
    return {**given, "messages": [{**turn, "text": change(turn["text"])} if turn["role"] in roles else turn
                                  for turn in given["messages"]]}


def with_text(change: Callable[[str, str], str], languages: Sequence[str] = LANGUAGES) -> Change:
    """Compare the complaint with its text changed, where that changes anything."""
    def pair(case: Case) -> Pair:
        if case.language not in languages:
            return None
        after = _rewritten(case.given, lambda text: change(text, case.language))
        return None if after == case.given else (case.given, after)
    return pair


def said_first(given: Given, sentence: str, gap: str) -> Given:
    return _at_turn(given, 0, lambda text: sentence + gap + text)


def said_last(given: Given, sentence: str, gap: str) -> Given:
    return _at_turn(given, -1, lambda text: text + ("\n" if text[-1:].isalnum() else gap) + sentence)


def _at_turn(given: Given, which: int, change: Callable[[str], str]) -> Given:
    turns = list(given["messages"])
    number = [number for number, turn in enumerate(turns) if turn["role"] == "customer"][which]
    turns[number] = {**turns[number], "text": change(turns[number]["text"])}
    return {**given, "messages": turns}


def _gap(case: Case) -> str:
    return " " if case.language == "en" else ""


def _picked(words: Words, case: Case, further: int = 0) -> str:
    choices = words[case.language]
    return choices[(case.number + further) % len(choices)]


def saying_either(frame: Mapping[str, str], words: Words,
                  said: Callable[[Given, str, str], Given] = said_first) -> Change:
    """Compare two complaints in which the customer says of herself or himself this or that."""
    def pair(case: Case) -> Pair:
        further = 1 + case.number // 7 % (len(words[case.language]) - 1)
        one, other = (said(case.given, frame[case.language].format(_picked(words, case, step)), _gap(case))
                      for step in (0, further))
        return one, other
    return pair


def with_sentence(words: Words, said: Callable[[Given, str, str], Given]) -> Change:
    """Compare the complaint with and without one sentence more."""
    return lambda case: (case.given, said(case.given, _picked(words, case), _gap(case)))


def with_reference(case: Case) -> Pair:
    """Compare the complaint with and without an order number more."""
    return case.given, said_last(case.given, "(ref. QX-48213-77)", " ")


def with_message(words: Words) -> Change:
    """Compare the complaint with and without one more message of the customer."""
    return lambda case: (case.given, {**case.given, "messages": [
        *case.given["messages"], {"role": "customer", "text": _picked(words, case)}]})


def _with_history(case: Case, before: Given, after: Given) -> Pair:
    """Compare the complaint under two contact histories."""
    return {**case.given, "behaviour": before}, {**case.given, "behaviour": {**before, **after}}


def _history(case: Case, **unless_known: int) -> Given:
    return {**unless_known, **(case.given.get("behaviour") or {})}


def after_final_answer(case: Case) -> Pair:
    """Compare so many contacts after the final answer with one more."""
    history = {**_history(case, contacts=6, contacts_after_final_answer=2), "final_answer_given": True}
    more = history["contacts_after_final_answer"] + 1
    return _with_history(case, history, {"contacts_after_final_answer": more,
                                         "contacts": max(history["contacts"], more) + 1})


def promise_missed(case: Case) -> Pair:
    """Compare the complaint with and without a promise of ours missed, on file."""
    return _with_history(case, _history(case), {"promise_missed_by_us": True})


def caused_by_us(case: Case) -> Pair:
    """Compare so many contacts caused by us with one more."""
    history = _history(case, contacts=6, company_caused_contacts=0)
    return _with_history(case, history, {"company_caused_contacts": history["company_caused_contacts"] + 1})


def _swapping(pairs: Sequence[tuple[str, str]], whole: bool) -> Callable[[str], str]:
    """A text in which each word is swapped for its partner, both ways, capitals kept. Where two overlap, the later one
    is the word: in 产品质量 it is 质量 and not 品质."""
    partner = {**dict(pairs), **{other: one for one, other in reversed(pairs)}}
    lowered = {one.lower(): other for one, other in partner.items()}
    words = "|".join(re.escape(word) + "".join(f"(?!{re.escape(rest)})" for rest in _begun_inside(word, partner))
                     for word in sorted(partner, key=len, reverse=True))
    pattern = re.compile(rf"\b(?:{words})\b" if whole else words, re.IGNORECASE)

    def swapped(match: re.Match[str]) -> str:
        word = match.group()
        if word in partner:
            return partner[word]
        other = lowered[word.lower()]
        if len(word) > 1 and word.isupper():
            return other.upper()
        return other.capitalize() if word[0].isupper() else other.lower()
    return lambda text: pattern.sub(swapped, text)


def _begun_inside(word: str, words: Iterable[str]) -> list[str]:
    """What would follow `word`, were it cut through another of `words` that begins inside it."""
    return [other[len(word) - place:] for other in words for place in range(1, len(word))
            if len(other) > len(word) - place and other.startswith(word[place:])]


def with_swapped(english: Sequence[tuple[str, str]], chinese: Sequence[tuple[str, str]]) -> Change:
    """Compare the complaint with its words swapped for their partners; Chinese pairs are given in Simplified script."""
    in_english, in_chinese = _swapping(english, whole=True), _swapping(_both_scripts(chinese), whole=False)
    return with_text(lambda text, language: in_english(text) if language == "en" else in_chinese(text))


def _both_scripts(pairs: Sequence[tuple[str, str]]) -> list[tuple[str, str]]:
    """Pairs in Simplified script, followed by the same in Traditional."""
    return [*pairs, *((_to_traditional(one), _to_traditional(other)) for one, other in pairs)]


# -- script, width, marks

_TO_SIMPLIFIED = dict(zip(map(ord, script_pairs()[0]), map(ord, script_pairs()[1]), strict=True))
_SOURCES: dict[str, list[str]] = {}
for _one, _other in zip(*script_pairs(), strict=True):
    _SOURCES.setdefault(_other, []).append(_one)
# Back only where one character comes from one alone and is in use in Simplified text alone.
_TO_TRADITIONAL = {ord(simplified): traditional[0] for simplified, traditional in _SOURCES.items()
                   if len(traditional) == 1 and simplified in script_characters()[1]}


def _to_traditional(text: str) -> str:
    return text.translate(_TO_TRADITIONAL)


def other_script(text: str, language: str) -> str:
    return text.translate(_TO_SIMPLIFIED) if language == "zh-Hant" else _to_traditional(text)


_WIDE = {code: code + 0xFEE0 for code in (*range(0x30, 0x3A), *range(0x41, 0x5B), *range(0x61, 0x7B))}


def other_width(text: str, language: str) -> str:
    if language == "en":
        return text.translate({ord("'"): "’", ord("-"): "‑"})
    return text.translate(_WIDE).translate({ord("，"): ",", ord("？"): "?", ord("："): ":"})


def broken_lines(text: str, _: str) -> str:
    return re.sub(r"(?<=[。！？!?]) *(?=[^\s。！？!?」』”\"'’)）])|(?<=\w[.]) (?=[A-Z])", "\n", text)


def other_close(text: str, language: str) -> str:
    if text[-1:] in ".。":
        return text[:-1]
    return text + ("." if language == "en" else "。") if text[-1:].isalnum() else text


_ENGLISH_GREETING = re.compile(r"\A(?:hello|hi|good (?:morning|afternoon|evening))[,!.]? +(?=\w)", re.IGNORECASE)
_CHINESE_GREETING = re.compile(r"\A(?:[您你]好|早安|午安|哈囉|请问|請問)[，,！!。]+(?=\w)")


def without_greeting(text: str, language: str) -> str:
    return (_ENGLISH_GREETING if language == "en" else _CHINESE_GREETING).sub("", text)


# -- numbers


def _other_digits(found: str) -> str:
    """The same number of digits, other digits, about as large."""
    return found[0] + "".join(str((int(sign) * 7 + 3) % 10) if sign.isdigit() else sign for sign in found[1:])


REFERENCE = re.compile(r"(?<![\d£$€¥.])\b(?:[A-Z]{1,4}-?)?\d{5,}\b(?![元塊块%])")
AMOUNT = re.compile(r"(?<=[£$€¥])\d{2,4}\b(?!,)|\b\d{2,4}(?= ?(?:元|塊|块|pounds|dollars|euros))")


def other_numbers(pattern: re.Pattern[str]) -> Callable[[str, str], str]:
    return lambda text, _: pattern.sub(lambda match: _other_digits(match.group()), text)


# -- traits

_TITLED = re.compile(r"(?:(?<=\bM[rs] )|(?<=\bM[rs]\. )|(?<=\bMrs ))[A-Z][a-z]+"
                     r"|(?<![\u4e00-\u9fff])[王李張张劉刘陳陈楊杨黃黄趙赵吳吴周徐孫孙林何郭]"
                     r"(?=先生|小姐|女士|經理|经理|老師|老师)")


def other_surname(case: Case) -> Pair:
    other = _picked(phrases.SURNAMES, case)
    after = _rewritten(case.given, lambda text: _TITLED.sub(other, text), ("customer", "note", "agent"))
    return None if after == case.given else (case.given, after)


# "her" before a noun is "his", elsewhere "him".
_HER = re.compile(r"\b([Hh])er(?= (?!(?:to|and|or|at|in|on|for|if|that|with|about|as|by|from|a|the|my|what|when|why|"
                  r"how|again|off|out|up|so|but)\b)[a-z])")
_ENGLISH_SEX = _swapping(phrases.SEXES, whole=True)
_CHINESE_SEX = _swapping(_both_scripts(phrases.CHINESE_SEXES), whole=False)


def other_sex(text: str, language: str) -> str:
    if language != "en":
        return _CHINESE_SEX(text)
    # Marked while the rest is swapped, for "her" and "his" are each other's partners only here.
    marked = re.sub(r"\b([Hh])is(?= [a-z])", r"\1er_", _HER.sub(r"\1is_", text))
    return _ENGLISH_SEX(marked).replace("er_", "er").replace("is_", "is")
