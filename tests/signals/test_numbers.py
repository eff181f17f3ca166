import pytest
from hypothesis import given
from hypothesis import strategies as st

from complaint_rules.signals.fold import fold
from complaint_rules.signals.forms import FormFinder
from complaint_rules.signals.numbers import chinese_number, number_before, number_behind

UNITS = {"times": {"次": 1, "通": 1, "times": 1, "call": 1, "calls": 1, "time": 1},
         "minutes": {"分钟": 1, "个小时": 60, "小时": 60, "minutes": 1, "min": 1, "hours": 60, "hour": 60},
         "millimetres": {"mm": 1, "毫米": 1, "cm": 10, "公分": 10},
         "money": {"元": 1, "万元": 10000}, "percent": {"%": 1, "成": 10}}
FACTORS = {unit: (dimension, factor) for dimension, words in UNITS.items() for unit, factor in words.items()}


def read(text):
    """(dimension, value, start, end) of every unit with a number before it, the longest where several end alike."""
    found = {}
    for unit, (dimension, factor) in FACTORS.items():
        for start in range(len(text)):
            end = start + len(unit)
            behind = unit[-1] + text[end:end + 1]
            edge = len(behind) == 2 and behind.isascii() and behind.isalpha()
            if text.startswith(unit, start) and not edge and (number := number_before(text, start)):
                value, begin = number
                if begin not in found or start < found[begin][3] <= end or found[begin][3] < end:
                    found[begin] = (dimension, value * factor, begin, end)
    return [found[begin] for begin in sorted(found)]


MEASURES = [
    ("0.5 mm", [("millimetres", 0.5)]),
    ("2cm", [("millimetres", 20)]),
    ("０．５ 毫米", [("millimetres", 0.5)]),
    ("第三次", [("times", 3)]),
    ("打了两次", [("times", 2)]),
    ("打了兩次", [("times", 2)]),
    ("第二十三次", [("times", 23)]),
    ("十次", [("times", 10)]),
    ("一百零五次", [("times", 105)]),
    ("二十分鐘", [("minutes", 20)]),
    ("半小时", [("minutes", 30)]),
    ("三個小時", [("minutes", 180)]),
    ("五千元", [("money", 5000)]),
    ("3万元", [("money", 30000)]),
    ("1,250 元", [("money", 1250)]),
    ("100%", [("percent", 100)]),
    ("three times", [("times", 3)]),
    ("the fourth call", [("times", 4)]),
    ("5th call", [("times", 5)]),
    ("half-hour", [("minutes", 30)]),
    ("Forty Minutes", [("minutes", 40)]),
    ("2 calls, 3 hours", [("times", 2), ("minutes", 180)]),
    ("twenty-five times", [("times", 25)]),
    ("twenty five times", [("times", 25)]),
    ("no number, no unit", []),
    ("5 minuteman", []),
    ("someone time", []),
    ("1.23456789 mm", []),
    ("order 1234567890123456 calls", []),
]


@pytest.mark.parametrize(("text", "expected"), MEASURES)
def test_measures_are_read_in_their_base_unit(text, expected):
    assert [(dimension, value) for dimension, value, _, _ in read(fold(text))] == expected


SUMS = {"forms": "$\npounds\nrs\n£\n元", "ascii_forms": 3, "wide_from": 12, "edges": ".bb..", "numbers": [
    [9, "money", ">=", 50.0]], "units": [[form, "money", 1] for form in range(5)]}


@pytest.mark.parametrize(("text", "found"), [
    ("$300 of it", "$300"), ("worth £1,250.50, say", "£1,250.50"), ("2 £75 vouchers", "£75"),
    ("300 pounds", "300 pounds"), ("rs 5000 only", "rs 5000"), ("300元 40", "300元"), ("60 pounds 10", "60 pounds"),
    ("$20", None), ("£ and 300", None)])
def test_money_is_read_with_its_sign_before_the_number(text, found):
    spans = [text[start:end] for start, end, form in FormFinder(SUMS).find(text) if form == 9]
    assert spans == ([] if found is None else [found])


@given(st.text("$0123456789., ", max_size=20))
def test_whatever_stands_behind_a_sign_reads_without_raising(text):
    number = number_behind(text, 0)
    assert number is None or (number[0] >= 0 and 0 < number[1] <= len(text))


ONES = ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen",
        "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"]
TENS = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
SPELT = [*ONES, *(word for ten in TENS for word in (ten, *(f"{ten}-{one}" for one in ONES[:9])))]


@pytest.mark.parametrize(("value", "word"), list(enumerate(SPELT, 1)))
def test_every_english_number_below_a_hundred_is_read(value, word):
    assert number_before(f"that was {word} ", len(word) + 10) == (value, 9)


@pytest.mark.parametrize("words", ["a hundred", "one hundred and five", "two hundred five", "a thousand and one",
                                   "seven hundred and seventy-seven", "one hundred twenty-five"])
def test_an_english_number_above_ninety_nine_is_not_known_rather_than_wrong(words):
    assert number_before(f"{words} ", len(words) + 1) is None


def test_spans_hold_the_number_and_its_unit():
    text = "已經打了第十二次電話"
    ((_, _, start, end),) = read(fold(text))
    assert text[start:end] == "十二次"


@pytest.mark.parametrize(("numeral", "value"), [
    ("零", 0), ("七", 7), ("十", 10), ("十一", 11), ("二十", 20), ("三百", 300), ("三百零二", 302), ("一千二百", 1200),
    ("两万", 20000), ("十二万三千", 123000), ("千万", 10_000_000), ("二〇二三", 2023), ("半", 0.5)])
def test_chinese_numerals_have_their_value(numeral, value):
    assert chinese_number(numeral) == value


@given(st.text("零〇一二两三四五六七八九十百千万半", min_size=1, max_size=8))
def test_any_chinese_numeral_has_a_value_that_is_not_negative(numeral):
    assert chinese_number(numeral) >= 0


@given(st.text("0123456789.,- 半十mm第th一万"))
def test_whatever_stands_before_a_unit_reads_without_raising(text):
    number = number_before(text, len(text))
    assert number is None or (number[0] >= 0 and 0 <= number[1] < len(text))
