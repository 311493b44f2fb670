"""Shared passages with places on both sides."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from isnad.reuse.passages import compare
from isnad.reuse.words import words

LINE = "انفجرت سيارة مفخخة قرب سوق شعبي وسط المدينة صباح الثلاثاء"


def test_a_copied_sentence_is_found_where_it_stands_in_both() -> None:
    left = "عاجل: " + LINE + ". ولم تتبن جهة العملية."
    right = "قالت الشرطة في بيان لها " + LINE
    found = compare(words(left), words(right))
    assert len(found.passages) == 1
    passage = found.passages[0]
    assert left[passage.left_start : passage.left_end] == LINE == right[passage.right_start : passage.right_end]
    assert found.right == found.left == 10 / 15


def test_an_inserted_word_does_not_cut_a_passage() -> None:
    edited = LINE.replace("قرب سوق", "بالتحديد قرب سوق")
    assert len(compare(words(LINE), words(edited)).passages) == 1


def test_texts_about_other_things_share_nothing() -> None:
    found = compare(words(LINE), words("افتتح الوزير معرض الكتاب في دورته العشرين بحضور مئات الزوار أمس"))
    assert found.passages == ()
    assert found.left == found.right == 0


@given(st.text(alphabet="abc ", max_size=60), st.text(alphabet="abc ", max_size=60))
def test_shares_never_exceed_the_whole(left: str, right: str) -> None:
    found = compare(words(left), words(right))
    assert 0 <= found.left <= 1
    assert 0 <= found.right <= 1
    spans = [(p.right_start, p.right_end) for p in sorted(found.passages, key=lambda p: p.right_start)]
    assert all(a[1] <= b[0] for a, b in pairwise(spans))
