"""Names in English letters."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from isnad.lang.pack import load_pack
from isnad.lang.romanise import romanise

NAMES = load_pack("ar").settings["names"]
LETTERS = "".join(NAMES["letters"]) + " "


@pytest.mark.parametrize(
    ("word", "english"),
    [
        ("رحيمي", "Rahimi"),
        ("الشامي", "al-Shami"),
        ("قندوز", "Qanduz"),
        ("وحيدي", "Wahidi"),
        ("انصار", "Ansar"),
        ("سرايا", "Saraya"),
        ("لواء", "Lawa"),
        ("الشرقيه", "al-Sharqiya"),
        ("NATO", "Nato"),
        ("!", ""),
    ],
)
def test_a_word(word: str, english: str) -> None:
    assert romanise(word, NAMES) == english


@given(st.text(alphabet=LETTERS, max_size=30))
def test_nothing_but_english_letters_comes_out(words: str) -> None:
    found = romanise(words, NAMES)
    assert found.isascii()
    assert romanise(words, NAMES) == found
