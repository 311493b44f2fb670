"""Names of places anywhere in text."""

from __future__ import annotations

from itertools import pairwise

import pytest

from isnad.extract.parsed import ParsedReport
from isnad.extract.sites.everyplace import find_places
from isnad.lang.pack import load_pack
from isnad.model.report import Report

PACK = load_pack("ar")


def names(text: str) -> list[str]:
    parsed = ParsedReport(Report(id="t", text=text, language="ar"), PACK)
    found = find_places(parsed)
    assert all(a.span.end <= b.span.start for a, b in pairwise(found))
    return [text[p.span.start : p.span.end] for p in found]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("وصل الوفد إلى بنغازي قادما من القاهرة.", ["بنغازي", "القاهرة"]),
        ("التقى ملك إسبانيا سفير لبنان في باريس.", ["إسبانيا", "لبنان", "باريس"]),
        ("تجوب القوافل شمال أفريقيا والشرق الأوسط.", ["أفريقيا", "الشرق الأوسط"]),
        ("زار مدينة مصراتة وبلدة كفرزنقوط.", ["مصراتة", "كفرزنقوط"]),
        ("درس في جامعة القاهرة ثم لعب مع ريال مدريد.", []),
        ("قال صدام إن المدينة هادئة.", []),
        ("الوضع المالي صعب كما يراه المصريون.", []),
        ("", []),
    ],
)
def test_names(text: str, wanted: list[str]) -> None:
    assert names(text) == wanted


def test_places_of_a_name() -> None:
    parsed = ParsedReport(Report(id="t", text="يعيش في بنغازي وبلدة كفرزنقوط", language="ar"), PACK)
    first, second = find_places(parsed)
    assert first.entries[0].country == "LBY"
    assert second.entries == ()
