"""Detects the language of a text by its characters: Traditional or Simplified Chinese, English, or none of them."""

from __future__ import annotations

import re

from complaint_rules.complaint import Language
from complaint_rules.signals.fold import script_characters
from complaint_rules.signals.traits import PROPER

SAMPLE = 4000

_LATIN_WORD = re.compile("[a-z\u00c0-\u024f]+")
_ACCENTED = re.compile("[\u00c0-\u024f]")
_ENGLISH = frozenset([
    "a", "about", "after", "again", "all", "always", "am", "an", "and", "any", "are", "as", "at", "back", "be",
    "because", "been", "before", "but", "by", "call", "called", "can", "can't", "could", "customer", "day",
    "dear", "did", "didn't", "do", "does", "don't", "for", "from", "get", "got", "had", "has", "have", "he",
    "hello", "help", "her", "hi", "his", "how", "i", "i'm", "i've", "if", "in", "into", "is", "it", "it's",
    "just", "me", "my", "need", "never", "no", "not", "now", "of", "off", "on", "one", "only", "or", "order",
    "other", "our", "out", "over", "please", "refund", "said", "service", "she", "should", "so", "still", "than",
    "thank", "thanks", "that", "the", "their", "them", "then", "there", "they", "they're", "this", "time", "to",
    "today", "told", "up", "us", "want", "was", "we", "were", "what", "when", "which", "who", "why", "will",
    "with", "would", "you", "your",
])


# Frequent words of languages in Latin letters that are not read: French, German, Spanish, Italian, Portuguese, Dutch,
# Tagalog, Malay and Indonesian. What is also an English word stands in neither list.
_FOREIGN = frozenset(
    [word for words in (
        "le la les des une est que qui pas je vous nous votre notre dans pour avec sur mais cette mon mes aux mois",
        "der das und ist nicht ich sie wir mit für auf ein eine einen dem den zu haben bitte mein noch auch wurde habe",
        "el los las por una con mi su está pero como muy yo usted nos ha sin desde hace tiene mis del al lo esta",
        "il gli che non per sono della di del ho mio questo stato anche ma più alla dal",
        "os um uma não com meu minha mas foi eu você para da dos ainda já isso",
        "het een van niet ik dat voor maar mijn er ook nog naar bij geen de",
        "ang ng mga sa ako po hindi ninyo kayo naman yung ko na kasi",
        "yang dan saya tidak ini untuk dengan itu anda sudah dari ke di belum kami akan",
    ) for word in words.split()])
_AMBIGUOUS = frozenset(["a", "am", "an", "as", "at", "do", "he", "i", "in", "is", "me", "no", "on", "or", "of", "over",
                        "service", "so", "us", "was", "we", "will", "order", "die", "what", "hi", "can", "hello"])


_PLAIN = _ENGLISH - _AMBIGUOUS
# Kinds of characters: Chinese (in both scripts, Traditional alone, Simplified alone), kana or hangul, other scripts.
_HAN, _TRADITIONAL, _SIMPLIFIED, _KANA, _OTHER, _REST = "htsko."


class _Kinds(dict[int, str]):
    """The kind of each character, told when first asked."""

    def __missing__(self, code: int) -> str:
        traditional, simplified = script_characters()
        if 0x3400 <= code <= 0x9fff or 0xf900 <= code <= 0xfaff:
            kind = _TRADITIONAL if chr(code) in traditional else _SIMPLIFIED if chr(code) in simplified else _HAN
        elif 0x3040 <= code <= 0x30ff or 0xac00 <= code <= 0xd7af:
            kind = _KANA
        else:
            kind = _OTHER if 0x370 <= code <= 0x1fff else _REST
        self[code] = kind
        return kind


_KINDS = _Kinds()


def detect_language(text: str) -> Language | None:
    """The language of `text`, or None where it is none of the three or has no letters. Reads the first 4,000
    characters."""
    sample = text[:SAMPLE].lower()
    kinds = "" if sample.isascii() else sample.translate(_KINDS)
    traditional, simplified = kinds.count(_TRADITIONAL), kinds.count(_SIMPLIFIED)
    han = kinds.count(_HAN) + traditional + simplified
    kana = kinds.count(_KANA)
    # A name is in no language.
    words = _LATIN_WORD.findall(PROPER.sub("", text[:SAMPLE]).lower())
    if kana * 8 > han + kana and kana > 1:
        return None
    if words and han * 2 < len(words):
        if kinds.count(_OTHER) > sum(map(len, words)) + han:
            return None
        english = sum(map(_PLAIN.__contains__, words))
        foreign = sum(map(_FOREIGN.__contains__, words))
        return "en" if english > foreign or (english == foreign and not _ACCENTED.search(sample)) else None
    if not han:
        return None
    return "zh-Hant" if traditional > simplified else "zh-Hans"
