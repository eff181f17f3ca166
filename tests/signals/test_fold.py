import pytest
from hypothesis import given
from hypothesis import strategies as st

from complaint_rules.signals.fold import fold, script_characters

ALIKE = [
    ("退款請儘快處理", "退款请尽快处理"),
    ("聯絡電話沒有人接聽", "联络电话没有人接听"),
    ("ＡＢＣ１２３", "abc123"),
    ("！？，：；（）～", "!?,:;()~"),
    ("REFUND", "refund"),
    ("CAFÉ ÜBER", "café über"),
    ("don’t", "don't"),
    ("don`t", "don't"),
    ("ｄｏｎ｀ｔ", "don't"),
    ("“quote” „low‟", '"quote" "low"'),
    ("a\u3000b\u00a0c\td", "a b c d"),
    ("a–b—c", "a-b-c"),
]


@pytest.mark.parametrize(("written", "folded"), ALIKE)
def test_scripts_width_case_and_typography_fold_alike(written, folded):
    assert fold(written) == fold(folded) == folded


@given(st.text())
def test_any_text_keeps_its_length(text):
    assert len(fold(text)) == len(text)


@given(st.text(), st.text())
def test_each_character_folds_by_itself_so_that_offsets_hold(one, other):
    assert fold(one + other) == fold(one) + fold(other)


@given(st.text(st.characters(max_codepoint=127)))
def test_plain_ascii_folds_as_it_does_beside_chinese(text):
    assert fold(text) == fold(text + "中")[:-1]


def test_offsets_of_folded_text_point_into_the_original():
    text = "😀 İ 我要【退貨】ＡＳＡＰ"
    start = fold(text).index("退货")
    assert text[start:start + 2] == "退貨"
    assert text[fold(text).index("asap"):] == "ＡＳＡＰ"


@pytest.mark.parametrize(("character", "scripts"), [
    ("這", (True, False)), ("这", (False, True)), ("退", (False, False)), ("后", (False, False)), ("說", (True, False)),
    ("说", (False, True))])
def test_characters_tell_the_script_where_only_one_has_them(character, scripts):
    assert tuple(character in known for known in script_characters()) == scripts
