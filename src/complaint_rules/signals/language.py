"""Detects the language of a text by its characters: Traditional or Simplified Chinese, English, or none of them."""

from __future__ import annotations

import re

from complaint_rules.complaint import Language
from complaint_rules.signals.fold import script_characters

SAMPLE = 4000

_HAN = re.compile("[\u3400-\u9fff\uf900-\ufaff]")
_KANA_HANGUL = re.compile("[\u3040-\u30ff\uac00-\ud7af]")
_OTHER = re.compile("[\u0370-\u1fff]")
_LATIN_WORD = re.compile("[a-z\u00c0-\u024f]+")
_ACCENTED = re.compile("[\u00c0-\u024f]")
_ENGLISH = frozenset(
    "the and to of it is you my for that this with not have are was be but your at they we so if can what will just "
    "do from been there were has had when all would they're i'm don't didn't it's can't i've please how why our he she "
    "his her them their us any get got because about want told said one who after before now then again still could "
    "should did does which other than only out up off by or as into over no i a in on an am me thanks thank hello hi "
    "dear order refund service customer day time back call called called help need never always today".split())


def detect_language(text: str) -> Language | None:
    """The language of `text`, or None where it is none of the three or has no letters. Reads the first 4,000
    characters."""
    sample = text[:SAMPLE].lower()
    han = len(_HAN.findall(sample))
    kana = len(_KANA_HANGUL.findall(sample))
    other = len(_OTHER.findall(sample))
    words = _LATIN_WORD.findall(sample)
    if kana * 8 > han + kana and kana > 1:
        return None
    if han and han * 2 >= len(words):
        return _script(sample)
    if other > sum(map(len, words)) + han:
        return None
    if words:
        known = sum(1 for word in words if word in _ENGLISH)
        if known >= max(1, len(words) // 8):
            return "en"
        if len(words) < 6 and not _ACCENTED.search(sample):
            return "en"
        return None
    return _script(sample) if han else None


def _script(sample: str) -> Language:
    traditional, simplified = script_characters()
    only_traditional = sum(1 for character in sample if character in traditional)
    only_simplified = sum(1 for character in sample if character in simplified)
    return "zh-Hant" if only_traditional > only_simplified else "zh-Hans"
