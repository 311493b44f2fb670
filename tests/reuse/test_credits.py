"""An agency is credited in the dateline or the last line, not wherever it is named."""

from __future__ import annotations

import pytest

from isnad.reuse.credits import credits


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("مقديشو - رويترز: قالت الشرطة إن انفجارا وقع.", "Reuters"),
        ("بغداد (أ ف ب) - قتل شخصان.", "AFP"),
        ("خبر طويل عن حادث سير وقع أمس على الطريق الدولي بين مدينتين.\nواس", "SPA"),
    ],
)
def test_credit_lines(text: str, name: str) -> None:
    assert [c.name for c in credits(text)] == [name]


def test_an_agency_that_is_only_quoted_is_no_credit() -> None:
    assert credits("وصرح مسؤول لرويترز أمس في العاصمة أن الهجوم فشل وأن التحقيق مستمر حتى الآن من دون نتائج") == ()


def test_the_place_is_that_of_the_name() -> None:
    text = "كابول - رويترز - هز انفجار العاصمة"
    found = credits(text)[0]
    assert text[found.start : found.end] == "رويترز"
