"""What must not tell one customer from another, and what stays for all that."""

import pytest

from complaint_rules.signals.alike import MOST, said_alike
from complaint_rules.signals.fold import fold, half_width
from complaint_rules.signals.language import detect_language
from complaint_rules.signals.neutral import made_alike
from complaint_rules.signals.neutral import neutral as without_what_is_left_out


def neutral(sentence):
    return without_what_is_left_out(made_alike(half_width(sentence), fold(sentence)))


@pytest.mark.parametrize(("one", "other"), [
    ("My name is Emily Walsh.", "My name is Mohammed Al-Farsi."),
    ("I met Dana in Leeds.", "I met Oluwaseun in Tuncurry."),
    ("Mrs. Quek hung up on her.", "Mr Adeyemi hung up on him."),
    ("She said it's my wife's fault.", "He said it's my husband's fault."),
    ("I'm 34 years old.", "I'm eighty-three years old."),
    ("As a Nigerian I was ignored.", "As a Paraguayan I was ignored."),
    ("I am deaf.", "I use a wheelchair."),
    ("The colour is wrong.", "The color is wrong."),
    ("我叫陳志明，要退款。", "我叫艾力，要退款。"),
    ("王先生沒來。", "林小姐没来。"),
    ("我今年二十四歲。", "我今年83岁。"),
    ("我是瑞士人。", "我是越南人。"),
    ("我坐輪椅。", "我是听障。"),
    ("網路很慢", "网络很慢。"),
    ("佢冇收到。", "他没有收到。"),
])
def test_these_are_read_alike(one, other):
    assert neutral(one) == neutral(other) != ""


@pytest.mark.parametrize("sentence", [
    "Dear Sir or Madam,", "Hello there!", "Thanks for reading this.", "Kind regards", "Anil Deshmukh", "您好，",
    "謝謝您。", "麻煩您了", "王美玲 敬上", "I am sorry, I should not have raised my voice.", "抱歉，我剛剛語氣不好。",
    "You promised to call back on Tuesday and nobody did.", "你們承諾的日期已經過了。",
])
def test_these_are_left_out(sentence):
    assert neutral(sentence) == ""


@pytest.mark.parametrize(("sentence", "kept"), [
    ("Thanks for nothing.", "thanks for nothing"),
    ("Are you deaf?", "are you deaf?"),
    ("I want the Manager NOW!", "i want the manager now!"),
    ("Hello, where is my parcel?", "where is my parcel?"),
    ("您好，包裹到哪了？謝謝", "包裹到哪了?谢谢"),
    ("系統的關係", "系统的关系"),
    ("", ""),
])
def test_what_is_said_stays(sentence, kept):
    assert neutral(sentence) == kept


@pytest.mark.parametrize("sentence", ["." * 20_000, "thanks " * 3_000, "谢谢" * 10_000, "Dana " * 4_000, "@" * 20_000,
                                      "you promised " + "a" * 20_000, "我叫" * 10_000])
def test_hostile_text_is_read_to_the_end(sentence):
    assert isinstance(neutral(sentence), str)


def test_a_phrase_is_read_with_the_words_of_the_other_sex_and_region():
    assert said_alike("her colour") == {f"{whose} {colour}" for whose in ("her", "him", "his", "hers")
                                        for colour in ("colour", "color")}
    assert said_alike("我老婆") == {"我老婆", "我老公"}
    assert said_alike("there") == {"there"}
    assert len(said_alike("his and her and him")) == MOST


def test_a_name_is_in_no_language():
    assert detect_language("Cold soup, Lan and Maria Da Silva") == "en"
