"""Two people told by a vowel mark: where two and many are spelt alike, the mark decides."""

from __future__ import annotations

import pytest

from isnad.model.report import Report
from isnad.model.values import CasualtyValue
from isnad.pipeline import read_source

CASES = [
    ("خطف مهندسَين تركيين قرب الحدود", 2),
    ("خطف مهندسين تركيين قرب الحدود", None),
    ("إصابة متعاقدَيْن أجنبيين في سقوط صواريخ على القاعدة", 2),
    ("إصابة ثلاثة متعاقدَين أجانب في سقوط صواريخ على القاعدة", 3),
]


@pytest.mark.parametrize(("text", "low"), CASES)
def test_a_mark_makes_two_of_many(text: str, low: int | None) -> None:
    reading = read_source(Report(id="r", text=text)).reading
    assert reading is not None
    found = [c.value.low for c in reading.claims if isinstance(c.value, CasualtyValue)]
    assert found == [low]
