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
        english = sum(1 for word in words if word in _ENGLISH and word not in _AMBIGUOUS)
        foreign = sum(1 for word in words if word in _FOREIGN)
        return "en" if english > foreign or (english == foreign and not _ACCENTED.search(sample)) else None
    return _script(sample) if han else None


def _script(sample: str) -> Language:
    traditional, simplified = script_characters()
    only_traditional = sum(map(traditional.__contains__, sample))
    only_simplified = sum(map(simplified.__contains__, sample))
    return "zh-Hant" if only_traditional > only_simplified else "zh-Hans"
