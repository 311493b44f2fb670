import pytest
from hypothesis import given
from hypothesis import strategies as st

from isnad.lang.pack import load_pack
from isnad.text.fold import Folding

ARABIC = "ابتثجحخدذرزسشصضطظعغفقكلمنهويأإآىةؤئء"
MARKS = "\u064b\u064e\u0651\u0652\u0640\u0670"
CONTROLS = "\u200f\u200e\u2069\u200d\ufeff"
TEXTS = st.text(alphabet=ARABIC + MARKS + CONTROLS + " .,،؟«»0123456789٠١٢٣abc😀\n", max_size=120)


def folding() -> Folding:
    return load_pack("ar").folding


@given(TEXTS)
def test_folding_twice_changes_nothing(text: str) -> None:
    once = folding().of(text)
    assert folding().of(once) == once
    assert folding().fold(text).text == once


@given(TEXTS, st.data())
def test_a_folded_slice_leads_back_to_words_that_fold_to_it(text: str, data: st.DataObject) -> None:
    folded = folding().fold(text)
    start = data.draw(st.integers(0, len(folded.text)))
    end = data.draw(st.integers(start, len(folded.text)))
    span = folded.span(start, end)
    assert folding().of(text[span.start : span.end]) == folded.text[start:end]


@given(TEXTS)
def test_raw_positions_never_run_backwards(text: str) -> None:
    folded = folding().fold(text)
    starts = [folded.start(i) for i in range(len(folded.text))]
    assert starts == sorted(set(starts))
    assert all(folded.end(i + 1) > folded.start(i) for i in range(len(folded.text)))


def test_marks_after_the_last_letter_belong_to_the_span() -> None:
    text = "وقع هجومًا\u200f مباغتًا"
    folded = folding().fold(text)
    at = folded.text.index("هجوما")
    assert folded.span(at, at + 5).of(text) == "هجومًا"


def test_a_table_that_changes_lengths_is_refused() -> None:
    with pytest.raises(ValueError, match="one code point"):
        Folding({"ﷲ": "الله"}, "", "")
