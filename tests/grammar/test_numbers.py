"""Numbers in digits and words, against two makers of number words that are not ours."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from num2words import num2words

from isnad.extract.parsed import ParsedReport
from isnad.grammar.numbers import digits_value, read_figure, read_rank, reduce_numbers
from isnad.grammar.segments import Seg
from isnad.lang.pack import load_pack
from isnad.model.report import Report

PACK = load_pack("ar")


def segs(text: str) -> list[Seg]:
    sentence = ParsedReport(Report(id="t", text=text), PACK).sentences[0]
    return reduce_numbers(sentence.base, PACK.lexicon.alphabet).segs


def value(text: str) -> float | None:
    return read_figure(segs(text))


def spellings(words: str) -> Iterator[str]:
    """Ways in which the same words stand in print."""
    yield words
    yield words.replace(" و ", " و")
    yield words.replace("مائة", "مئة").replace("مائ", "مئ")
    yield re.sub(r"(عشر|ثلاث|أربع|خمس|ست|سبع|ثمان|تسع)ون", r"\1ين", words)
    yield words.replace("أ", "ا").replace("ة", "ه").replace("إ", "ا")


def faulty(number: int) -> bool:
    """num2words says 101,000 "a hundred and a thousand thousand": a group of three that ends in
    01 or 02 before a scale is not told apart from a scale of its own."""
    groups = [(number // 1000**k) % 1000 for k in range(1, 5)]
    return any(g > 100 and g % 100 in (1, 2) for g in groups)


@settings(max_examples=300, deadline=None)
@given(st.one_of(st.integers(0, 2000), st.integers(0, 10**6), st.integers(0, 10**12)))
def test_every_number_that_is_spelled_out_reads_back(number: int) -> None:
    if faulty(number):
        return
    for words in spellings(num2words(number, lang="ar")):
        assert value(words) == number, words


@settings(max_examples=200, deadline=None)
@given(st.integers(0, 10**12))
def test_digits_read_back_however_thousands_are_parted(number: int) -> None:
    arabic = str(number).translate({48 + d: 0x660 + d for d in range(10)})
    for written in (
        str(number),
        f"{number:,}",
        f"{number:,}".replace(",", "."),
        arabic,
        f"{number:,}".replace(",", "٬"),
    ):
        assert value(written) == number, written


@pytest.mark.parametrize(
    ("words", "number"),
    [
        ("ثلاثمئة وسبعة وعشرين", 327),
        ("ثلاث مئة وسبع وعشرون", 327),
        ("11 ألفا و300", 11_300),
        ("مئتي ألف", 200_000),
        ("ألفا", 2_000),
        ("ألفا وثمانمئة", 1_800),
        ("مليونا و300 ألف", 1_300_000),
        ("خمسة وثلاثين ألفا", 35_000),
        ("مئة وخمسين", 150),
        ("اثني عشر", 12),
        ("إحدى عشرة", 11),
        ("ثماني عشرة", 18),
        ("2.3 مليون", 2_300_000),
        ("نصف مليون", 500_000),
        ("مليون ونصف المليون", 1_500_000),
        ("ثلاثة أرباع مليون", 750_000),
        ("مليار ومليونين وثلاثة آلاف وأربعة", 1_002_003_004),
        ("صفر", 0),
        ("12.5", 12.5),
        ("1,234.5", 1234.5),
        ("0.125", 0.125),
        ("خمسة فاصلة سبعة", 5.7),
    ],
)
def test_numbers_of_the_news(words: str, number: float) -> None:
    assert value(words) == number


@pytest.mark.parametrize("words", ["", "نصف", "خمسة رجال", "24 و27", "عشرون مئة", "1.2.3"])
def test_what_is_no_single_number(words: str) -> None:
    assert not words or value(words) is None


@pytest.mark.parametrize(
    ("words", "rank"),
    [
        ("الأول", 1),
        ("الثانية", 2),
        ("الحادي عشر", 11),
        ("الثالثة عشرة", 13),
        ("الخامس والعشرين", 25),
        ("العشرون", 20),
        ("المئة والخامس", 105),
    ],
)
def test_ordinals(words: str, rank: int) -> None:
    assert read_rank(segs(words)) == rank


def test_a_cardinal_is_no_ordinal() -> None:
    assert read_rank(segs("عشرون")) is None
    assert read_figure(segs("الثالث")) is None


@given(st.text(alphabet="0123456789.,", min_size=1, max_size=12).filter(lambda s: s[0].isdigit() and s[-1].isdigit()))
def test_digits_never_raise(surface: str) -> None:
    found = digits_value(surface)
    assert found is None or found >= 0
