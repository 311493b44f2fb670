"""Folding for comparison keeps places true and spellings together."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from isnad.reuse.words import stem, words


def test_marks_tatweel_and_digit_systems_make_no_difference() -> None:
    plain = words("مقتل 12 مدنيا في الأنبار").text
    assert words("مَقْتَل ١٢ مدنيّا في الأنـبار").text == plain
    assert words("مقتل ۱۲ مدنيا في الانبار").text == plain


def test_places_are_those_of_the_stored_text() -> None:
    text = "  أُصيبَ، ثلاثة!"
    found = words(text)
    assert [text[s:e] for s, e in zip(found.start, found.end, strict=True)] == ["أُصيبَ", "ثلاثة"]


def test_a_stem_loses_what_is_written_together_with_it() -> None:
    assert stem(words("والسوق").text[0]) == stem(words("بالسوق").text[0]) == stem(words("السوق").text[0]) == "سوق"
    assert stem(words("ولد").text[0]) == "ولد"


@given(st.text())
def test_any_text_has_words_inside_it(text: str) -> None:
    found = words(text)
    assert len(found.text) == len(found.start) == len(found.end)
    assert all(0 <= s < e <= len(text) for s, e in zip(found.start, found.end, strict=True))
    assert all(a <= b for a, b in zip(found.end, found.start[1:], strict=False))
