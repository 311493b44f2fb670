"""Quotation spans."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from isnad.text.quotes import MARK, quotations


def parts(raw: str) -> list[str]:
    """What stands in quotation in `raw`, whose angle marks are folded."""
    folded = raw.replace("«", MARK).replace("»", MARK)
    return [folded[s:e] for s, e in quotations(folded, 0, len(folded), written=raw.__getitem__)]


def test_marks_that_do_not_tell_their_side_pair_in_order() -> None:
    assert parts('a "b c" d "e"') == ["b c", "e"]


def test_a_lost_mark_is_passed_over() -> None:
    assert parts('"' + "a" * 2000 + ' "b" c') == ["b"]


def test_quotations_stand_in_one_another() -> None:
    assert parts("«a «b» c» d") == ['a "b" c', "b"]


def test_an_opening_mark_that_is_never_closed_hides_nothing() -> None:
    assert parts("«a. «b» c «d e»") == ["b", "d e"]


@given(st.text(alphabet='ab "«»', max_size=60))
def test_spans_are_in_order_and_hold_text(raw: str) -> None:
    folded = raw.replace("«", MARK).replace("»", MARK)
    found = quotations(folded, 0, len(folded), written=raw.__getitem__)
    assert found == sorted(found)
    assert all(0 < s <= e < len(folded) and folded[s - 1] == folded[e] == MARK for s, e in found)
