import pytest
from hypothesis import given
from hypothesis import strategies as st

from complaint_rules.signals.language import detect_language

DETECTED = [
    ("你們的服務太慢了，請退款給我。", "zh-Hant"),
    ("你们的服务太慢了，请退款给我。", "zh-Hans"),
    ("你哋嘅服務真係好差，幾時退返錢俾我？", "zh-Hant"),
    ("The parcel never came and nobody called me back.", "en"),
    ("Refund!", "en"),
    ("我的 order 还没到，please 退款", "zh-Hans"),
    ("The 店員 was rude to me and would not give me my money back", "en"),
    ("注文した商品がまだ届きません。返金してください。", None),
    ("환불해 주세요. 상품이 아직 도착하지 않았습니다.", None),
    ("Посылка так и не пришла, верните деньги.", None),
    ("Das Paket ist nie angekommen, und niemand hat sich bei mir gemeldet.", None),
    ("Le colis n'est jamais arrivé, je veux être remboursé immédiatement.", None),
    ("12345 !!!", None),
    ("😀", None),
    ("", None),
]


@pytest.mark.parametrize(("text", "language"), DETECTED)
def test_the_language_is_detected(text, language):
    assert detect_language(text) == language


@given(st.text())
def test_any_text_has_one_of_three_languages_or_none(text):
    assert detect_language(text) in ("zh-Hant", "zh-Hans", "en", None)


def test_only_the_beginning_of_a_long_text_decides():
    assert detect_language("这个东西坏了。" * 1000 + "The parcel never came." * 1000) == "zh-Hans"
