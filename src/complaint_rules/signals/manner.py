"""How the customer writes: lengths, marks, and how often certain kinds of words stand in the text.

Lengths are in units: one Chinese character is one unit, one word in Latin letters 1.25 (so that short sentences mean
the same in both: about 10 characters or 8 words).
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from complaint_rules.signals.expressions import Span
from complaint_rules.signals.history import Value
from complaint_rules.signals.sentences import split_sentences

WORD_UNITS = 1.25
PER = 100.0

_HAN = re.compile("[\u3400-\u9fff\uf900-\ufaff]")
_LATIN = re.compile("[A-Za-z\u00c0-\u024f][A-Za-z\u00c0-\u024f']*")
_SHOUTED = re.compile(r"\b[A-Z]{3,}\b")
_EMOJI = re.compile("[\U0001f300-\U0001faff\u2600-\u27bf]")
_SMILEYS = ("^^", ":)", ":(", ":D", "XD", "QQ", "T_T", "orz")
_DIGIT = re.compile(r"\d")
# One pattern per kind of list mark, each led by a set of characters, which the matcher looks for at once.
_LISTED = tuple(re.compile(pattern, re.MULTILINE) for pattern in (
    r"^[ \t]{0,6}(?:\d{1,2}|[a-hA-H一二三四五六七八九十])[.、)):．]", r"[①-⑳]", r"[((][一二三四五1-9a-e][))]",
    r"第[一二三四五][,,点點項项]", r"[一二三四五六][、是]"))
_ORDINALS = ("firstly", "secondly", "thirdly")

DENSITIES = ("hedges", "politeness", "feelings", "commands", "story")


def units(text: str) -> float:
    """The length of a text in units."""
    return len(_HAN.findall(text)) + WORD_UNITS * len(_LATIN.findall(text))


def shouted(text: str) -> int:
    """The number of words in capitals of three letters or more."""
    return len(_SHOUTED.findall(text))


def read_manner(texts: Sequence[str], classes: Sequence[Mapping[str, Sequence[Span]]]) -> dict[str, Value]:
    """Manner of all of the customer's texts together; `classes` holds the word-class hits of each text."""
    joined = "\n".join(texts)
    size = units(joined)
    if not size:
        return {}
    sentences = [text[start:end] for text in texts for start, end in split_sentences(text)] or [joined]
    marks = [sentence[-1] for sentence in sentences]
    per = PER / max(size, 20.0)
    repeats: dict[str, int] = {}
    for sentence in sentences:
        key = "".join(character for character in sentence.lower() if character.isalnum())
        if len(key) >= 6:
            repeats[key] = repeats.get(key, 0) + 1
    values: dict[str, Value] = {
        "manner.characters": round(size, 2),
        "manner.sentences": len(sentences),
        "manner.sentence_length": round(size / len(sentences), 2),
        "manner.exclamations": round(sum(mark in "!！" for mark in marks) / len(sentences), 3),
        "manner.questions": round(sum(mark in "?？" for mark in marks) / len(sentences), 3),
        "manner.capitals": round(shouted(joined) * per, 3),
        "manner.emoji": len(_EMOJI.findall(joined)) + sum(joined.count(smiley) for smiley in _SMILEYS),
        "manner.digits": round(len(_DIGIT.findall(joined)) * per, 3),
        "manner.enumeration": (sum(len(mark.findall(joined)) for mark in _LISTED)
                               + sum(joined.lower().count(word) for word in _ORDINALS)),
        "manner.repeated_sentences": max(repeats.values(), default=1),
    }
    for name in DENSITIES:
        count = sum(len(found.get(f"manner.{name}", ())) for found in classes)
        values[f"manner.{name}"] = round(count * per, 3)
    return values
