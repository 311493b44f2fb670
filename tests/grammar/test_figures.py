"""Figures that are no counts: fractions, signs, powers, dozens, decimals, parted thousands."""

from __future__ import annotations

from itertools import pairwise

import pytest

from isnad.extract.parsed import ParsedReport
from isnad.grammar.figures import read_figures
from isnad.grammar.numbers import reduce_numbers
from isnad.lang.pack import load_pack
from isnad.model.report import Report

PACK = load_pack("ar")


def figures(text: str) -> list[float]:
    parsed = ParsedReport(Report(id="t", text=text, language="ar"), PACK)
    out: list[float] = []
    for sentence in parsed.sentences:
        line = reduce_numbers(sentence.base, PACK.lexicon.alphabet)
        found = read_figures(line, parsed.folded.text, PACK.lexicon.article)
        assert all(f.start < f.end for f in found)
        assert all(a.end <= b.start for a, b in pairwise(found))
        out += [f.value for f in found]
    return out


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("دمر ثلثا الحي", [2 / 3]),
        ("غمرت المياه ثلاثة أرباع المدينة", [0.75]),
        ("استمر القصف ساعة واحدة ونصفا", [1.5]),
        ("مسافة خمسة وربع كيلومتر", [5.25]),
        ("احترق خمس المستودع", [0.2]),
        ("قتل خمس نساء", [5]),
        ("واحد من أربعة جرحى طفل", [0.25]),
        ("جزء من مئة", [0.01]),
        ("ثلاثة على خمسة", [0.6]),
        ("درجة الحرارة سالب سبعة", [-7]),
        ("بلغت -4,5 درجات", [-4.5]),
        ("نسبة 3/4", [0.75]),
        ("مساحة 12 000 متر", [12000]),
        ("بلغ 2e6", [2e6]),
        ("قوة 2^10", [1024]),
        ("قيمة 26,013,94", [26013.94]),
        ("ثلاث دزينات", [36]),
        ("نصف دزينة", [6]),
        ("أي واحد منهم", []),
        ("لا رقم هنا", []),
    ],
)
def test_figures(text: str, wanted: list[float]) -> None:
    assert figures(text) == pytest.approx(wanted)


@pytest.mark.parametrize("text", ["0^-1", "9e999", "1/0", "-", "7^999999", "1 / ", "من على جزء من"])
def test_nonsense_has_no_figure_or_a_finite_one(text: str) -> None:
    assert all(abs(v) < 1e301 for v in figures(text))
