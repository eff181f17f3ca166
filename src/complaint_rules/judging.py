"""Words that have no place in a customer's record: they insult, diagnose, or guess."""

from __future__ import annotations

import re

from complaint_rules.lazy import lazy_pattern

# Insults, and the names of the typology.
_INSULTS = (
    r"跟[蹤踪]狂|死[纏缠][爛烂]打|[無无]理取[鬧闹]|[沒没]常[識识]|奧客|奥客|刁民|[瘋疯]子|神[經经]病|[騙骗]子|[無无][賴赖]|白痴"
    r"|胡[攪搅][蠻蛮][纏缠]|又[來来][盧吵鬧闹]|脾[氣气][很差暴]|素[質质][低差]"
    r"|\b(?:stalkers?|know-it-alls?|time.?wasters?|troublemakers?|liars?|lying|idiots?|stupid|nutters?|crank|rude|greedy"
    r"|nuisance|difficult (?:customer|person))\b")
_LAY_DIAGNOSES = (
    r"被害妄想|妄想|[潔洁]癖|歇斯底里|[強强]迫症|[躁憂忧抑][鬱郁]症|精神[病異异]|人格障|情[緒绪]不[穩稳]|喝醉|失智"
    r"|\b(?:paranoi\w*|hysteri\w*|craz\w*|insane|lunatic|delusion\w*|psycho\w*|neurotic|bipolar|OCD|obsessive|autistic"
    r"|demented|senile|mental(?:ly)? ill\w*|unstable|drunk)\b")
# Guesses at motive, health or means.
_GUESSES = (
    r"疑似|[應应][該该]是[想為为故]|[顯显]然[是想]|大概是|恐怕是|故意找[碴茬]|想要?[訛讹敲][詐诈]?|[貪贪]小便宜"
    r"|\b(?:probably|presumably|obviously|clearly wants|apparently|must be (?:ill|drunk|lonely)"
    r"|just wants? (?:money|attention)|seems? to (?:be|enjoy|want))\b")

_AGAINST_THE_PERSON = lazy_pattern(f"{_INSULTS}|{_LAY_DIAGNOSES}", re.IGNORECASE)
_JUDGING = lazy_pattern(f"{_INSULTS}|{_LAY_DIAGNOSES}|{_GUESSES}", re.IGNORECASE)


def judging_words(text: str) -> list[str]:
    """The words of a text that insult, diagnose or guess, in order; empty for a text that a customer may read."""
    return _JUDGING.findall(text)


def words_against_the_person(text: str) -> list[str]:
    """Of these, the words that insult or diagnose."""
    return _AGAINST_THE_PERSON.findall(text)
