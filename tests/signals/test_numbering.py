"""The numbers of sorted words are the same by the list and by the dictionary."""

from concurrent.futures import ThreadPoolExecutor
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from complaint_rules.signals import numbering
from complaint_rules.signals.numbering import Numbering

# A word is in plain letters or in others, never in both.
WORD = (st.text(st.sampled_from("ab _"), min_size=1, max_size=4)
        | st.text(st.sampled_from("付告"), min_size=1, max_size=3))
MANY = {"never"} | {str(number) for number in range(numbering.BY_LIST)}


@given(st.sets(WORD, max_size=12), st.sets(WORD, max_size=12), st.sampled_from([MANY, MANY | {"付"}]))
def test_each_known_word_has_its_place_as_number(known, asked, before):
    listed = sorted(known)
    written = "".join(f"{word}\n" for word in listed)
    soon = Numbering(written)
    soon.of(before)
    assert Numbering(written).of(asked) == soon.of(asked) == {listed.index(word) for word in asked & known}


@pytest.mark.parametrize("seed", range(3))
def test_threads_that_pass_from_list_to_dictionary_agree(seed):
    words = [f"w{number:05}" for number in range(3000)]
    known = Numbering("\n".join(words))
    asked = Random(seed).choices(range(3000), k=2 * numbering.BY_LIST)
    with ThreadPoolExecutor(8) as pool:
        assert list(pool.map(lambda number: known.of({words[number]}), asked)) == [{number} for number in asked]
