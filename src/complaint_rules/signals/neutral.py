"""Makes alike, before words are counted or encoded, what must not tell one customer from another: names, places,
origin, sex, age, disability, dialect, numbers and addresses; and leaves out courtesies and our own broken promises.

What a sentence is about stays: a disability becomes *disabled*, a dialect *some dialect*, so that what is said of them
can still be read.
"""

from __future__ import annotations

import re

from complaint_rules.lazy import lazy_pattern
from complaint_rules.signals import traits
from complaint_rules.signals.alike import STANDS_FOR
from complaint_rules.signals.courtesy import says_we_broke_a_promise, without_courtesies
from complaint_rules.signals.fold import fold

_WORD = re.compile("[a-z]+")
_CAPITAL = re.compile("[A-Z]")
_HAN_BLANK = lazy_pattern(r"(?<=[\u3000-\u9fff]) | (?=[\u3000-\u9fff])")
# Characters with one plain counterpart, most of them Cantonese.
_PLAIN_CHARACTERS = str.maketrans("牠它您佢嘅唔咗喺嚟睇啲", "他他你他的不了在来看些")
_UNPLAIN = lazy_pattern("[牠它您佢嘅唔咗喺嚟睇啲]")
_ALIKE = {**STANDS_FOR, "冇": "没有"}
_ALIKE_ZH = lazy_pattern("|".join(word for word in _ALIKE if not word.isascii()))


def made_alike(sentence: str, folded: str) -> str:
    """A sentence, given in half width and folded, without what tells a person; its numbers stay."""
    text = folded
    if _CAPITAL.search(sentence):
        text = fold(traits.PROPER.sub("x", traits.SIGNATURE.sub("", sentence)))
    if "@" in text or "://" in text:
        text = traits.ADDRESS.sub("@", text)
    words = frozenset(_WORD.findall(text))
    if words:
        text = _neutral_english(text, words)
    return text if text.isascii() else _neutral_chinese(text)


def neutral(alike: str) -> str:
    """A sentence made alike, without what is left out; empty where nothing else was in it."""
    if says_we_broke_a_promise(alike):
        return ""
    text = without_courtesies(traits.DIGITS.sub("0", alike))
    text = " ".join(text.split()).rstrip(".。 ")
    return "" if text == "x" else text


def _neutral_english(text: str, words: frozenset[str]) -> str:
    # Most sentences hold none of these words; looking at the words first spares the patterns.
    if words & traits.ORIGIN_WORDS:
        text = traits.ORIGIN.sub("x", text)
    if words & traits.TITLED_WORDS:
        text = traits.TITLED.sub("x", text)
    if words & traits.NAMED_WORDS:
        text = traits.INTRODUCED.sub(r"\1 x", traits.GREETED.sub(r"\1", text))
    if words & traits.AGE_WORDS:
        text = traits.AGE.sub("0 years old", text)
    if words & traits.DISABLED_WORDS:
        text = traits.DISABLED.sub(" disabled", text)
    if words & STANDS_FOR.keys():
        text = _WORD.sub(_alike, text)
    return text


def _neutral_chinese(text: str) -> str:
    if " " in text:
        text = _HAN_BLANK.sub("", text)
    text = traits.DIALECT_ZH.sub("某话", traits.SIGNATURE_ZH.sub("", text))
    text = traits.STRANGER_ZH.sub("某地人", traits.ORIGIN_ZH.sub("某地人", text))
    if "岁" in text or "年" in text:
        text = traits.AGE_ZH.sub("0岁", text)
    if traits.DISABLED_SIGNS_ZH.search(text):
        text = traits.DISABLED_ZH.sub("残障", text)
    text = traits.PLACE_ZH.sub("某地", traits.NAMED_ZH.sub("某", text))
    if _UNPLAIN.search(text):
        text = text.translate(_PLAIN_CHARACTERS)
    return _ALIKE_ZH.sub(_alike, text)


def _alike(match: re.Match[str]) -> str:
    return _ALIKE.get(match.group(), match.group())
