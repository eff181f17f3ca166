"""Finds numbers with units: 0.5 mm, 第三次, five times, 二十分鐘, the fourth call.

Units are word forms like any other; where one is found, the number is looked for right before it.
"""

from __future__ import annotations

import re

_CHINESE_DIGITS = {"零": 0, "〇": 0, "一": 1, "二": 2, "两": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8,
                   "九": 9, "半": 0.5}
_CHINESE_UNITS = {"十": 10, "百": 100, "千": 1000, "万": 10000}
_TENS = {word: value for value, word in zip(
    range(20, 100, 10), ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"], strict=True)}
_ENGLISH = {word: value for value, words in {
    0.5: "half", 1: "one first once", 2: "two second twice", 3: "three third thrice", 4: "four fourth",
    5: "five fifth", 6: "six sixth", 7: "seven seventh", 8: "eight eighth", 9: "nine ninth", 10: "ten tenth",
    11: "eleven eleventh", 12: "twelve twelfth", 13: "thirteen thirteenth", 14: "fourteen fourteenth",
    15: "fifteen fifteenth", 16: "sixteen sixteenth", 17: "seventeen seventeenth", 18: "eighteen eighteenth",
    19: "nineteen nineteenth"}.items() for word in words.split()}
_ENGLISH |= _TENS | {f"{word[:-1]}ieth": value for word, value in _TENS.items()}
_ONES = [word for word, value in _ENGLISH.items() if 1 <= value <= 9 and value == int(value)]


# The number that ends where a unit begins. Every repetition is bounded, and only a few characters are looked at.
# English hundreds and thousands are not known: "a hundred times" is mostly no count.
_BEFORE_UNIT = re.compile(
    r"(?:(?<![\d.,])(?P<digits>\d{1,3}(?:,\d{3}){1,4}(?:\.\d{1,4})?|\d{1,12}(?:\.\d{1,4})?)(?:st|nd|rd|th|(?P<scale>[百千万]))?"
    r"|(?P<chinese>[零〇一二两三四五六七八九十百千万半]{1,8})"
    r"|(?<![a-z])(?P<larger>(?:hundred|thousand)(?:[ -]and)?[ -])?"
    rf"(?P<english>(?:{'|'.join(_TENS)})[ -](?:{'|'.join(_ONES)})|{'|'.join(sorted(_ENGLISH))}))"
    r"[ -]?\Z")
_BEHIND_SIGN = re.compile(r" ?(?P<digits>\d{1,3}(?:,\d{3}){1,4}(?:\.\d{1,4})?|\d{1,12}(?:\.\d{1,4})?)(?![\d,.]*\d)")
LOOK_BACK = 36
# What a number can end in, beside digits.
_LAST = frozenset([*_CHINESE_DIGITS, *_CHINESE_UNITS, "d", "h", "t", *(word[-1] for word in _ENGLISH)])


def number_before(text: str, end: int) -> tuple[float, int] | None:
    """The number that ends at `end` of folded `text` (a blank or hyphen may follow it), and where it begins."""
    last = text[end - 1:end] if text[end - 1:end] not in " -" else text[max(end - 2, 0):end - 1]
    if last not in _LAST and not last.isdigit():
        return None
    window = max(0, end - LOOK_BACK)
    match = _BEFORE_UNIT.search(text[window:end])
    if match is None or match["larger"]:
        return None
    if match["digits"]:
        value = float(match["digits"].replace(",", "")) * _CHINESE_UNITS.get(match["scale"] or "", 1)
    elif match["chinese"]:
        value = chinese_number(match["chinese"])
    else:
        value = sum(_ENGLISH[word] for word in match["english"].replace("-", " ").split())
    return value, window + match.start()


def number_behind(text: str, start: int) -> tuple[float, int] | None:
    """The number in digits that begins at `start` of folded `text` (a blank may stand before it), and where it ends."""
    match = _BEHIND_SIGN.match(text, start)
    return None if match is None else (float(match["digits"].replace(",", "")), match.end())


def chinese_number(numeral: str) -> float:
    """The value of a Chinese numeral up to 99,999,999, and of digits read one by one (二〇二三 is 2023)."""
    if not any(sign in _CHINESE_UNITS for sign in numeral) and len(numeral) > 1:
        return float(int("".join(str(int(_CHINESE_DIGITS[sign])) for sign in numeral)))
    total = section = digit = 0.0
    for sign in numeral:
        if sign in _CHINESE_DIGITS:
            digit = _CHINESE_DIGITS[sign]
        elif sign == "万":
            total += (section + digit) * 10000 or 10000
            section = digit = 0.0
        else:
            section += (digit or 1) * _CHINESE_UNITS[sign]
            digit = 0.0
    return total + section + digit
