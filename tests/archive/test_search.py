"""Search is fast because texts are looked at before they are cut into words: no hit may be lost by that."""

from __future__ import annotations

import random

from hypothesis import given
from hypothesis import strategies as st

from isnad.archive.search import _runs
from isnad.archive.terms import Said, at_a_glance, sight, words

LETTERS = "ابتةهىأإآوفلك كم َّْـabcÉß٣5.,'’-_\n،()"


@given(st.text(alphabet=LETTERS, max_size=60), st.integers(0, 30), st.integers(1, 4))
def test_a_glance_sees_every_phrase(text: str, first: int, size: int) -> None:
    phrase = Said(text).terms[first : first + size]
    if phrase:
        assert sight(phrase).search(at_a_glance(text))


@given(st.text(max_size=60))
def test_a_glance_sees_whole_texts_of_any_signs(text: str) -> None:
    if phrase := Said(text).terms:
        assert sight(phrase).search(at_a_glance(text))


@given(st.text(alphabet=LETTERS, max_size=60))
def test_a_word_is_where_it_says(text: str) -> None:
    said = Said(text)
    found = list(words(text))
    assert [word.term for word in found] == said.terms
    for word in found:
        assert Said(text[word.start : word.end]).terms == [word.term]


@given(st.lists(st.sampled_from("abc"), max_size=12), st.lists(st.sampled_from("abc"), min_size=1, max_size=4))
def test_runs_are_all_found(order: list[str], phrase: list[str]) -> None:
    slow = [n for n in range(len(order)) if order[n : n + len(phrase)] == phrase]
    assert sorted(_runs(order, phrase)) == slow


def test_a_glance_is_cheap_on_hostile_texts() -> None:
    """One word of 200,000 letters, and what looks nearly like the phrase again and again."""
    long = "".join(random.Random(1).choices("اب", k=200_000))
    assert sight(["ابابا", "كتب"]).search(at_a_glance(long)) is None
    assert sight(["كتب", "قلم"]).search(at_a_glance("كتب " * 50_000)) is None
    assert sight(["كتب", "قلم"]).search(at_a_glance("كتب" + "_" * 200_000)) is None
