"""How the customer writes: lengths, marks, and how often certain kinds of words stand in the text.

Lengths are in units: one Chinese character is one unit, one word in Latin letters 1.25 (so that short sentences mean
the same in both: about 10 characters or 8 words). Lengths and digits are counted with names, ages and the like made
alike, so that they do not turn on whose they are.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence

from complaint_rules.signals.history import Value
from complaint_rules.signals.scopes import Span
from complaint_rules.signals.told import Sentence

WORD_UNITS = 1.25
PER = 100.0
REPEATED_FROM = 6

_HAN = re.compile("[\u3400-\u9fff\uf900-\ufaff]")
_LATIN = re.compile("[A-Za-z\u00c0-\u024f][A-Za-z\u00c0-\u024f']*")
_SHOUTED = re.compile(r"[A-Z](?<!\w.)[A-Z]{2,}(?!\w)")
_EMOJI = re.compile("[\U0001f300-\U0001faff\u2600-\u27bf]")
_SMILEY = re.compile(r"[\^:XQTo](?:(?<=\^)\^|(?<=:)[)(D]|(?<=X)D|(?<=Q)Q|(?<=T)_T|(?<=o)rz)")
_DIGIT = re.compile(r"\d")
# Marks of lists: at the head of a line, and, led by one set of characters, anywhere.
_LISTED_LINE = re.compile(r"[ \t]{0,6}(?:\d{1,2}|[a-hA-H一二三四五六七八九十])[.、)）:：．]")
_LISTED = re.compile(r"[①-⑳(（第一二三四五六](?:(?<=[①-⑳])|(?<=[(（])[一二三四五1-9a-e][)）]"
                     r"|(?<=第)[一二三四五][,，点點項项]"
                     r"|(?<=[一二三四五六])[、是])")
_ORDINAL = re.compile(r"[fst](?:(?<=f)irstly|(?<=s)econdly|(?<=t)hirdly)", re.IGNORECASE)
_EDGE_MARKS = " .,!?:;…~。，！？：；、\"'“”「」"

DENSITIES = ("hedges", "politeness", "feelings", "commands", "story")


def units(text: str) -> float:
    """The length of a text in units."""
    han = 0 if text.isascii() else len(_HAN.findall(text))
    return han + WORD_UNITS * len(_LATIN.findall(text))


def shouted(text: str) -> int:
    """The number of words in capitals of three letters or more."""
    return len(_SHOUTED.findall(text))


def read_manner(texts: Sequence[str], told: Sequence[Sentence],
                classes: Sequence[Mapping[str, Sequence[Span]]]) -> dict[str, Value]:
    """Manner of all of the customer's texts together, in half width; `told` holds their sentences, `classes` the
    word-class hits of each text."""
    joined = "\n".join(texts)
    sentences = [sentence.written for sentence in told]
    alike = "\n".join(sentence.alike for sentence in told)
    size = units(alike)
    if not size:
        return {}
    marks = [sentence[-1] for sentence in sentences]
    per = PER / max(size, 20.0)
    repeats = Counter(sentence.strip(_EDGE_MARKS).lower() for sentence in sentences)
    listed = sum(_LISTED_LINE.match(line) is not None for text in texts for line in text.split("\n"))
    values: dict[str, Value] = {
        "manner.characters": round(size, 2),
        "manner.sentences": len(sentences),
        "manner.sentence_length": round(size / len(sentences), 2),
        "manner.exclamations": round(sum(mark in "!！" for mark in marks) / len(sentences), 3),
        "manner.questions": round(sum(mark in "?？" for mark in marks) / len(sentences), 3),
        "manner.capitals": round(shouted(joined) * per, 3),
        "manner.emoji": len(_SMILEY.findall(joined)) + (0 if joined.isascii() else len(_EMOJI.findall(joined))),
        "manner.digits": round(len(_DIGIT.findall(alike)) * per, 3),
        "manner.enumeration": listed + len(_LISTED.findall(joined)) + len(_ORDINAL.findall(joined)),
        "manner.repeated_sentences": max((count for sentence, count in repeats.items()
                                          if len(sentence) >= REPEATED_FROM), default=1),
    }
    for name in DENSITIES:
        count = sum(len(found.get(f"manner.{name}", ())) for found in classes)
        values[f"manner.{name}"] = round(count * per, 3)
    if _ends_in_apology(texts[-1], classes[-1]):
        values["manner.ends_in_apology"] = True
    return values


def _ends_in_apology(text: str, found: Mapping[str, Sequence[Span]]) -> bool:
    """Whether an apology for one's tone stands in the last text, and nothing heated behind it."""
    regrets = found.get("manner.regrets", ())
    if not regrets:
        return False
    start = max(start for start, _ in regrets)
    rest = text[start:]
    return (not any(begin > start for begin, _ in found.get("heat", ())) and not shouted(rest)
            and not any(mark in rest for mark in "!！"))
