"""Segmentation cases: the text itself with | at the cuts."""

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from isnad.text.sentences import sentences
from isnad.text.tokens import tokens

CASES = [
    "قتل خمسة.| وأصيب ثلاثة.",
    "عنوان الخبر|\nبدأ النص هنا.| ثم انتهى",
    "بلغت النسبة 3.5 بالمئة.| وانتهى",
    "هل وقع انفجار?| لا يعرف",
    'وقال "قتل اثنان."| وأضاف',
    "أولا;| ثانيا;| ثالثا",
    "انتهى الهجوم.وبدأ التحقيق",
]


@pytest.mark.parametrize("cut", CASES)
def test_cuts(cut: str) -> None:
    text = cut.replace("|", "")
    found = "|".join(text[s:e] for s, e in sentences(text))
    wanted = "|".join(part.strip() for part in cut.split("|"))
    if "|" not in cut:
        assert found.count("|") in {0, 1}
    else:
        assert found == wanted


@given(st.text(max_size=200))
def test_every_word_is_in_one_sentence(text: str) -> None:
    spans = sentences(text)
    assert all(s < e for s, e in spans)
    assert all(a[1] <= b[0] for a, b in itertools.pairwise(spans))
    inside = "".join(text[s:e] for s, e in spans)
    assert "".join(inside.split()) == "".join(text.split())


@given(st.text(max_size=200))
def test_tokens_are_their_slices_in_order(text: str) -> None:
    found = tokens(text)
    assert all(text[s:e] == surface and s < e for s, e, surface in found)
    assert all(a[1] <= b[0] for a, b in itertools.pairwise(found))
