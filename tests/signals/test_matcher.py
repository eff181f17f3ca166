"""Forms are found alike by the sorted list, by the automaton, and by asking at every place."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from complaint_rules.signals import matcher
from complaint_rules.signals.matcher import Matcher

ALPHABET = st.sampled_from("ab 付\U0010ffff")
FORMS = st.lists(st.text(ALPHABET, min_size=1, max_size=4), max_size=15).map(sorted)


@given(FORMS, st.text(ALPHABET, max_size=30))
def test_list_and_automaton_find_what_stands_there(forms, text):
    written = "".join(f"{form}\n" for form in forms)
    expected = sorted((number, start, start + len(form)) for number, form in enumerate(forms)
                      for start in range(len(text)) if text.startswith(form, start))
    built = Matcher(written)
    built.find("-" * (matcher.BY_LIST + 1))
    assert sorted(Matcher(written).find(text)) == sorted(built.find(text)) == expected


@pytest.mark.parametrize("size", [1, 7, matcher.BY_LIST // 2])
def test_what_is_found_does_not_change_when_the_automaton_takes_over(size):
    found = Matcher("a\nab\nb")
    text = ("ab" * size)[:size]
    assert len({tuple(sorted(found.find(text))) for _ in range(2 * matcher.BY_LIST // size)}) == 1
