"""How far a time of the past reaches in its sentence."""

from __future__ import annotations

import pytest

from isnad.extract.events.reach import reach
from isnad.extract.parsed import ParsedReport
from isnad.extract.times.expressions import moment_of
from isnad.lang.pack import load_pack
from isnad.model.report import Report

PACK = load_pack("ar")


def clause(text: str) -> str | None:
    """The words of the clause that the first time of a text is bound to."""
    parsed = ParsedReport(Report(id="t", text=text, published="2024-05-16"), PACK)
    (sentence,) = parsed.sentences
    n = next(n for n, seg in enumerate(sentence.line.segs) if moment_of(seg) is not None)
    found = reach(sentence, n)
    return None if found is None else parsed.folded.text[found.start : found.end]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("والمهاجم الذي وصل إلى البلاد عام 2015 أصاب ستة أشخاص.", "الذي وصل الي البلاد عام 2015"),
        ("وأصاب رجل مقيم في فيينا منذ 2016 ستة أشخاص.", "مقيم في فيينا منذ 2016"),
        ("وجرح شرطي في القرية المحاصرة منذ عام 2013 برصاص قناص.", "محاصره منذ عام 2013"),
        ("وكان المستودع مغلقا منذ شهرين، وأصيب حارسان خارجه.", "مغلقا منذ شهرين"),
        ("وأصيب طفل برصاص عنصر في الجيش التحق بالخدمة قبل سنتين.", "التحق بالخدمه قبل سنتين"),
    ],
)
def test_a_clause_that_describes_keeps_its_time(text: str, words: str) -> None:
    assert clause(text) == words


@pytest.mark.parametrize(
    "text",
    [
        "وقتل مئات الأشخاص في المعارك الجارية منذ 2015.",
        "وفي عام 2016 اقتحم مسلحون فندقا وقتلوا 20 نزيلا.",
        "وأودت الهجمات التي شنها التنظيم عام 2014 بحياة مئة شخص.",
        "وأدت أعمال العنف المتواصلة منذ ثلاث سنوات إلى مقتل ألف شخص.",
        "وقتل التنظيم مئات المدنيين منذ عام 2013.",
    ],
)
def test_the_time_of_what_is_told_reaches_over_the_sentence(text: str) -> None:
    assert clause(text) is None
